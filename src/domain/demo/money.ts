import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { approvalFlow, approvalRequest, type Steps } from '../approvals'
import { commissionPlan, commissionStatement, recompute } from '../commissions'
import { expenseClaim, expenseRule } from '../expenses'
import { role, user } from '../org'
import type { Chance } from './chance'
import type { Days } from './days'
import { colleague, type Ids } from './people'

/** Who pays. */
const FINANCE = 'qianpeilan'
/** Who was on the way to customers, and how long ago they claimed it. */
const TRIPS: readonly (readonly [login: string, daysAgo: number, purpose: string])[] = [
  ['zhouyutong', 48, '江苏客户拜访'],
  ['limin', 44, '上海拜访'],
  ['hanxuemei', 41, '华北客户拜访'],
  ['zhaosiqi', 33, '浙江拜访'],
  ['zhouyutong', 27, '苏北拜访'],
  ['limin', 19, '南京拜访'],
  ['zhouyutong', 12, '淮泽与苏南客户'],
  ['zhaosiqi', 6, '杭州拜访'],
  ['zhouyutong', 1, '本月拜访'],
]
const SPAN_DAYS = 24
/** Since so many days there is a plan. */
const PLAN_DAYS = 150
const MEALS = ['对方品牌部三人', '和采购、财务吃的工作餐', '赵总和两位经理']
const WAYS = ['高铁往返', '自驾过路费和油费', '打车去客户处']

/** Limits of what may be claimed, trips claimed and paid, a commission plan, and what it has brought; last month's is still to be agreed to. */
export async function money(
  system: Ctx,
  people: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  const as = async (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) =>
    inTransaction({ ...(await people(login)), now: at < days.now ? at : days.now }, work)
  await as('luyiming', days.ago(90, 9), ctx => office(ctx, ids))
  await as('shenlixin', days.ago(89, 10), ctx => rules(ctx, days))
  for (const [login, daysAgo, purpose] of TRIPS) await trip(login, daysAgo, purpose, as, ids, chance, days)
  // A count goes to the end of its year.
  const months = new Set([days.day(PLAN_DAYS), days.day(0)].map(day => day.slice(0, 4)))
  for (const year of months)
    await recompute(system, year === days.day(0).slice(0, 4) ? `${year}-01` : days.day(PLAN_DAYS).slice(0, 7))
  const last = days.day(Number(days.day(0).slice(8))).slice(0, 7)
  const due = await system.db.query<{ id: string; owner: string }>(sql`
    select id, owner_id as owner from commission_statements where period < ${last} and total > 0 and deleted_at is null order by period, id`)
  for (const { id } of due) {
    await as(FINANCE, days.ago(20, 10), ctx => perform(ctx, commissionStatement, 'submit', id, {}))
    await agree(id, as, ids, days.ago(19, 11))
    await as(FINANCE, days.ago(18, 15), ctx => perform(ctx, commissionStatement, 'pay', id, {}))
  }
}

