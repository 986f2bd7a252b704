export const zhCN = {
  audience: '谁能看到',
  audiences: { me: '只有我', board: '本版块', all: '所有人' },
}

export const en: typeof zhCN = {
  audience: 'Who sees it',
  audiences: { me: 'Only me', board: 'My board', all: 'Everybody' },
}
