import type { FastifyBaseLogger } from 'fastify'
import type { ObjectRights } from './access/rights'
import type { Ctx, Principal } from './ctx'
import type { Database } from './db/types'
import type { Program } from './program'
import { loadVocabulary } from './vocabulary/load'

/** What a process has for its whole life. */
export interface Host {
  database: Database
  program: Program
  /** Where files, imports and exports are kept. */
  dataDir: string
  log: FastifyBaseLogger
}

/** Every right on an object. */
export const allRights: ObjectRights = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  import: true,
  export: true,
  acts: {},
  fields: {},
  sensitive: 'write',
}

/** Jobs and set-up act as nobody in particular: everything allowed, journalled without an actor. */
export const systemPrincipal = (tenant: number): Principal => ({
  id: '00000000-0000-0000-0000-000000000000',
  name: '系统',
  login: '',
  tenant,
  board: '',
  department: null,
  lang: 'zh-CN',
  roles: [],
  rights: () => allRights,
  team: [],
  departments: [],
  departmentPeople: [],
  pools: [],
  realms: [],
  system: true,
})

/** The context of one request or job. */
export async function contextFor(
  host: Host,
  principal: Principal,
  origin: Ctx['origin'],
  log = host.log,
): Promise<Ctx> {
  return {
    tenant: principal.tenant,
    user: principal,
    now: new Date(),
    lang: principal.lang,
    db: host.database.tenant(principal.tenant),
    database: host.database,
    words: await loadVocabulary(host.database, principal.tenant, host.program),
    program: host.program,
    dataDir: host.dataDir,
    origin,
    log,
  }
}

/** The same on behalf of the system. */
export const systemContext = (host: Host, tenant: number, by: 'job' | 'set-up' = 'job') =>
  contextFor(host, systemPrincipal(tenant), { by })