type As = (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>

/** What finance keeps of what customers owe. */
const BOOKS = [
  'instalment',
  'payment',
  'paymentMatch',
  'refund',
  'invoice',
  'invoiceLine',
  'dunning',
  'writeOff',
  'writeOffLine',
  'goodsReturn',
  'goodsReturnLine',
  'matchRun',
  'ledgerCheck',
  'ledgerDifference',
] as const
const keepsBooks = { read: 'all', create: true, update: 'all', delete: 'all', import: true, export: true }

/** The finance office gets its role, and the last word on money. */
async function office(ctx: Ctx, ids: Ids): Promise<void> {
  const pays = { read: 'all', update: 'all', export: true, acts: { pay: 'all', unpay: 'all' } }
  const made = (await perform(ctx, role, 'create', null, {
    code: 'finance',
    name: '财务',
    description: '开票、收款和对账；复核和付款：报销单、提成单',
    rights: {
      '*setup': { read: 'all' },
      user: { read: 'all' },
      ...Object.fromEntries(
        ['account', 'contact', 'order', 'orderLine', 'contract'].map(name => [name, { read: 'all' }]),
      ),
      ...Object.fromEntries(BOOKS.map(name => [name, keepsBooks])),
      expenseClaim: { ...pays, create: true },
      expenseLine: { read: 'all', create: true, update: 'all', delete: 'all', export: true },
      commissionStatement: pays,
      commissionLine: { read: 'all', export: true },
      expenseRule: { read: 'all', create: true, update: 'all', delete: 'all' },
      commissionPlan: { read: 'all', create: true, update: 'all', delete: 'all' },
    },
  })) as { id: string }
  const person = ids.people.get(FINANCE)!
  const [found] = await ctx.db.query<{ roles: string[] }>(sql`select roles from users where id = ${person}`)
  await perform(ctx, user, 'update', person, { roles: [...found!.roles, made.id] })
  for (const object of [expenseClaim.name, commissionStatement.name]) {
    const [flow] = await ctx.db.query<{ id: string; steps: Steps }>(
      sql`select id, steps from approval_flows where object = ${object} and deleted_at is null order by created_at limit 1`,
    )
    const steps = flow!.steps.map(step =>
      step.id === 'finance' ? { ...step, approvers: [{ by: 'role', role: 'finance', within: 'company' }] } : step,
    )
    await perform(ctx, approvalFlow, 'update', flow!.id, { steps })
  }
}

async function rules(ctx: Ctx, days: Days): Promise<void> {
  const rule = (draft: object) => perform(ctx, expenseRule, 'create', null, draft)
  await rule({
    name: '招待标准',
    kinds: ['entertainment'],
    limit: 800_00,
    per: 'day',
    needsAccount: true,
    sentence: '招待每天不超过 800 元，写明招待了哪家客户',
    position: 1,
  })
  await rule({
    name: '住宿标准',
    kinds: ['lodging'],
    limit: 450_00,
    per: 'line',
    strict: true,
    sentence: '住宿每晚不超过 450 元，超出部分自理',
    position: 2,
  })
  await rule({
    name: '通讯标准',
    kinds: ['communication'],
    limit: 200_00,
    per: 'month',
    sentence: '话费每月补贴 200 元',
    position: 3,
  })
  const [salespeople] = await ctx.db.query<{ id: string }>(sql`select id from roles where code = 'salesperson'`)
  await perform(ctx, commissionPlan, 'create', null, {
    name: '销售提成',
    roles: [salespeople!.id],
    startsOn: `${days.day(PLAN_DAYS).slice(0, 7)}-01`,
    attainment: 'quarter',
    rates: [{ attainmentFrom: 100, percent: 5 }, { percent: 3.5 }],
    kickers: [{ on: 'deal', from: 1_000_000_00, amount: 2_000_00 }],
    note: '季度目标完成后按 5% 计提；百万元以上的单子另奖 2,000 元。',
  })
}

/** Visits become a claim; older ones are agreed to and paid, the latest are under way. */
async function trip(
  login: string,
  daysAgo: number,
  purpose: string,
  as: As,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  let claim: string | undefined
  const at = days.ago(days.working(daysAgo), 17, chance.whole(0, 50))
  await as(login, at, async ctx => {
    const visits = await ctx.db.query<{ id: string; day: string; account: string; subject: string }>(sql`
      select t.id, to_char(t.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, t.account_id as account, t.subject
      from activities t join accounts a on a.id = t.account_id
      where t.done_by_id = ${ctx.user.id} and t.type = 'visit' and t.deleted_at is null and a.owner_id = ${ctx.user.id} and a.deleted_at is null
        and t.occurred_at between ${days.ago(daysAgo + SPAN_DAYS, 0).toISOString()}::timestamptz and ${at.toISOString()}::timestamptz
        and not exists (select 1 from expense_lines l where l.activity_id = t.id)
      order by t.occurred_at desc limit 4`)
    const lines = visits.flatMap(({ id, day, account, subject }, i) => {
      const about = { day, account, activity: id }
      const number = () => `2411${chance.whole(10_000_000, 99_999_999)}`
      return [
        {
          ...about,
          kind: 'travel',
          amount: chance.whole(120, 560) * 100,
          note: `${chance.pick(WAYS)}：${subject}`.slice(0, 300),
          invoiceNumber: number(),
        },
        ...(i % 2 === 0
          ? [
              {
                ...about,
                kind: 'entertainment',
                amount: chance.whole(180, 780) * 100,
                note: chance.pick(MEALS),
                invoiceNumber: number(),
              },
            ]
          : []),
        ...(i === 1
          ? [
              {
                ...about,
                kind: 'lodging',
                amount: chance.whole(280, 440) * 100,
                note: '住一晚',
                invoiceNumber: number(),
              },
            ]
          : []),
      ]
    })
    if (lines.length === 0) return
    claim = (
      (await perform(ctx, expenseClaim, 'save', null, { purpose, lines, submit: daysAgo > 2 })) as { id: string }
    ).id
  })
  if (!claim || daysAgo < 10) return
  const id = claim
  await agree(id, as, ids, new Date(at.getTime() + 20 * 3_600_000))
  if (daysAgo > 25)
    await as(FINANCE, days.ago(days.working(daysAgo - 5), 15), ctx => perform(ctx, expenseClaim, 'pay', id, {}))
}

/** Whoever is asked agrees, step by step. */
async function agree(record: string, as: As, ids: Ids, at: Date): Promise<void> {
  const logins = new Map([...ids.people].map(([login, id]) => [id, login]))
  for (let steps = 0; steps < 3; steps++) {
    let next: { request: string; person: string } | undefined
    await as(FINANCE, at, async ctx => {
      const [found] = await ctx.db.query<{ request: string; person: string }>(sql`
        select t.request_id as request, t.owner_id as person from approval_tasks t join approval_requests r on r.id = t.request_id
        where r.about_id = ${record} and t.status = 'open' and t.deleted_at is null limit 1`)
      next = found
    })
    const login = next && logins.get(next.person)
    if (!next || !login) return
    const { request } = next
    await as(login, new Date(at.getTime() + steps * 3_600_000), ctx =>
      perform(ctx, approvalRequest, 'approve', request, {
        comment: colleague(login).login === FINANCE ? '票据齐全' : '同意',
      }),
    )
  }
}
