import type { Messages } from '../../core/i18n/messages'

export const messages: Messages = {
  'userRequest.loginTaken': ['登录名已被使用，换一个', 'This log-in name is taken; choose another'],
  'userRequest.subjectOfOpening': [
    '开户时不选用户，填写姓名和登录名',
    'An opening names no user yet; give a name and a log-in name',
  ],
  'userRequest.closedAlready': ['这个用户已冻结', 'This user is frozen already'],
  'userRequest.nothingOfClosing': ['注销时不填写', 'Leave this empty for a closing'],
  'userRequest.nothingChanges': ['填写要变更的内容', 'Fill in what is to change'],
}
