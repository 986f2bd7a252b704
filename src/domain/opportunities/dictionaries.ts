import type { DictionarySeed } from '../../core/slice'

export const opportunityDictionaries: readonly DictionarySeed[] = [
  {
    name: 'stageAct',
    label: ['阶段动作', 'Stage act'],
    items: [
      ['create', '新建', 'Created'],
      ['advance', '升迁', 'Advanced'],
      ['goBack', '退回', 'Went back'],
      ['win', '赢单', 'Won', undefined, 'won'],
      ['lose', '丢单', 'Lost', undefined, 'lost'],
      ['reopen', '重新打开', 'Reopened'],
      ['switch', '换流程', 'Moved to another pipeline'],
    ],
  },
  {
    name: 'opportunityStatus',
    label: ['机会状态', 'Opportunity status'],
    items: [
      ['open', '进行中', 'Open'],
      ['won', '赢单', 'Won', undefined, 'won'],
      ['lost', '丢单', 'Lost', undefined, 'lost'],
    ],
  },
  {
    name: 'forecastCategory',
    label: ['预测类别', 'Forecast category'],
    items: [
      ['commit', '承诺', 'Commit'],
      ['best', '乐观', 'Best case'],
      ['pipeline', '在跟', 'Pipeline'],
      ['omitted', '不计', 'Omitted'],
    ],
  },
  {
    name: 'attitude',
    label: ['态度', 'Attitude'],
    items: [
      ['champion', '支持', 'Supports us', undefined, 'won'],
      ['positive', '倾向我们', 'Leans to us', undefined, 'won'],
      ['neutral', '中立', 'Neutral'],
      ['negative', '倾向对手', 'Leans to others', undefined, 'risk'],
      ['opposed', '反对', 'Against us', undefined, 'risk'],
      ['unknown', '不清楚', 'Not known'],
    ],
  },
  {
    name: 'standing',
    label: ['我们的位置', 'How we stand'],
    items: [
      ['ahead', '领先', 'Ahead', undefined, 'won'],
      ['even', '相当', 'Even'],
      ['behind', '落后', 'Behind', undefined, 'risk'],
    ],
  },
  {
    name: 'endReason',
    label: ['赢丢原因', 'Why won or lost'],
    items: [
      ['price', '价格', 'Price'],
      ['product', '产品', 'Product'],
      ['relationship', '客情关系', 'Relationship'],
      ['delivery', '交付与服务', 'Delivery and service'],
      ['timing', '时机', 'Timing'],
      ['budget', '没有预算', 'No budget'],
      ['competitor', '选了竞争对手', 'A competitor'],
      ['noDecision', '没有决定', 'No decision'],
      ['duplicate', '重复', 'Duplicate'],
      ['other', '其他', 'Other'],
    ],
  },
]
