import { raw, sql } from '../../core/db/statement'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { account } from '../customers'
import { exemption } from '../ownership'
import { followActs, news } from '../together'
import { clauseTemplate } from './clauseTemplate'
import { contract } from './contract'
import { contractAmendment } from './contractAmendment'
import { contractDictionaries } from './dictionaries'
import { contractOrder, contractQuote, createContract } from './make'
import { contractMessages } from './messages'
import { contractNight, renew } from './renew'
import { setUpContracts } from './setUp'
import { activate, dropAmendment, sign, signAmendment, terminate } from './sign'
import { contracting } from './submit'
import { contractRules } from './totals'

learn(contractMessages)
exemption(
  account,
  'contract',
  t =>
    sql`exists (select 1 from contracts c where c.account_id = ${raw(`${t}.id`)} and c.status = 'active' and c.deleted_at is null)`,
)

/**
 * What is signed (合同): clauses from a library, amounts as signed and as amended since, the days it holds, and its renewal. Made of an
 * accepted quote, of an order, or by itself.
 */
export const contracts: Slice = {
  name: 'contracts',
  entities: [contract, contractAmendment, clauseTemplate],
  acts: [
    createContract,
    ...contracting.acts,
    sign,
    activate,
    renew,
    terminate,
    signAmendment,
    dropAmendment,
    contractQuote,
    contractOrder,
    ...followActs(contract),
  ],
  reactions: [news(contract), ...contractRules, ...contracting.reactions],
  dictionaries: contractDictionaries,
  jobs: [contractNight],
  setUp: setUpContracts,
}

export type { Clause } from './clauses'
export { night } from './renew'
export { clauseTemplate, contract, contractAmendment }
