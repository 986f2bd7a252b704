import type { DictionarySeed } from '../../core/slice'

export const contractDictionaries: readonly DictionarySeed[] = [
  {
    name: 'contractStatus',
    label: ['合同状态', 'Contract status'],
    items: [
      ['draft', '草稿', 'Draft'],
      ['active', '履行中', 'Active', undefined, 'won'],
      ['expired', '已到期', 'Expired', undefined, 'risk'],
      ['terminated', '已终止', 'Terminated', undefined, 'lost'],
      ['renewed', '已续签', 'Renewed'],
    ],
  },
  {
    name: 'contractKind',
    label: ['合同类型', 'Kind of contract'],
    items: [
      ['sales', '销售合同', 'Sale'],
      ['advertising', '广告合同', 'Advertising'],
      ['exhibition', '参展合同', 'Exhibition'],
      ['subscription', '订阅合同', 'Subscription'],
      ['framework', '框架协议', 'Framework agreement'],
      ['service', '服务合同', 'Service'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'amendmentStatus',
    label: ['变更状态', 'Amendment status'],
    items: [
      ['draft', '待签', 'To be signed'],
      ['signed', '已签', 'Signed', undefined, 'won'],
      ['dropped', '作废', 'Dropped', undefined, 'lost'],
    ],
  },
  {
    name: 'terminationReason',
    label: ['终止原因', 'Reason of termination'],
    items: [
      ['agreed', '双方协商', 'By agreement'],
      ['breach', '对方违约', 'Breach by the customer'],
      ['ourBreach', '我方原因', 'On our side'],
      ['force', '不可抗力', 'Force majeure'],
      ['other', '其他', 'Other'],
    ],
  },
]
