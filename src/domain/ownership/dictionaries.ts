import type { DictionarySeed } from '../../core/slice'

export const ownershipDictionaries: readonly DictionarySeed[] = [
  {
    name: 'pooledObject',
    label: ['公海对象', 'Pooled object'],
    items: [
      ['account', '客户', 'Account'],
      ['lead', '线索', 'Lead'],
    ],
  },
  {
    name: 'poolReason',
    label: ['进入公海原因', 'Why in pool'],
    items: [
      ['noInterest', '客户暂无意向', 'No interest for now'],
      ['unreachable', '联系不上', 'Cannot be reached'],
      ['notMine', '不在我的范围', 'Not my field'],
      ['tooMany', '手上客户太多', 'Too many to look after'],
      ['left', '人员离职', 'Owner left'],
      ['recycled', '到期收回', 'Recycled'],
      ['new', '新登记', 'Newly recorded'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'ownershipHow',
    label: ['取得方式', 'Came by'],
    items: [
      ['create', '登记', 'Recorded'],
      ['claim', '领取', 'Claimed'],
      ['assign', '分配', 'Assigned'],
      ['distribute', '批量分配', 'Distributed'],
      ['transfer', '转交', 'Given'],
      ['handOver', '移交', 'Handed over'],
      ['release', '退回', 'Released'],
      ['recycle', '收回', 'Recycled'],
      ['realign', '区域划分', 'By territory'],
      ['movePool', '换公海', 'Moved'],
    ],
  },
  {
    name: 'recycleBasis',
    label: ['收回依据', 'Recycling basis'],
    items: [
      ['followUp', '没有跟进', 'No follow-up'],
      ['opportunity', '没有机会', 'No opportunity'],
      ['order', '没有订单', 'No order'],
    ],
  },
  {
    name: 'distributeBy',
    label: ['分配方式', 'Distribution'],
    items: [
      ['turns', '轮流', 'In turns'],
      ['region', '按地区', 'By region'],
      ['load', '少的优先', 'Fewest first'],
      ['capacity', '按剩余容量', 'By room left'],
    ],
  },
  {
    name: 'recycleStage',
    label: ['收回进展', 'Recycling'],
    items: [
      ['warned', '已提醒', 'Owner warned', undefined, 'due'],
      ['escalated', '已报上级', 'With the manager', undefined, 'over'],
    ],
  },
  {
    name: 'recycleExemption',
    label: ['不收回的理由', 'Kept because'],
    items: [
      ['keyAccount', '大客户', 'Key account'],
      ['openDeal', '有进行中的机会', 'Open deal'],
      ['unpaid', '有未收款', 'Unpaid instalment'],
      ['contract', '合同有效', 'Live contract'],
      ['closed', '已转化或丢弃', 'Converted or discarded'],
    ],
  },
]
