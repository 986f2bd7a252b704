import { raw } from '../../core/db/statement'
import type { Slice } from '../../core/slice'
import { transferActs } from '../handovers'
import { basis, exemption, poolActs, poolReactions } from '../ownership'
import { territoryReactions } from '../territories'
import { followActs, news } from '../together'
import { reviewActs, reviewReset } from '../trust'
import { onEarth } from '../visits'
import { account } from './account'
import { accountLink } from './accountLink'
import { affiliation } from './affiliation'
import { consentDated, consentDictionaries } from './consent'
import { contact } from './contact'
import { customerDictionaries } from './dictionaries'
import './duties'

export { CHANNELS, type Channel, consentField } from './consent'
export { account, accountLink, affiliation, contact }

basis(account, 'followUp', t => raw(`${t}.last_contact_at`))
exemption(account, 'keyAccount', t => raw(`${t}.key_account`))

/** What a review vouches for. */
const VOUCHED = ['name', 'creditCode', 'legalPerson', 'region', 'address', 'phone', 'email', 'website', 'industry']
const VOUCHED_PERSON = ['name', 'account', 'position', 'phone', 'officePhone', 'email', 'address']

export const customers: Slice = {
  name: 'customers',
  entities: [account, contact, affiliation, accountLink],
  acts: [
    ...followActs(account),
    ...followActs(contact),
    ...poolActs(account),
    ...transferActs(account),
    ...reviewActs(account),
    ...reviewActs(contact),
  ],
  reactions: [
    news(account),
    news(contact),
    consentDated(contact),
    ...poolReactions(account),
    ...territoryReactions(account),
    onEarth(account),
    reviewReset(account, VOUCHED),
    reviewReset(contact, VOUCHED_PERSON),
  ],
  dictionaries: [...customerDictionaries, ...consentDictionaries],
}
