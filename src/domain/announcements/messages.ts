import type { Messages } from '../../core/i18n/messages'

export const announcementMessages: Messages = {
  'announcement.outOfReach': [
    '只能向自己管理的版块或部门发公告',
    'You announce to the board or department you are responsible for',
  ],
  'announcement.published': [
    '公告已发出，不能再改发给谁。要换人就另发一条',
    'It has been announced; to whom stays. Announce it anew to others',
  ],
  'announcement.noConfirmation': ['这条公告不需要你确认', 'Nothing here asks for your confirmation'],
}
