import type { Messages } from '../../core/i18n/messages'

export const executionMessages: Messages = {
  'execution.asked': [
    '填写项应各有标识、名称和类型；选择项须列出不重复的选项；最多 40 项',
    'Each question needs a key, a label and a kind; a choice lists different options; at most 40 questions',
  ],
  'execution.askedTwice': ['有两个填写项的标识相同', 'Two questions have the same key'],
  'execution.notAsked': ['这类订单不填这一项', 'This kind of order does not ask that'],
  'execution.answer': ['填写「{name}」', 'Fill in “{name}”'],
  'execution.tick': ['勾选「{name}」', 'Tick “{name}”'],
  'execution.steps': [
    '执行步骤应各有标识、名称、执行人和期限；最多 40 步',
    'Each step needs a key, a name, who does it and when it is due; at most 40 steps',
  ],
  'execution.stepTwice': ['有两个执行步骤的标识相同', 'Two steps have the same key'],
  'execution.stepUnknown': ['有步骤要等一个不存在的步骤', 'A step waits for one that is not there'],
  'execution.stepCircle': ['这些步骤互相等待，谁也开始不了', 'These steps wait for each other, so none can begin'],
  'execution.noType': ['先选订单类型，再填类型信息', 'Choose the type of order before answering what it asks'],
  'execution.typeRetired': ['这个订单类型已停用', 'This type of order is no longer in use'],
  'execution.typeUsed': [
    '有 {count} 个订单是这个类型，不能删除；可以停用',
    '{count} orders are of this type, so it can’t be deleted; take it out of use instead',
  ],
  'execution.moment': [
    '步骤「{step}」的期限从哪天算起，系统不认识',
    'It is not known from which day step “{step}” is due',
  ],
  'execution.waits': ['要先完成：{steps}', 'First to be done: {steps}'],
  'execution.over': ['这一步已经结束', 'This step is over'],
  'execution.notOver': ['这一步还没有结束', 'This step is not over'],
  'execution.orderOver': [
    '订单已取消或还是草稿，不能再动执行步骤',
    'The order is cancelled or a draft; its steps stay as they are',
  ],
  'execution.needsFiles': ['要上传附件才能完成', 'Attach a file to finish this step'],
  'execution.begun': [
    '「{step}」已经完成，不能退回草稿；先重新打开这一步',
    '“{step}” is done, so the order can’t become a draft again; reopen that step first',
  ],
  'execution.deliveryLines': [
    '交付明细写成 1 到 500 行，每行写明订单明细和不为 0 的数量',
    'Give 1 to 500 lines with order line and a quantity other than 0',
  ],
  'execution.overDelivery': ['“{name}”最多还能交付 {open}', 'At most {open} of “{name}” is left to deliver'],
  'execution.underDelivery': ['“{name}”只交付过 {had}', 'Only {had} of “{name}” has been delivered'],
  'execution.stepsOpen': ['还有步骤没有完成：{steps}', 'Steps are still open: {steps}'],
}
