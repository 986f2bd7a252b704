import type { Messages } from '../../core/i18n/messages'

export const collisionMessages: Messages = {
  'collision.none': ['没有找到同事名下的「{name}」，直接登记即可', 'No colleague’s “{name}” was found; just enter it'],
  'collision.own': ['这个客户就在你名下', 'This customer is yours already'],
  'collision.visible': ['你看得到「{name}」，打开它联系负责人', 'You can see “{name}”; open it and talk to its owner'],
  'collision.notCustomer': [
    '只能对客户、联系人、线索和报备提出',
    'It can only be about a customer, contact, lead or registration',
  ],
  'collision.pending': ['你已提出过申请，等待处理', 'You have asked already; it is being decided'],
  'pair.decided': ['这一对已经判断过', 'This pair has been decided'],
  'pair.notApart': ['这一对没有判为不同', 'This pair was not kept apart'],
  'collision.gone': ['对方的客户已不在，请退回申请', 'The customer is no longer there; send the request back'],
  'registration.taken': [
    '「{name}」已由「{board}」报备，可提出撞单申请',
    '“{name}” is registered by “{board}”; you may ask about it',
  ],
}
