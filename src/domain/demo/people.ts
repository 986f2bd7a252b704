import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { board, department, hashPassword, role, setHashed, user } from '../org'
import type { Chance } from './chance'
import type { Days } from './days'
import { mobile } from './numbers'

/** Somebody of 丰禾传媒. */
export interface Colleague {
  login: string
  name: string
  gender: 'male' | 'female'
  board: string
  department: string
  position: string
  role: string
  /** Log-in of the superior. */
  manager: string | null
}

const HEADQUARTERS = '总部'
export const MARKETING = '营销中心'
export const FAIR_OFFICE = '糖酒会办公室'
export const NEWSROOM = '新闻中心'
export const CIRCULATION = '发行部'

/** Departments in the order of their tree: name, board, part of, log-in of the head. */
const DEPARTMENTS: readonly (readonly [string, string, string | null, string])[] = [
  ['总经理办公室', HEADQUARTERS, null, 'shenlixin'],
  ['经营分析部', HEADQUARTERS, '总经理办公室', 'linxiaotang'],
  ['财务部', HEADQUARTERS, '总经理办公室', 'qianpeilan'],
  ['行政人事部', HEADQUARTERS, '总经理办公室', 'tangwenjing'],
  ['营销中心', MARKETING, null, 'gaoyuan'],
  ['华东组', MARKETING, '营销中心', 'chenjiawei'],
  ['华北组', MARKETING, '营销中心', 'maxiao'],
  ['西南组', MARKETING, '营销中心', 'luojianchuan'],
  ['华南组', MARKETING, '营销中心', 'liangshaohui'],
  ['策划组', MARKETING, '营销中心', 'songjiayin'],
  ['糖酒会办公室', FAIR_OFFICE, null, 'hejianjun'],
  ['招展组', FAIR_OFFICE, '糖酒会办公室', 'wanglei'],
  ['新闻中心', NEWSROOM, null, 'guchangqing'],
  ['采访组', NEWSROOM, '新闻中心', 'jiangyizhou'],
  ['发行部', CIRCULATION, null, 'wanghaibo'],
  ['征订组', CIRCULATION, '发行部', 'xiechunyan'],
]

const LEAD = 'team-lead'
const ANALYST = 'analyst'

