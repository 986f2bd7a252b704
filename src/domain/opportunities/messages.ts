import type { Messages } from '../../core/i18n/messages'

export const opportunityMessages: Messages = {
  'opportunity.closed': ['这个机会已经结束，先重新打开', 'It is closed; reopen it first'],
  'opportunity.open': ['这个机会还在进行中', 'It is still open'],
  'opportunity.noStage': [
    '这个机会不在任何销售流程里，请管理员先设好流程',
    'It is in no pipeline; ask an administrator to set one up',
  ],
  'opportunity.lastStage': [
    '“{stage}”已经是最后一个阶段，请赢单或丢单',
    '“{stage}” is the last stage; mark it won or lost',
  ],
  'opportunity.otherPipeline': ['这个阶段不属于这个机会的销售流程', 'That stage is not in this opportunity’s pipeline'],
  'opportunity.notLater': [
    '“{stage}”不在现在的阶段之后，退回请用“退回阶段”',
    '“{stage}” is not a later stage; go back instead',
  ],
  'opportunity.notEarlier': ['“{stage}”不在现在的阶段之前', '“{stage}” is not an earlier stage'],
  'opportunity.notSkippable': ['{stages}不能跳过，请逐步升迁', '{stages} can’t be skipped; advance step by step'],
  'opportunity.lacks': ['还不能离开“{stage}”：{what}', 'It can’t leave “{stage}” yet: {what}'],
  'opportunity.lack.filled': ['缺少{field}', '{field} is missing'],
  'opportunity.exit': ['升迁条件应为列表，最多 20 条', 'Exit conditions must be a list of at most 20'],
}
