import type { Slice } from '../../core/slice'
import { followActs, news } from '../together'
import { account } from './account'
import { accountLink } from './accountLink'
import { affiliation } from './affiliation'
import { contact } from './contact'
import { customerDictionaries } from './dictionaries'

export { account, accountLink, affiliation, contact }

export const customers: Slice = {
  name: 'customers',
  entities: [account, contact, affiliation, accountLink],
  acts: [...followActs(account), ...followActs(contact)],
  reactions: [news(account), news(contact)],
  dictionaries: customerDictionaries,
}
