import type { Messages } from '../../core/i18n/messages'

export const marketMessages: Messages = {
  'market.endsEarly': ['不能早于开始日期', 'Can’t be before the day it begins'],
  'market.sameCustomer': ['竞争对手和客户是同一个', 'Competitor and customer are the same'],
}
