import type { Act, Reaction } from '../../core/acts/act'
import type { Entity } from '../../core/entity'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { assign, distribute } from './assign'
import { boundaries } from './boundaries'
import { claim } from './claim'
import { ownershipDictionaries } from './dictionaries'
import { keepPool } from './keepPool'
import { handing } from './ledger'
import { ownershipMessages } from './messages'
import { pool } from './pool'
import { poolRule } from './poolRule'
import { recycleJob, windNewJob } from './recycle'
import { movePool, release } from './release'
import { rewindJob } from './rewind'
import { ownershipRoutes } from './routes'

export { choose, type Taker } from './choose'
export { basis, exemption, exemptSql, wind } from './clocks'
export { ownershipSection, pooled, pooledFields } from './pooled'
export { type Night, recycleDue } from './recycle'
export { pool, poolRule }

learn(ownershipMessages)

/** What may be done with records of an object that lie, or may lie, in a pool. */
export const poolActs = (entity: Entity<any>): Act[] =>
  [claim, assign, release, movePool, distribute].map(made => made(entity))

/** What keeps the ledger and the clocks of such an object. */
export const poolReactions = (entity: Entity<any>): Reaction[] => [handing(entity)]

/** Whose customer it is: pools, claiming and giving out, recycling, and the ledger of owners. */
export const ownership: Slice = {
  name: 'ownership',
  entities: [pool, poolRule],
  acts: [keepPool],
  reactions: boundaries,
  dictionaries: ownershipDictionaries,
  jobs: [recycleJob, rewindJob, windNewJob],
  routes: ownershipRoutes,
}
