import { ref } from '../../core/entity'

/**
 * What an object declares whose records belong to territories: `realm: 'territory', prepare: placeNew('account')` and this field,
 * and in its slice `reactions: territoryReactions(account)`. Its fields region, industry, productCategory, size and board decide.
 */
export const territoryFields = (section: string) => ({
  territory: ref('territory', { label: ['区域', 'Territory'], readOnly: true, section }),
})