/** name, log-in, gender, department, position, role, log-in of the superior. The board is the department's. */
const PEOPLE: readonly (readonly [string, string, 'f' | 'm', string, string, string, string | null])[] = [
  ['郑国栋', 'zhengguodong', 'm', '总经理办公室', '董事长', 'group-management', null],
  ['沈立新', 'shenlixin', 'm', '总经理办公室', '总经理', 'group-management', 'zhengguodong'],
  ['林晓棠', 'linxiaotang', 'f', '经营分析部', '数据分析师', ANALYST, 'shenlixin'],
  ['傅明远', 'fumingyuan', 'm', '经营分析部', '经营分析专员', ANALYST, 'linxiaotang'],
  ['钱佩兰', 'qianpeilan', 'f', '财务部', '财务经理', ANALYST, 'shenlixin'],
  ['唐文静', 'tangwenjing', 'f', '行政人事部', '人事主管', 'board-admin', 'shenlixin'],
  ['陆一鸣', 'luyiming', 'm', '行政人事部', '信息主管', 'system-admin', 'tangwenjing'],

  ['高原', 'gaoyuan', 'm', '营销中心', '营销总监', 'board-head', 'shenlixin'],
  ['孙晓岚', 'sunxiaolan', 'f', '营销中心', '营销支持主管', 'board-admin', 'gaoyuan'],
  ['陈嘉伟', 'chenjiawei', 'm', '华东组', '华东组主管', LEAD, 'gaoyuan'],
  ['周雨桐', 'zhouyutong', 'f', '华东组', '客户经理', 'salesperson', 'chenjiawei'],
  ['李敏', 'limin', 'f', '华东组', '高级客户经理', 'salesperson', 'chenjiawei'],
  ['赵思齐', 'zhaosiqi', 'm', '华东组', '客户经理', 'salesperson', 'chenjiawei'],
  ['吴桐', 'wutong', 'm', '华东组', '客户助理', 'salesperson', 'chenjiawei'],
  ['马骁', 'maxiao', 'm', '华北组', '华北组主管', LEAD, 'gaoyuan'],
  ['韩雪梅', 'hanxuemei', 'f', '华北组', '高级客户经理', 'salesperson', 'maxiao'],
  ['崔志远', 'cuizhiyuan', 'm', '华北组', '客户经理', 'salesperson', 'maxiao'],
  ['丁一凡', 'dingyifan', 'm', '华北组', '客户经理', 'salesperson', 'maxiao'],
  ['罗建川', 'luojianchuan', 'm', '西南组', '西南组主管', LEAD, 'gaoyuan'],
  ['邓小蓉', 'dengxiaorong', 'f', '西南组', '高级客户经理', 'salesperson', 'luojianchuan'],
  ['蒲云飞', 'puyunfei', 'm', '西南组', '客户经理', 'salesperson', 'luojianchuan'],
  ['何苗', 'hemiao', 'f', '西南组', '客户经理', 'salesperson', 'luojianchuan'],
  ['梁绍辉', 'liangshaohui', 'm', '华南组', '华南组主管', LEAD, 'gaoyuan'],
  ['黄婉仪', 'huangwanyi', 'f', '华南组', '客户经理', 'salesperson', 'liangshaohui'],
  ['邱子豪', 'qiuzihao', 'm', '华南组', '客户经理', 'salesperson', 'liangshaohui'],
  ['宋佳音', 'songjiayin', 'f', '策划组', '策划主管', LEAD, 'gaoyuan'],
  ['白露', 'bailu', 'f', '策划组', '策划', 'salesperson', 'songjiayin'],

  ['何建军', 'hejianjun', 'm', '糖酒会办公室', '主任', 'board-head', 'shenlixin'],
  ['谭莉', 'tanli', 'f', '糖酒会办公室', '会务主管', 'board-admin', 'hejianjun'],
  ['王磊', 'wanglei', 'm', '招展组', '招展经理', 'salesperson', 'hejianjun'],
  ['姜楠', 'jiangnan', 'f', '招展组', '招展专员', 'salesperson', 'wanglei'],
  ['史文强', 'shiwenqiang', 'm', '招展组', '招展专员', 'salesperson', 'wanglei'],

  ['顾长青', 'guchangqing', 'm', '新闻中心', '主编', 'board-head', 'shenlixin'],
  ['江一舟', 'jiangyizhou', 'm', '采访组', '首席记者', 'salesperson', 'guchangqing'],
  ['叶知夏', 'yezhixia', 'f', '采访组', '记者', 'salesperson', 'jiangyizhou'],
  ['杜若溪', 'duruoxi', 'f', '采访组', '记者', 'salesperson', 'jiangyizhou'],

  ['汪海波', 'wanghaibo', 'm', '发行部', '发行部主任', 'board-head', 'shenlixin'],
  ['谢春燕', 'xiechunyan', 'f', '征订组', '征订主管', 'salesperson', 'wanghaibo'],
  ['袁丽', 'yuanli', 'f', '征订组', '征订专员', 'salesperson', 'xiechunyan'],
  ['曾凡', 'zengfan', 'm', '征订组', '征订专员', 'salesperson', 'xiechunyan'],
  ['彭小娟', 'pengxiaojuan', 'f', '征订组', '发刊专员', 'salesperson', 'xiechunyan'],
  ['廖凯', 'liaokai', 'm', '征订组', '征订专员', 'salesperson', 'xiechunyan'],
]

/** Who left; what was theirs is with somebody else by now. */
export const LEFT = { login: 'liaokai', successor: 'pengxiaojuan', daysAgo: 118 } as const

const boardOf = (departmentName: string) => DEPARTMENTS.find(([name]) => name === departmentName)![1]

export const colleagues: readonly Colleague[] = PEOPLE.map(([name, login, gender, dept, position, code, manager]) => ({
  name,
  login,
  gender: gender === 'f' ? 'female' : 'male',
  board: boardOf(dept),
  department: dept,
  position,
  role: code,
  manager,
}))
export const colleague = (login: string): Colleague => {
  const found = colleagues.find(one => one.login === login)
  if (!found) throw new Error(`Nobody at 丰禾传媒 is called ${login}.`)
  return found
}

