import { onBehalf } from '../../core/access/behalf'
import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { capture, lead, leadAssignmentRule, leadScoreRule, webForm } from '../leads'
import type { Chance } from './chance'
import type { Days } from './days'
import { mobile } from './numbers'
import { type Ids, MARKETING } from './people'

/** Somebody's context, with the rights of now. */
type People = (login: string) => Promise<Ctx>

const SCORES = [
  ['老客户介绍', 30, { field: 'source', op: 'eq', value: 'referral' }],
  ['留了手机', 20, { field: 'phone', op: 'notNull' }],
  ['问过两次以上', 15, { field: 'inquiries', op: 'gte', value: 2 }],
  ['糖酒会认识的', 15, { field: 'source', op: 'eq', value: 'fair' }],
  ['华东的公司', 10, { field: 'region', op: 'under', value: ['31', '32', '33', '34'] }],
  ['没写公司', -10, { field: 'company', op: 'isNull' }],
] as const

/** days ago, hour, by what road, who, company, province, what was said; where nobody is named, somebody at a customer of ours */
const INQUIRIES = [
  [24, 10, 'form', null, null, '32', '想在明年三月号做新品专题，请发报价'],
  [21, 15, 'form', '林巧玲', '宁波甬江食品有限公司', '33', '公众号软文怎么收费'],
  [19, 9, 'form', '贺春生', '太原晋醇商贸有限公司', '14', '征订全年 5 份，开票资料稍后发'],
  [16, 11, 'form', '冯佳', '苏州吴门糖业有限公司', '32', '春季糖酒会标准展位还有没有'],
  [13, 14, 'form', '尤建国', '合肥庐阳酒类连锁', '34', '加盟商招募想投两期内页'],
  [9, 16, 'form', '林巧玲', '宁波甬江食品有限公司', '33', '上次问的软文，能不能月底前排上'],
  [6, 10, 'form', '', '', '61', '刊期表发我一份'],
  [3, 17, 'form', '沈佩', '嘉兴南湖烘焙原料有限公司', '33', '烘焙季专刊的版面和截稿时间'],
] as const

/**
 * How leads are taken in: rules that score them and give them out, the form on the website with what strangers wrote there, and
 * what became of some.
 */
export async function inquiries(system: Ctx, people: People, ids: Ids, chance: Chance, days: Days): Promise<void> {
  const board = ids.boards.get(MARKETING)!
  const as = async <T>(login: string, at: Date, work: (ctx: Ctx) => Promise<T>) =>
    inTransaction({ ...(await people(login)), now: at }, work)
  const form = await as('gaoyuan', days.ago(40, 11), async ctx => {
    for (const [i, [name, points, where]] of SCORES.entries())
      await perform(ctx, leadScoreRule, 'create', null, { name, points, where, board, position: i + 1 })
    await perform(ctx, leadAssignmentRule, 'create', null, {
      name: '华东的给华东组',
      where: { field: 'region', op: 'under', value: ['31', '32', '33', '34'] },
      people: [ids.people.get('zhouyutong'), ids.people.get('limin'), ids.people.get('zhaosiqi')],
      by: 'turns',
      board,
      position: 1,
    })
    const [pool] = await ctx.db.query<{ id: string }>(
      sql`select id from pools where object = 'lead' and board_id = ${board}`,
    )
    await perform(ctx, leadAssignmentRule, 'create', null, {
      name: '其余进线索公海',
      pool: pool!.id,
      board,
      position: 2,
    })
    return (await perform(ctx, webForm, 'create', null, {
      name: '官网咨询',
      title: '咨询刊例与展位',
      intro: '留下联系方式，我们一个工作日内回复。',
      thanks: '已收到，客户经理会尽快联系你',
      consent: '同意丰禾传媒就这次咨询与我联系',
      fields: [
        { field: 'contactPerson', required: true, label: '怎么称呼' },
        { field: 'phone', required: true },
        { field: 'company' },
        { field: 'region' },
        { field: 'note', label: '想了解什么' },
      ],
      source: 'website',
      board,
    })) as { id: string }
  })

  const known = await customerOf(system, 'zhouyutong')
  const numbers = new Map<string, string>()
  const taken: string[] = []
  for (const [ago, hour, via, who, at, region, text] of INQUIRIES) {
    const contactPerson = who ?? known.person
    const company = at ?? known.name
    const phone = numbers.get(contactPerson) ?? mobile(chance)
    numbers.set(contactPerson, phone)
    const now = days.ago(days.working(ago), hour, chance.whole(0, 59))
    const values = {
      contactPerson: contactPerson || null,
      company: company || null,
      region,
      phone,
      source: 'website',
      form: form.id,
    }
    const { lead: row } = await inTransaction({ ...system, now }, ctx => capture(ctx, { values, via, text, board }))
    taken.push(row.id)
  }
  await system.db.query(
    sql`update web_forms set submissions = ${INQUIRIES.length}::int8, submitted_at = ${days.ago(days.working(3), 17, 30).toISOString()} where id = ${form.id} and tenant_id = ${system.tenant}`,
  )
  await followUp(system, taken, known, days)
}

interface Known {
  id: string
  name: string
  contact: string
  person: string
}
/** A customer of somebody's in Jiangsu, and a person there. */
async function customerOf(system: Ctx, login: string): Promise<Known> {
  const [known] = await system.db.query<Known>(sql`select a.id, a.name, c.id as contact, c.name as person
    from accounts a join users u on u.id = a.owner_id join contacts c on c.account_id = a.id and c.deleted_at is null
    where u.login = ${login} and a.region like '32%' and a.parent_id is null and a.deleted_at is null order by a.created_at, a.id, c.id limit 1`)
  return known!
}

/** Whoever got them went after them: one was a customer's and is a deal now, one came to nothing. */
async function followUp(system: Ctx, taken: readonly string[], known: Known, days: Days): Promise<void> {
  const mine = await system.db.query<{ id: string; owner: string }>(
    sql`select id, owner_id as owner from leads where id = any(${taken}::uuid[]) and owner_id is not null order by created_at, id`,
  )
  const does = async (one: { id: string; owner: string } | undefined, ago: number, act: string, input: object) => {
    if (!one) return
    const ctx = { ...(await onBehalf(system, one.owner, { by: 'web' })), now: days.ago(days.working(ago), 16) }
    await inTransaction(ctx, tx => perform(tx, lead, act, one.id, input))
  }
  await does(mine[0], 14, 'convert', {
    amount: 6_800_000,
    closeDate: days.day(-40),
    account: known.id,
    contact: known.contact,
  })
  await does(mine[3], 8, 'discard', { reason: 'noBudget', note: '今年预算已用完，明年一季度再问' })
}
