export const zhCN = {
  kind: '查什么',
  kinds: { incomplete: '不完整', stale: '陈旧', contradictory: '矛盾', unreachable: '联系不上' } as Record<
    string,
    string
  >,
  board: '版块',
  allBoards: '全部版块',
  person: '负责人',
  nobody: '无负责人',
  whole: '合计',
  of: '{object}：{check}',
  total: '{object}数',
  records: '{accounts} 个客户 · {contacts} 个联系人',
  none: '还没有客户和联系人',
  noneText: '登记以后，这里列出要补、要核的记录。',
}
export const en: typeof zhCN = {
  kind: 'What to look at',
  kinds: { incomplete: 'Incomplete', stale: 'Stale', contradictory: 'Contradictory', unreachable: 'Unreachable' },
  board: 'Board',
  allBoards: 'All boards',
  person: 'Owner',
  nobody: 'No owner',
  whole: 'Total',
  of: '{object}: {check}',
  total: '{object}: records',
  records: '{accounts} accounts · {contacts} contacts',
  none: 'No accounts or contacts yet',
  noneText: 'Once they are entered, records to complete or check are listed here.',
}
