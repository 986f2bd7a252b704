import { choice, instant, ref } from '../../core/entity'

/**
 * What an object declares whose records may lie in a pool: `entity('lead', { ...pooled, fields: { ..., ...pooledFields } })`,
 * and in its slice `acts: poolActs(lead)`, `reactions: poolReactions(lead)`. The clocks are moved by acts, never by an edit.
 */
export const pooled = {
  owned: true,
  pool: 'pool',
  complete: (row: Readonly<Record<string, any>>) =>
    row.pool ? { enteredPoolAt: row.createdAt, poolReason: row.poolReason ?? 'new' } : {},
} as const
const section = 'ownership'
export const ownershipSection = { ownership: ['归属', 'Ownership'] } as const

export const pooledFields = {
  pool: ref('pool', { label: ['公海', 'Pool'], once: true, filter: true, section }),
  enteredPoolAt: instant({ label: ['进入公海', 'Entered pool'], readOnly: true, section }),
  poolReason: choice({ label: ['进入原因', 'Why in pool'], dictionary: 'poolReason', readOnly: true, section }),
  ownedSince: instant({ label: ['归属起始', 'Owned since'], readOnly: true, section }),
  cameBy: choice({ label: ['取得方式', 'Came by'], dictionary: 'ownershipHow', readOnly: true, section }),
  recycleDueAt: instant({
    label: ['距收回', 'Recycled in'],
    readOnly: true,
    filter: true,
    countdown: 'recycleExempt',
    section,
  }),
  recycleWhy: choice({ label: ['收回原因', 'Why recycled'], dictionary: 'recycleBasis', readOnly: true, section }),
  recycleStage: choice({ label: ['收回进展', 'Recycling'], dictionary: 'recycleStage', readOnly: true, section }),
  recycleExempt: choice({ label: ['不收回', 'Kept'], dictionary: 'recycleExemption', readOnly: true, section }),
}
