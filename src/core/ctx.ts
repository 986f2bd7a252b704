import type { FastifyBaseLogger } from 'fastify'
import type { ObjectRights } from './access/rights'
import type { Database, Db } from './db/types'
import type { Lang } from './entity/label'
import type { Program } from './program'
import type { Vocabulary } from './records/vocabulary'

/** A pool that a person belongs to: its records are nobody's, and open to its people until somebody owns them. */
export interface PoolAccess {
  id: string
  /** The object whose records lie in it. */
  object: string
  /** Gives out what lies in it, and may change it. */
  administers: boolean
  /** Fields that its people read only once the record is theirs. */
  hidden: readonly string[]
}

/** A realm that a person belongs to: its people read the records in it, whoever owns them, on their own board. */
export interface RealmAccess {
  id: string
  /** They change them, too. */
  edits: boolean
}

/** The person (or key, or job) on whose behalf something happens, with everything rights need, loaded once and cached. */
export interface Principal {
  id: string
  name: string
  login: string
  tenant: number
  board: string
  department: string | null
  lang: Lang
  /** Codes of the roles held. */
  roles: readonly string[]
  /** Union of the roles' rights for an object; every field filled. */
  rights(object: string): ObjectRights
  /** The person and all below in the line of managers. */
  team: readonly string[]
  /** The person's department and those above it. */
  departments: readonly string[]
  /** Everybody in the person's department and the departments below it, the person included. */
  departmentPeople: readonly string[]
  pools: readonly PoolAccess[]
  realms: readonly RealmAccess[]
  /** Jobs and set-up act as the system: everything allowed, no owner of its own. */
  system: boolean
}

/** Passed to everything, never ambient. */
export interface Ctx {
  readonly tenant: number
  readonly user: Principal
  readonly now: Date
  readonly lang: Lang
  /** Inside an act: its transaction. */
  readonly db: Db
  readonly database: Database
  /** Entities with the tenant's own fields, dictionaries, divisions. */
  readonly words: Vocabulary
  /** What the slices declare. */
  readonly program: Program
  /** Directory for files, imports and exports. */
  readonly dataDir: string
  readonly origin: {
    by: 'web' | 'key' | 'job' | 'import' | 'set-up'
    request?: string
    address?: string
    importId?: string
  }
  readonly log: FastifyBaseLogger
}
