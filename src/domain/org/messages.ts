import type { Messages } from '../../core/i18n/messages'

export const messages: Messages = {
  // Log-in
  'session.wrong': ['登录名或密码不对，检查后再试', 'Log-in name or password is wrong; check both and try again'],
  'session.locked': [
    '连续多次登录未通过，{minutes} 分钟后再试',
    'Too many attempts failed; try again in {minutes} minute(s)',
  ],
  'session.frozen': ['这个用户已冻结，需要使用时请管理员恢复', 'This user is frozen; ask an administrator to lift it'],
  'session.otpRequired': ['输入验证器应用里的 6 位验证码', 'Enter the 6-digit code of your authenticator app'],
  'session.otpWrong': ['验证码不对或已过期，输入最新的一个', 'The code is wrong or too old; enter the latest one'],
  'session.passwordChangeRequired': ['先设置自己的密码，再继续使用', 'Set a password of your own first'],
  'session.crossSite': [
    '请求来自其他网站，已拒绝，在本系统的页面里再试',
    'The request came from another site and was refused; try again from a page of this system',
  ],
  'session.keyCannot': ['API 密钥不能做这件事，登录后再试', 'An API key can’t do this; sign in instead'],
  'session.noOtpPending': ['先取得二维码，再输入验证码', 'Get the QR code first, then enter the code'],
  'session.otpAlreadyOn': [
    '两步验证已开启，要换设备先关闭',
    'Two-factor is already on; switch it off to change the device',
  ],
  'session.currentWrong': ['当前密码不对', 'The current password is wrong'],

  // Passwords
  'password.short': ['至少 {min} 位', 'At least {min} characters'],
  'password.long': ['最多 {max} 位', 'At most {max} characters'],
  'password.isLogin': ['不能与登录名相同', 'Must differ from the log-in name'],
  'password.common': ['这个密码太常见，换一个', 'This password is too common; choose another'],
  'password.unchanged': ['新密码要与当前密码不同', 'The new password must differ from the current one'],

  // People and roles
  'user.noSuchRole': ['没有角色「{role}」', 'There is no role “{role}”'],
  'user.badLogin': [
    '登录名只用文字、数字和 . _ - @ +，不含空格',
    'A log-in name has letters, digits and . _ - @ + only, no spaces',
  ],
  'user.otherBoard': ['只能管理本版块的用户和部门', 'You can only manage people and departments of your own board'],
  'user.departmentOfOtherBoard': ['部门不属于这个版块', 'The department belongs to another board'],
  'user.beyondYou': [
    '这个用户的权限超出你的权限，请系统管理员处理',
    'This person’s rights reach beyond yours; ask a system administrator',
  ],
  'user.roleBeyondYou': [
    '角色「{role}」的权限超出你的权限，不能授予',
    'Role “{role}” reaches beyond your own rights; you can’t grant it',
  ],
  'user.lastAdministrator': [
    '至少保留一个在用的系统管理员，先指定另一个',
    'At least one active system administrator must remain; appoint another first',
  ],
  'user.managerLoop': [
    '上级关系绕回了自己，选择别的上级',
    'The line of managers leads back to this person; choose another manager',
  ],
  'user.notYourself': [
    '不能冻结或删除自己，请另一位管理员处理',
    'You can’t freeze or delete yourself; ask another administrator',
  ],
  'user.alreadyFrozen': ['这个用户已经冻结', 'This user is frozen already'],
  'user.notFrozen': ['这个用户没有冻结', 'This user is not frozen'],
  'department.loop': [
    '部门不能在自己下面，选择别的上级部门',
    'A department can’t be below itself; choose another parent',
  ],
  'department.inUse': [
    '部门里还有 {count} 人或下级部门，先移走',
    '{count} people or departments are still in it; move them first',
  ],
  'board.inUse': ['版块里还有 {count} 个用户，先移走', '{count} people still belong to this board; move them first'],
  'role.badRights': [
    '权限格式不对：每个对象写 read、create、update 等',
    'Rights are not well formed: per object read, create, update and so on',
  ],
  'role.beyondYou': ['这些权限超出你自己的权限', 'These rights reach beyond your own'],
  'role.standardStays': ['标准角色不能删除，也不能改代码', 'A standard role can’t be deleted nor its code changed'],
  'role.administratorStays': ['系统管理员的权限不能改', 'The rights of the system administrator can’t be changed'],
  'role.inUse': [
    '还有 {count} 个用户是这个角色，先换成别的',
    '{count} people still hold this role; give them another first',
  ],

  // API keys
  'key.badScope': ['scope 应如 {example}，对象要存在', 'scope should be like {example}, with objects that exist'],
  'key.badExpiry': ['到期时间应在将来', 'The expiry must lie in the future'],
}