/** Who decides for somebody: the next one up the line who sees their customers. */
export function superiorOf(login: string): string | null {
  const { manager } = colleague(login)
  if (!manager) return null
  const { role: code } = colleague(manager)
  return code === LEAD || code === 'board-head' ? manager : superiorOf(manager)
}

/** Whoever says how much somebody's customers may owe: a salesperson's superior. */
export const limiterOf = (login: string): string =>
  colleague(login).role === 'salesperson' ? (superiorOf(login) ?? login) : login

/** Two roles of the company's own, beside the five standard ones. */
const ROLES = [
  {
    code: LEAD,
    name: '部门主管',
    description: '查看和处理自己与下属的业务',
    rights: {
      '*': { read: 'team', create: true, update: 'team', delete: 'own', import: true, export: true },
      '*setup': { read: 'all' },
      user: { read: 'all' },
    },
  },
  {
    code: ANALYST,
    name: '数据分析师',
    description: '查看所有版块的业务，不能修改；电话和邮箱遮盖显示',
    rights: {
      '*': { read: 'all', export: true, sensitive: 'masked' },
      '*setup': { read: 'all' },
      user: { read: 'all' },
    },
  },
]

export interface Ids {
  /** By log-in. */
  people: Map<string, string>
  departments: Map<string, string>
  boards: Map<string, string>
}

/**
 * Opens boards, departments, roles and people, as the administrator did when the company began with the system.
 * @param administrator a context of the administrator's at the day it began
 * @param password everybody's
 */
export async function hire(administrator: Ctx, days: Days, chance: Chance, password: string): Promise<Ids> {
  const ids: Ids = { people: new Map(), departments: new Map(), boards: new Map() }
  const create = async (
    entity: typeof board | typeof department | typeof role | typeof user,
    draft: object,
    ctx = administrator,
  ) => ((await perform(ctx, entity, 'create', null, draft)) as { id: string }).id

  ids.boards.set(HEADQUARTERS, administrator.user.board)
  for (const [i, name] of [MARKETING, FAIR_OFFICE, NEWSROOM, CIRCULATION].entries())
    ids.boards.set(name, await create(board, { name, position: i + 2 }))
  for (const [i, [name, boardName, parent]] of DEPARTMENTS.entries()) {
    const draft = {
      name,
      board: ids.boards.get(boardName),
      position: i + 1,
      parent: parent && ids.departments.get(parent),
    }
    ids.departments.set(name, await create(department, draft))
  }
  for (const one of ROLES) await create(role, one)

  for (const [i, one] of colleagues.entries()) {
    const joined = days.ago(Math.max(days.since(administrator.now) - 6 - i * 29, 400), 10)
    const id = await create(
      user,
      {
        name: one.name,
        login: one.login,
        gender: one.gender,
        phone: mobile(chance),
        email: `${one.login}@fenghe.example`,
        board: ids.boards.get(one.board),
        department: ids.departments.get(one.department),
        position: one.position,
        manager: one.manager && ids.people.get(one.manager),
        roles: [one.role],
      },
      { ...administrator, now: joined },
    )
    ids.people.set(one.login, id)
  }
  for (const [name, , , head] of DEPARTMENTS)
    await perform(administrator, department, 'update', ids.departments.get(name)!, { head: ids.people.get(head) })
  // They share the password that the first start prints, so one hash does for all.
  const hashed = await hashPassword(password)
  for (const id of ids.people.values()) await setHashed(administrator, id, hashed, false)
  return ids
}

/** When everybody was last there: most of them lately. */
export async function comeToWork(ctx: Ctx, days: Days, chance: Chance, ids: Ids): Promise<void> {
  for (const { login } of colleagues) {
    const away =
      login === LEFT.login
        ? LEFT.daysAgo
        : chance.often(0.8)
          ? days.working(chance.whole(0, 1))
          : days.working(chance.whole(2, 9))
    const at = new Date(Math.min(days.ago(away, 8, chance.whole(20, 620)).getTime(), days.now.getTime() - 120_000))
    await ctx.db.query(
      sql`update users set last_seen_at = ${at.toISOString()} where id = ${ids.people.get(login)} and tenant_id = ${ctx.tenant}`,
    )
  }
}
