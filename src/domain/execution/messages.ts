import type { Messages } from '../../core/i18n/messages'

export const executionMessages: Messages = {
  'execution.asked': [
    '填写项应各有标识、名称和类型；选择项须列出不重复的选项；最多 40 项',
    'Each question needs a key, a label and a kind; a choice lists different options; at most 40 questions',
  ],
  'execution.askedTwice': ['有两个填写项的标识相同', 'Two questions have the same key'],
  'execution.notAsked': ['这类订单不填这一项', 'This kind of order does not ask that'],
  'execution.answer': ['填写「{name}」', 'Fill in “{name}”'],
  'execution.steps': [
    '执行步骤应各有标识、名称、执行人和期限；最多 40 步',
    'Each step needs a key, a name, who does it and when it is due; at most 40 steps',
  ],
  'execution.stepTwice': ['有两个执行步骤的标识相同', 'Two steps have the same key'],
  'execution.stepUnknown': ['有步骤要等一个不存在的步骤', 'A step waits for one that is not there'],
  'execution.stepCircle': ['这些步骤互相等待，谁也开始不了', 'These steps wait for each other, so none can begin'],
}
