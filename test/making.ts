import { setUpTenant } from '../src/domain/set-up'
import { asking } from './asking'
import type { Served } from './serve'

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

/** What was made, by its ids. */
export interface Made {
  tenant: number
  otherTenant: number
  people: Record<Who, string>
  boards: Record<keyof typeof BOARDS, string>
  roles: Record<string, string>
  department: string
}

/** Makes the company in an empty database, through the product's own acts. */
export async function makeCompany({ host, app }: Served): Promise<Made> {
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
  const { as } = asking(app)
  const admin = as('admin')
  const made = async (path: string, body: unknown): Promise<string> => {
    const answer = await admin.post(path, body)
    if (answer.status !== 201)
      throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body.id
  }
  const me = (await admin.get('/api/session')).body
  const boards: Made['boards'] = {
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
    lin: (await as('lin').get('/api/session')).body.user.id,
  } as Made['people']
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
  // Who made it signs out: a test's people sign in themselves.
  await host.database.owner.query('delete from sessions')
  return {
    tenant,
    otherTenant,
    people,
    boards,
    department,
    roles: Object.fromEntries(items.map(role => [role.code, role.id])),
  }
}
