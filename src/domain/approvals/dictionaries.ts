import type { DictionarySeed } from '../../core/slice'

export const approvalDictionaries: readonly DictionarySeed[] = [
  {
    name: 'approvalStatus',
    label: ['审批状态', 'Approval status'],
    items: [
      ['draft', '未提交', 'Not submitted'],
      ['running', '审批中', 'Being decided', undefined, 'due'],
      ['approved', '已通过', 'Approved', undefined, 'won'],
      ['rejected', '已拒绝', 'Rejected', undefined, 'over'],
      ['returned', '已退回', 'Sent back', undefined, 'due'],
      ['withdrawn', '已撤回', 'Withdrawn', undefined, 'lost'],
    ],
  },
  {
    name: 'approvalTaskStatus',
    label: ['审批任务状态', 'Approval task status'],
    items: [
      ['waiting', '未轮到', 'Waiting'],
      ['open', '待审批', 'To decide', undefined, 'due'],
      ['approved', '已同意', 'Agreed', undefined, 'won'],
      ['rejected', '已拒绝', 'Rejected', undefined, 'over'],
      ['returned', '已退回', 'Sent back', undefined, 'due'],
      ['transferred', '已转交', 'Handed on'],
      ['dropped', '无需处理', 'No longer needed'],
    ],
  },
  {
    name: 'signerPlace',
    label: ['加签位置', 'Signer’s place'],
    items: [
      ['before', '在我之前', 'Before me'],
      ['after', '在我之后', 'After me'],
    ],
  },
]
