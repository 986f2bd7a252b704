export const zhCN = {
  title: '消息',
  unread: '{n} 条未读消息',
  onlyUnread: '未读',
  all: '全部',
  readAll: '全部已读',
  nothing: '没有消息',
  nothingUnread: '没有未读消息',
  nothingText: '有人提到你、给你任务，或你关注的客户有变化时，会出现在这里。',
  more: '再看 {n} 条',
  today: '今天',
  earlier: '更早',
}

export const en: typeof zhCN = {
  title: 'Notifications',
  unread: '{n} unread notifications',
  onlyUnread: 'Unread',
  all: 'All',
  readAll: 'Mark all read',
  nothing: 'No notifications',
  nothingUnread: 'Nothing unread',
  nothingText: 'When somebody mentions you, gives you a task, or something you follow changes, it appears here.',
  more: 'Show {n} more',
  today: 'Today',
  earlier: 'Earlier',
}
