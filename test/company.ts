import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import type { PoolClient } from 'pg'
import type { Host } from '../src/core/context'
import type { Database } from '../src/core/db/types'
import { createServer } from '../src/core/http/server'
import { program } from '../src/core/program'
import type { Slice } from '../src/core/slice'
import { slices } from '../src/domain'
import { authenticate, openPeople } from '../src/domain/org'
import { setUpTenant } from '../src/domain/set-up'
import { freshDatabase } from './database'

/** Everybody's password, unless a test changes it. */
export const PASSWORD = 'Fenghe-2026'

/**
 * 丰禾传媒: three boards, the five standard roles, a team leader with a role of the company's own. 海纳商贸 is another tenant
 * on the same machine, whose people know nothing of them.
 */
const BOARDS = { headquarters: '总部', marketing: '营销中心', fair: '糖酒会办公室' } as const
const PEOPLE = {
  zheng: { name: '郑国栋', board: 'headquarters', roles: ['group-management'] },
  gao: { name: '高原', board: 'marketing', roles: ['board-head'] },
  chen: { name: '陈嘉伟', board: 'marketing', roles: ['team-lead'], manager: 'gao', department: '华东部' },
  zhou: {
    name: '周雨桐',
    board: 'marketing',
    roles: ['salesperson'],
    manager: 'chen',
    department: '华东部',
    phone: '13810012345',
  },
  li: {
    name: '李敏',
    board: 'marketing',
    roles: ['salesperson'],
    manager: 'chen',
    department: '华东部',
    email: 'limin@fenghe.cn',
  },
  sun: { name: '孙晓岚', board: 'marketing', roles: ['board-admin'], manager: 'gao' },
  he: { name: '何建军', board: 'fair', roles: ['board-head'] },
  wang: { name: '王磊', board: 'fair', roles: ['salesperson'], manager: 'he' },
} as const satisfies Record<string, Person>

interface Person {
  name: string
  board: keyof typeof BOARDS
  roles: readonly string[]
  manager?: string
  department?: string
  phone?: string
  email?: string
}
type PersonName = keyof typeof PEOPLE
/** `admin` administers 丰禾传媒, `lin` 海纳商贸. */
export type Who = PersonName | 'admin' | 'lin'

export interface Answer<T = any> {
  status: number
  body: T
  headers: Record<string, string | string[] | number | undefined>
}

/** Somebody's way of asking the server. `path` begins with /api. */
export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Company {
  app: FastifyInstance
  host: Host
  database: Database
  tenant: number
  otherTenant: number
  /** Ids. */
  people: Record<Who, string>
  boards: Record<keyof typeof BOARDS, string>
  roles: Record<string, string>
  department: string
  /** Asks as one of the company's people, signed in by password. */
  as(who: Who): Caller
  /** Asks with given headers: none for a stranger, a cookie or a key for whoever holds it. */
  with(headers?: Record<string, string>): Caller
  /** Signs in anew. @returns the cookie header of the session */
  signIn(login: string, password?: string, more?: Record<string, unknown>): Promise<string>
  close(): Promise<void>
}

/**
 * Builds the company in a database of its own, through the product's own acts.
 * @param more slices that only a test declares
 * @param prepare makes the tables of those
 */
export async function freshCompany(
  more: readonly Slice[] = [],
  prepare?: (client: PoolClient) => Promise<void>,
): Promise<Company> {
  const database = await freshDatabase()
  if (prepare) {
    const client = await database.owner.connect()
    await prepare(client).finally(() => client.release())
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-company-'))
  const host: Host = {
    database,
    program: program([...slices, ...more]),
    dataDir,
    log: fastify({ logger: process.env.TEST_LOG ? { level: 'error' } : false }).log,
  }
  const directory = await openPeople(database, host.program.entities)
  const app = await createServer({ ...host, authenticate })
  await app.ready()

  const administrator = { password: PASSWORD, mustChange: false }
  const tenant = await setUpTenant(host, {
    company: '丰禾传媒',
    board: BOARDS.headquarters,
    administrator: { ...administrator, login: 'admin' },
  })
  const otherTenant = await setUpTenant(host, {
    company: '海纳商贸',
    administrator: { ...administrator, login: 'lin', name: '林子涵' },
  })

  const cookies = new Map<string, Promise<string>>()
  const withHeaders = (headers: () => Promise<Record<string, string>>): Caller => {
    const ask = async (
      method: InjectOptions['method'],
      path: string,
      body?: unknown,
      own: Record<string, string> = {},
    ): Promise<Answer> => {
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const response = await app.inject({
        method,
        url: path,
        headers: { ...type, ...(await headers()), ...own },
        ...payload,
      })
      const json = /json/.test(String(response.headers['content-type'])) && response.body !== ''
      return { status: response.statusCode, body: json ? response.json() : response.body, headers: response.headers }
    }
    return {
      get: (path, own) => ask('GET', path, undefined, own),
      post: (path, body, own) => ask('POST', path, body, own),
      patch: (path, body, own) => ask('PATCH', path, body, own),
      delete: (path, body, own) => ask('DELETE', path, body, own),
    }
  }
  const company: Pick<Company, 'as' | 'with' | 'signIn'> = {
    async signIn(login, password = PASSWORD, extra = {}) {
      const answer = await withHeaders(async () => ({})).post('/api/session', { login, password, ...extra })
      if (answer.status !== 200)
        throw new Error(`${login} can't sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
      return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!
    },
    as(who) {
      if (!cookies.has(who)) cookies.set(who, company.signIn(who))
      return withHeaders(async () => ({ cookie: await cookies.get(who)! }))
    },
    with: (headers = {}) => withHeaders(async () => headers),
  }

  const admin = company.as('admin')
  const made = async (path: string, body: unknown): Promise<string> => {
    const answer = await admin.post(path, body)
    if (answer.status !== 201)
      throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body.id
  }
  const me = (await admin.get('/api/session')).body
  const boards: Company['boards'] = {
    headquarters: me.board.id,
    marketing: await made('/api/boards', { name: BOARDS.marketing }),
    fair: await made('/api/boards', { name: BOARDS.fair }),
  }
  const department = await made('/api/departments', { name: '华东部', board: boards.marketing })
  const look = { read: 'all' }
  const team = { read: 'team', create: true, update: 'team', delete: 'team', export: true }
  await made('/api/roles', { code: 'team-lead', name: '主管', rights: { '*': team, '*setup': look, user: look } })
  const people = {
    admin: me.user.id,
    lin: (await company.as('lin').get('/api/session')).body.user.id,
  } as Company['people']
  for (const [login, { board, roles, ...person }] of Object.entries(PEOPLE) as [PersonName, Person][]) {
    people[login] = await made('/api/users', {
      ...person,
      login,
      roles,
      board: boards[board],
      password: PASSWORD,
      mustChangePassword: false,
      department: person.department && department,
      manager: person.manager && people[person.manager as Who],
    })
  }
  const { items } = (await admin.get('/api/roles?fields=code&limit=50')).body as {
    items: { id: string; code: string }[]
  }

  return {
    ...company,
    app,
    host,
    database,
    tenant,
    otherTenant,
    people,
    boards,
    department,
    roles: Object.fromEntries(items.map(role => [role.code, role.id])),
    async close() {
      await app.close()
      await directory.close()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
