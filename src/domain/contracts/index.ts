import type { Slice } from '../../core/slice'
import { clauseTemplate } from './clauseTemplate'
import { contract } from './contract'
import { contractAmendment } from './contractAmendment'
import { contractDictionaries } from './dictionaries'

/** What is signed (合同): clauses, amendments, the days it holds, and its renewal. */
export const contracts: Slice = {
  name: 'contracts',
  entities: [contract, contractAmendment, clauseTemplate],
  dictionaries: contractDictionaries,
}

export { clauseTemplate, contract, contractAmendment }
