import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { account } from '../customers'
import { lead } from '../leads'
import { pool, poolRule, recycleDue, wind } from '../ownership'
import type { Chance } from './chance'
import type { Days } from './days'
import { mobile } from './numbers'
import { FAIR_OFFICE, type Ids, MARKETING } from './people'

/** Somebody's context, with the rights of now. */
type People = (login: string) => Promise<Ctx>

const NIGHTS = 45
const ORDINARY = { field: 'level', op: 'in', value: ['normal', 'potential'] } as const
const KEY = { field: 'level', op: 'eq', value: 'key' } as const

/** Pools, the rules by which customers come into them, and what the nights since have done. */
export async function fillPools(system: Ctx, people: People, ids: Ids, chance: Chance, days: Days): Promise<void> {
  const as = async (login: string, ago: number, hour: number, work: (ctx: Ctx) => Promise<unknown>) =>
    inTransaction({ ...(await people(login)), now: days.ago(ago, hour) }, work)
  const made = async (ctx: Ctx, entity: typeof pool | typeof poolRule | typeof lead, draft: object) =>
    ((await perform(ctx, entity, 'create', null, draft)) as { id: string }).id

  const pools = { marketing: '', fair: '', leads: '' }
  await as('sunxiaolan', NIGHTS + 20, 10, async ctx => {
    pools.marketing = await made(ctx, pool, {
      name: '营销公海',
      board: ids.boards.get(MARKETING),
      object: 'account',
      note: '每天可领 5 个；普通客户 35 天没有跟进会收回。',
      administrators: [ids.people.get('gaoyuan'), ids.people.get('chenjiawei')],
      hiddenFields: ['phone', 'email', 'creditLimit'],
      limits: [
        { of: 'daily', max: 5 },
        { of: 'owned', max: 60 },
        { of: 'owned', max: 12, where: { field: 'level', op: 'eq', value: 'strategic' } },
      ],
      coolDownDays: 30,
      protectionDays: 15,
    })
    const rule = { pool: pools.marketing, basis: 'followUp', warnDays: 7 }
    await made(ctx, poolRule, { ...rule, name: '普通客户 35 天', days: 35, where: ORDINARY, position: 1 })
    await made(ctx, poolRule, { ...rule, name: '重点客户 60 天', days: 60, where: KEY, escalateDays: 3, position: 2 })
    pools.leads = await made(ctx, pool, {
      name: '线索公海',
      board: ids.boards.get(MARKETING),
      object: 'lead',
      limits: [{ of: 'daily', max: 10 }],
      hiddenFields: ['phone', 'wechat'],
    })
  })
  await as('hejianjun', NIGHTS + 18, 15, async ctx => {
    pools.fair = await made(ctx, pool, {
      name: '展会公海',
      board: ids.boards.get(FAIR_OFFICE),
      object: 'account',
      administrators: [ids.people.get('hejianjun')],
      limits: [{ of: 'daily', max: 3 }],
    })
    await made(ctx, poolRule, { pool: pools.fair, name: '一季没有跟进', basis: 'followUp', days: 90, warnDays: 5 })
  })
  // Whom they belonged to already begins to count with the rules.
  const everything = await system.db.query<{ id: string }>(
    sql`select id from accounts where owner_id is not null and deleted_at is null`,
  )
  await inTransaction(system, ctx =>
    wind(
      ctx,
      ctx.words.entity(account.name),
      everything.map(one => one.id),
    ),
  )
  for (let ago = NIGHTS; ago >= 0; ago--) {
    const now = new Date(Math.min(days.ago(ago, 1, 30).getTime(), days.now.getTime()))
    await recycleDue({ ...system, now }, system.words.entity(account.name))
  }
  await release(system, people, chance, days)
  await collect(people, chance, days, pools.leads)
}

const REASONS = ['noInterest', 'unreachable', 'notMine', 'tooMany'] as const

/** Some give up customers they don't come to, and colleagues take a few of them. */
async function release(system: Ctx, people: People, chance: Chance, days: Days): Promise<void> {
  const idle = await system.db.query<{ id: string; login: string }>(sql`
    select a.id, u.login from accounts a join users u on u.id = a.owner_id join boards b on b.id = a.board_id
    where b.name = ${MARKETING} and a.level in ('normal', 'potential') and a.last_contact_at < ${days.ago(18, 8).toISOString()}
      and u.login <> 'zhouyutong' and a.deleted_at is null order by a.last_contact_at, a.id limit 6`)
  for (const [i, { id, login }] of idle.entries()) {
    const input = { reason: REASONS[i % REASONS.length] }
    const ctx = { ...(await people(login)), now: days.ago(days.working(25 - 2 * i), 16, chance.whole(0, 50)) }
    await inTransaction(ctx, tx => perform(tx, account, 'release', id, input))
  }
  const takers = [
    ['limin', idle[0]],
    ['hanxuemei', idle[2]],
  ] as const
  for (const [login, one] of takers) {
    if (!one || one.login === login) continue
    const ctx = { ...(await people(login)), now: days.ago(days.working(2), 17, 40) }
    await inTransaction(ctx, tx => perform(tx, account, 'claim', one.id, {}))
  }
}

/** name, company, who, source, status */
const LEADS = [
  ['春季糖酒会观展登记', '徐州汉泉酒业有限公司', '孟祥宇', 'fair', 'new'],
  ['官网留言：想投封面', '遵义赤岭酒业有限公司', '田甜', 'website', 'new'],
  ['读者来电询价', '洛阳牡丹烟酒商行', '孔令军', 'phone', 'new'],
  ['公众号咨询刊期', '佛山粤醇贸易有限公司', '黎家豪', 'other', 'new'],
  ['展会名片', '长沙湘窖食品有限公司', '彭跃', 'fair', 'new'],
  ['老客户介绍', '泉州闽台糖业有限公司', '庄美玲', 'referral', 'new'],
  ['官网下载媒体手册', '沈阳北仓酒类连锁', '关鹏', 'website', 'new'],
  ['来电问征订', '乌鲁木齐天山酒业', '马文静', 'phone', 'new'],
  ['糖酒会现场扫码', '南昌赣醇酒业有限公司', '万志鹏', 'fair', 'working'],
  ['同行转介', '贵阳黔酱商贸有限公司', '龙小燕', 'referral', 'working'],
  ['展位询价', '成都锦里食品有限公司', '代勇', 'fair', 'qualified'],
  ['公众号留资', '武汉江城糖酒副食批发部', '熊辉', 'other', 'invalid'],
] as const

async function collect(people: People, chance: Chance, days: Days, into: string): Promise<void> {
  const sources = (await people('gaoyuan')).words.dictionary('source')
  for (const [i, [name, company, contactPerson, source, status]] of LEADS.entries()) {
    const waits = status === 'new'
    const by = waits ? 'gaoyuan' : i % 2 ? 'zhouyutong' : 'limin'
    const ctx = { ...(await people(by)), now: days.ago(days.working(LEADS.length - i), 10, chance.whole(0, 55)) }
    const draft = {
      name,
      company,
      contactPerson,
      status: status === 'invalid' ? 'working' : status,
      phone: mobile(chance),
      ...(sources?.has(source) ? { source } : {}),
      ...(waits ? { pool: into } : {}),
    }
    await inTransaction(ctx, async tx => {
      const { id } = (await perform(tx, lead, 'create', null, draft)) as { id: string }
      if (status === 'invalid') await perform(tx, lead, 'discard', id, { reason: 'noNeed' })
    })
  }
}
