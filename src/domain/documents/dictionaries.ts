import type { DictionarySeed } from '../../core/slice'

export const documentDictionaries: readonly DictionarySeed[] = [
  {
    name: 'documentFormat',
    label: ['文件格式', 'Document format'],
    items: [
      ['pdf', 'PDF', 'PDF'],
      ['docx', 'Word', 'Word'],
    ],
  },
  {
    name: 'documentLang',
    label: ['文件语言', 'Document language'],
    items: [
      ['zh-CN', '简体中文', 'Simplified Chinese'],
      ['zh-TW', '繁体中文', 'Traditional Chinese'],
      ['en', '英文', 'English'],
    ],
  },
  {
    name: 'documentStatus',
    label: ['文件状态', 'Document status'],
    items: [
      ['made', '已生成', 'Made'],
      ['sent', '已发送', 'Sent', undefined, 'due'],
      ['viewed', '客户已查看', 'Viewed', undefined, 'due'],
      ['accepted', '客户已接受', 'Accepted', undefined, 'won'],
      ['declined', '客户已拒绝', 'Declined', undefined, 'lost'],
    ],
  },
  {
    name: 'documentAnswer',
    label: ['客户答复', 'Customer’s answer'],
    items: [
      ['accepted', '接受', 'Accepted', undefined, 'won'],
      ['declined', '拒绝', 'Declined', undefined, 'lost'],
    ],
  },
  {
    name: 'documentViewKind',
    label: ['文件查看动作', 'Kind of view'],
    items: [
      ['view', '查看', 'Viewed'],
      ['download', '下载', 'Downloaded'],
      ['accepted', '接受', 'Accepted'],
      ['declined', '拒绝', 'Declined'],
    ],
  },
]
