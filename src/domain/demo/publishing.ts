import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { create } from '../../core/records/write'
import { booking, exhibition, hall, participant, space } from '../bookings'
import { executionStep } from '../execution'
import { order } from '../orders'
import { dispatch, dispatchLine, listDispatch, publication } from '../subscriptions'
import type { Chance } from './chance'
import type { Days } from './days'
import { keepAll, picture } from './papers'
import { CIRCULATION, FAIR_OFFICE, type Ids, MARKETING } from './people'

interface Customer {
  id: string
  name: string
  owner: string
  region: string | null
  address: string | null
}
type As = (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>

/** Issues begin so many days ago, a month apart. */
const FIRST_AGO_DAYS = 100
const ISSUES = 16
const HOLDS = 14
const ADVERTS = 4
const STANDS = 9
const SUBSCRIBERS = 10

const JOURNAL = [
  ['封面', 'cover', '210 × 285 mm', 1, null],
  ['封二', 'insideFront', '210 × 285 mm', 1, 'AD-TJ-F2-Z'],
  ['封三', 'insideBack', '210 × 285 mm', 1, 'AD-TJ-F3-Z'],
  ['封底', 'back', '210 × 285 mm', 1, 'AD-TJ-FD-Z'],
  ['跨页', 'spread', '420 × 285 mm', 1, null],
  ['内页整版', 'fullPage', '210 × 285 mm', 6, 'AD-TJ-NY-Z'],
  ['内页半版', 'halfPage', '210 × 140 mm', 4, 'AD-TJ-NY-B'],
] as const
const DIGEST = [
  ['封二', 'insideFront', '185 × 260 mm', 1, null],
  ['封底', 'back', '185 × 260 mm', 1, null],
  ['内页整版', 'fullPage', '185 × 260 mm', 4, null],
] as const
const RECIPIENTS = ['总经理办公室', '市场部', '采购部', '华东办事处', '资料室', '销售公司']
const PEOPLE = [
  ['程海涛', '销售总监'],
  ['吴静', '市场经理'],
  ['马志远', '展台主管'],
  ['韩雪', '商务专员'],
] as const

/**
 * The publisher's own trade: two journals with their issues and space, who holds and who has bought it, who subscribes and what went
 * out; and the autumn fair with its halls.
 */
export async function publishing(
  system: Ctx,
  people: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  const logins = new Map([...ids.people].map(([login, id]) => [id, login]))
  const as: As = async (login, at, work) =>
    inTransaction({ ...(await people(login)), now: at < days.now ? at : days.now }, work)
  const products = new Map(
    (
      await system.db.query<{ id: string; code: string }>(
        sql`select id, code from products where tenant_id = ${system.tenant} and code is not null and deleted_at is null`,
      )
    ).map(({ id, code }) => [code, id]),
  )
  const types = new Map(
    (
      await system.db.query<{ id: string; code: string }>(
        sql`select id, code from order_types where tenant_id = ${system.tenant} and deleted_at is null`,
      )
    ).map(({ id, code }) => [code, id]),
  )
  const idOf = (row: unknown) => (row as { id: string }).id
  const titles = { journal: '', digest: '' }
  let fair = ''
  const rooms: string[] = []
  await as('shenlixin', days.ago(200, 10), async ctx => {
    titles.journal = idOf(
      await create(ctx, publication, { name: '糖酒经纬', code: 'TJ', frequency: 'monthly', copyDays: 12, position: 1 }),
    )
    titles.digest = idOf(
      await create(ctx, publication, {
        name: '名酒渠道',
        code: 'MJ',
        frequency: 'monthly',
        copyDays: 8,
        product: products.get('DY-MJ') ?? null,
        position: 2,
      }),
    )
    for (const [title, list] of [
      [titles.journal, JOURNAL],
      [titles.digest, DIGEST],
    ] as const) {
      const firstOn = days.day(FIRST_AGO_DAYS)
      await perform(ctx, publication, 'planIssues', title, {
        firstOn,
        firstNumber: Number(firstOn.slice(5, 7)),
        count: ISSUES,
      })
      for (const [i, [name, kind, size, places, code]] of list.entries())
        await create(ctx, space, {
          name,
          publication: title,
          kind,
          size,
          places,
          product: (code && products.get(code)) ?? null,
          position: i + 1,
        })
    }
    fair = idOf(
      await create(ctx, exhibition, {
        name: `${days.day(-160).slice(0, 4)} ${season(days)}全国糖酒会`,
        city: '5101',
        venue: '西部国际博览城',
        startsOn: days.day(-160),
        endsOn: days.day(-163),
      }),
    )
    for (const [i, [name, prefix]] of [
      ['1 号馆 白酒', 'A'],
      ['2 号馆 食品饮料', 'B'],
    ].entries()) {
      const room = idOf(await create(ctx, hall, { name, exhibition: fair, width: 54, depth: 36, position: i + 1 }))
      rooms.push(room)
      await perform(ctx, hall, 'layOut', room, {
        prefix,
        rows: 4,
        columns: 8,
        left: 24,
        top: 3,
        product: products.get('ZW-9') ?? null,
      })
      for (const [n, y] of [3, 15].entries())
        await create(ctx, space, {
          name: `${prefix}T${n + 1}`,
          hall: room,
          kind: 'island',
          size: '12 × 9 m',
          x: 4,
          y,
          width: 12,
          depth: 9,
          product: products.get('ZW-T') ?? null,
          position: 100 + n,
        })
    }
  })

  const customersOf = (board: string, limit: number) =>
    system.db.query<Customer>(sql`
      select a.id, a.name, a.owner_id as owner, a.region, a.address from accounts a join boards b on b.id = a.board_id join users u on u.id = a.owner_id and u.status = 'active'
      where b.name = ${board} and a.tenant_id = ${system.tenant} and a.deleted_at is null order by a.id limit ${limit}`)
  const coming = (title: string) =>
    system.db.query<{
      id: string
      name: string
    }>(sql`select id, name from issues where publication_id = ${title} and tenant_id = ${system.tenant}
      and publishes_on > ${days.day(0)}::date and deleted_at is null order by publishes_on limit 8`)
  const spacesOf = (title: string) =>
    system.db.query<{ id: string; name: string; places: number; product: string | null }>(
      sql`select id, name, places::int, product_id as product from spaces where publication_id = ${title} and tenant_id = ${system.tenant} order by position`,
    )
  const issues = await coming(titles.journal)
  const spaces = await spacesOf(titles.journal)
  const advertisers = (await customersOf(MARKETING, 60)).filter(one => logins.has(one.owner))
  const named = (name: string) => spaces.find(one => one.name === name)!

  // Orders for advertisements: the space is held, then bought; one is already at its proof.
  const places = ['封底', '封二', '内页整版', '封三'] as const
  for (let i = 0; i < ADVERTS; i++) {
    const customer = advertisers[i * 3]
    if (!customer) break
    const login = logins.get(customer.owner)!
    const place = named(places[i]!)
    const some = issues.slice(i % 2, (i % 2) + 3).map(one => one.id)
    let id = ''
    await as(login, days.ago(days.working(9 - i), 10), async ctx => {
      id = idOf(
        await perform(ctx, order, 'save', null, {
          name: `${customer.name} 糖酒经纬 ${place.name}`,
          account: customer.id,
          type: types.get('advertisement'),
          details: { brand: customer.name.slice(0, 6), design: i % 2 ? '我方设计' : '客户来稿' },
          lines: [
            {
              ...(place.product ? { product: place.product } : { name: place.name, unitPrice: 1_000_000 }),
              quantity: some.length,
            },
          ],
        }),
      )
      await perform(ctx, booking, 'hold', null, { space: place.id, issues: some, account: customer.id, order: id })
    })
    if (i === ADVERTS - 1) continue
    await as(login, days.ago(days.working(7 - i), 15), ctx => perform(ctx, order, 'confirm', id, {}))
    const steps = await system.db.query<{ id: string }>(
      sql`select id from execution_steps where order_id = ${id} and tenant_id = ${system.tenant} and deleted_at is null order by position`,
    )
    await as(login, days.ago(days.working(6 - i), 9), ctx => perform(ctx, executionStep, 'done', steps[0]!.id, {}))
    if (i > 0) continue
    await as(login, days.ago(days.working(3), 11), async ctx =>
      perform(ctx, executionStep, 'done', steps[1]!.id, {
        files: await keepAll(ctx, [picture('封底原稿.png', 'cover')]),
      }),
    )
    await as(login, days.ago(days.working(1), 16), async ctx =>
      perform(ctx, executionStep, 'record', steps[2]!.id, {
        files: await keepAll(ctx, [picture('封底样稿.png', 'cover')]),
        note: '样稿已发客户，等回复',
      }),
    )
  }
  for (let i = 0; i < HOLDS; i++) {
    const customer = advertisers[(i * 5 + 1) % advertisers.length]
    const place = chance.pick(spaces.filter(one => one.places > 1 || i % 3 === 0))
    const issue = chance.pick(issues)
    if (!customer || !(await isFree(system, place.id, issue.id, place.places))) continue
    await as(logins.get(customer.owner)!, days.ago(days.working(chance.whole(0, 4)), 14), ctx =>
      perform(ctx, booking, 'hold', null, {
        space: place.id,
        issues: [issue.id],
        account: customer.id,
        heldUntil: days.day(-chance.whole(5, 20)),
      }),
    )
  }
  await stands(
    system,
    as,
    logins,
    {
      customers: await customersOf(FAIR_OFFICE, 40),
      room: rooms[0]!,
      fair,
      type: types.get('exhibition')!,
      product: products.get('ZW-9'),
    },
    chance,
    days,
  )
  await subscribers(
    system,
    as,
    logins,
    {
      customers: await customersOf(CIRCULATION, SUBSCRIBERS),
      title: titles.digest,
      type: types.get('subscription')!,
      product: products.get('DY-MJ'),
    },
    chance,
    days,
  )
}

const stepOf = async (ctx: Ctx, id: string, at: number): Promise<string> => {
  const steps = await ctx.db.query<{ id: string }>(
    sql`select id from execution_steps where order_id = ${id} and tenant_id = ${ctx.tenant} and deleted_at is null order by position`,
  )
  return steps[at]!.id
}
const firstStep = async (ctx: Ctx, id: string) => perform(ctx, executionStep, 'done', await stepOf(ctx, id, 0), {})

/** The fair is held in spring and in autumn. */
const season = (days: Days) => (days.day(-160).slice(5, 7) < '07' ? '春季' : '秋季')

async function isFree(ctx: Ctx, place: string, issue: string, places: number): Promise<boolean> {
  const [found] = await ctx.db.query<{
    n: number
  }>(sql`select count(*)::int as n from bookings where space_id = ${place} and issue_id = ${issue}
    and tenant_id = ${ctx.tenant} and status in ('held', 'sold')`)
  return found!.n < places
}

/** Who exhibits: some stands sold with their people, some held. */
async function stands(
  system: Ctx,
  as: As,
  logins: ReadonlyMap<string, string>,
  {
    customers,
    room,
    fair,
    type,
    product,
  }: {
    customers: Customer[]
    room: string
    fair: string
    type: string
    product: string | undefined
  },
  chance: Chance,
  days: Days,
): Promise<void> {
  const free = await system.db.query<{ id: string; name: string }>(
    sql`select id, name from spaces where hall_id = ${room} and tenant_id = ${system.tenant} order by position`,
  )
  const exhibitors = customers.filter(one => logins.has(one.owner))
  for (let i = 0; i < STANDS; i++) {
    const customer = exhibitors[i * 2]
    const stand = free[i * 3 + (i % 2)]
    if (!customer || !stand) break
    const login = logins.get(customer.owner)!
    await as(login, days.ago(days.working(12 - i), 10), async ctx => {
      if (i % 3 === 2) {
        await perform(ctx, booking, 'hold', null, { space: stand.id, account: customer.id, heldUntil: days.day(-14) })
        return
      }
      const { id } = (await perform(ctx, order, 'save', null, {
        name: `${customer.name} ${season(days)}糖酒会参展`,
        account: customer.id,
        type,
        details: { exhibits: chance.pick(['白酒', '葡萄酒', '休闲食品', '调味品']), build: '标准展位' },
        lines: [{ ...(product ? { product } : { name: '标准展位', unitPrice: 880_000 }), quantity: 1 }],
      })) as { id: string }
      await perform(ctx, booking, 'hold', null, { space: stand.id, account: customer.id, order: id })
      await perform(ctx, order, 'confirm', id, {})
      if (i !== 4) await firstStep(ctx, id)
      for (const [name, title] of chance.some(PEOPLE, 2))
        await create(ctx, participant, { order: id, exhibition: fair, name, title, kind: 'exhibitor' })
    })
  }
}

/** Who subscribes, at several addresses each; the last issue went out, one copy did not arrive, the next list is ready. */
async function subscribers(
  system: Ctx,
  as: As,
  logins: ReadonlyMap<string, string>,
  {
    customers,
    title,
    type,
    product,
  }: { customers: Customer[]; title: string; type: string; product: string | undefined },
  chance: Chance,
  days: Days,
): Promise<void> {
  const issues = await system.db.query<{ id: string; day: string }>(sql`select id, publishes_on::text as day from issues
    where publication_id = ${title} and tenant_id = ${system.tenant} and deleted_at is null order by publishes_on`)
  const ordered: { id: string; login: string }[] = []
  for (const [i, customer] of customers.entries()) {
    const login = logins.get(customer.owner)
    if (!login) continue
    const parts = (i % 3) + 1
    const copies = chance.whole(2, 12) * parts
    const begins = chance.whole(0, 3)
    const until = i % 4 === 0 ? 5 : begins + 11
    await as(login, days.ago(days.working(98 - i), 11), async ctx => {
      const { id } = (await perform(ctx, order, 'save', null, {
        name: `${customer.name} 名酒渠道征订`,
        account: customer.id,
        type,
        details: { channel: chance.pick(['电话', '上门', '展会']) },
        lines: [
          product ? { product, quantity: copies } : { name: '名酒渠道征订', unitPrice: 48_000, quantity: copies },
        ],
      })) as { id: string }
      const lines = Array.from({ length: parts }, (_, n) => ({
        publication: title,
        fromIssue: issues[begins]!.id,
        untilIssue: issues[until]!.id,
        copies: copies / parts,
        recipient: RECIPIENTS[(i + n) % RECIPIENTS.length]!,
        region: customer.region,
        address: n === 0 && customer.address ? customer.address : `滨江路 ${i * 7 + n + 10} 号`,
        postcode: `6100${41 + i}`,
        method: chance.often(0.7) ? 'post' : 'courier',
      }))
      await perform(ctx, order, 'subscribe', id, { lines })
      await perform(ctx, order, 'confirm', id, {})
      await firstStep(ctx, id)
      ordered.push({ id, login })
    })
  }
  // Most were called after the first issue; the rest is still to be.
  for (const { id, login } of ordered.slice(0, -2))
    await as(login, days.ago(days.working(60), 15), async ctx => {
      const step = await stepOf(ctx, id, 1)
      await perform(ctx, executionStep, 'done', step, { answers: { arrived: '已收到' } })
    })
  const last = issues.filter(one => one.day <= days.day(0)).at(-1)
  const next = issues.find(one => one.day > days.day(0))
  const maker = 'wanghaibo'
  if (!last || !next) return
  const made = async (issue: string, at: Date) => {
    let id = ''
    let user = ''
    await as(maker, at, async ctx => {
      user = ctx.user.id
      id = ((await perform(ctx, dispatch, 'generate', null, { issue })) as { id: string }).id
    })
    await listDispatch.run(system, { dispatch: id, user })
    return id
  }
  const sent = await made(last.id, days.ago(days.working(6), 9))
  await as(maker, days.ago(days.working(5), 16), ctx => perform(ctx, dispatch, 'send', sent, {}))
  const [line] = await system.db.query<{ id: string }>(
    sql`select id from dispatch_lines where dispatch_id = ${sent} and tenant_id = ${system.tenant} order by id limit 1`,
  )
  if (line)
    await as(maker, days.ago(days.working(1), 10), ctx =>
      perform(ctx, dispatchLine, 'missed', line.id, { reason: '客户来电：前台没有收到' }),
    )
  await made(next.id, days.now)
}
