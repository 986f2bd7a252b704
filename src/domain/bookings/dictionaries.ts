import type { DictionarySeed } from '../../core/slice'

export const bookingDictionaries: readonly DictionarySeed[] = [
  {
    name: 'spaceKind',
    label: ['版位类别', 'Kind of space'],
    items: [
      ['cover', '封面', 'Front cover'],
      ['insideFront', '封二', 'Inside front cover'],
      ['insideBack', '封三', 'Inside back cover'],
      ['back', '封底', 'Back cover'],
      ['spread', '跨页', 'Double page'],
      ['fullPage', '内页整版', 'Full page'],
      ['halfPage', '内页半版', 'Half page'],
      ['quarterPage', '内页四分之一版', 'Quarter page'],
      ['insert', '插页', 'Insert'],
      ['standard', '标准展位', 'Shell stand'],
      ['raw', '光地展位', 'Space only'],
      ['corner', '双开口展位', 'Corner stand'],
      ['island', '岛形展位', 'Island stand'],
    ],
  },
  {
    name: 'bookingStatus',
    label: ['预订状态', 'Booking status'],
    items: [
      ['held', '保留', 'Held', undefined, 'due'],
      ['sold', '已售', 'Sold', undefined, 'won'],
      ['released', '已释放', 'Released', undefined, 'lost'],
      ['expired', '已过期', 'Expired', undefined, 'lost'],
    ],
  },
  {
    name: 'badgeKind',
    label: ['证件类别', 'Badge'],
    items: [
      ['exhibitor', '参展商', 'Exhibitor'],
      ['builder', '布展', 'Builder'],
      ['guest', '嘉宾', 'Guest'],
      ['press', '媒体', 'Press'],
    ],
  },
]
