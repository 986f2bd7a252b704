import type { DictionarySeed } from '../../core/slice'

export const dictionaries: readonly DictionarySeed[] = [
  {
    name: 'gender',
    label: ['性别', 'Gender'],
    items: [
      ['male', '男', 'Male'],
      ['female', '女', 'Female'],
    ],
  },
  {
    name: 'userStatus',
    label: ['用户状态', 'User status'],
    items: [
      ['active', '在用', 'Active', undefined, 'won'],
      ['frozen', '已冻结', 'Frozen', undefined, 'lost'],
    ],
  },
  {
    name: 'language',
    label: ['语言', 'Language'],
    items: [
      ['zh-CN', '简体中文', 'Simplified Chinese'],
      ['zh-TW', '繁體中文', 'Traditional Chinese'],
      ['en', 'English', 'English'],
    ],
  },
]
