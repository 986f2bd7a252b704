import type { Ctx } from '../../core/ctx'
import { create, update } from '../../core/records/write'
import { account, accountLink, affiliation, contact } from '../customers'
import type { Chance } from './chance'
import { HUAIZE } from './companies'
import { type Contact, type Customer, ownerAt } from './customers'
import type { Days } from './days'
import type { Diary } from './diary'
import { keepAll, picture } from './papers'
import { type Ids, limiterOf, superiorOf } from './people'

/** With the fields of the company's own. */
const accountIn = (ctx: Ctx) => ctx.words.entity(account.name)

/** Whoever registers what nobody looks after yet. */
const RECEPTION = 'gaoyuan'
const MINUTE_MS = 60_000

/** Customers and their people come into the books, change hands, and change. */
export function register(all: readonly Customer[], diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  for (const one of all) {
    const registrar = one.owners[0]?.login ?? RECEPTION
    const { creditLimit, ...first } = { ...one.draft, ...earlier(one, diary, chance, days) }
    diary.push({
      at: one.at,
      by: registrar,
      run: async ctx => {
        const draft = {
          ...first,
          recordedBy: ctx.user.id,
          ...(one.owners.length ? {} : { owner: null }),
          ...(one.parent ? { parent: one.parent.id } : {}),
        }
        one.id = (await create(ctx, accountIn(ctx), present(draft))).id
      },
    })
    if (creditLimit)
      diary.push({
        at: one.at,
        by: limiterOf(registrar),
        about: registrar,
        run: ctx => update(ctx, accountIn(ctx), one.id!, { creditLimit }),
      })
    for (const [i, person] of one.contacts.entries()) meet(one, person, i === 0, registrar, diary)
    for (const { login, from } of one.owners.slice(1)) {
      const by = superiorOf(login) ?? RECEPTION
      diary.push({
        at: from,
        by,
        about: login,
        run: ctx => update(ctx, accountIn(ctx), one.id!, { owner: ids.people.get(login) }),
      })
    }
  }
  relate(all, diary, chance, days)
  lately(all, diary, chance, days)
}

/** Fields left empty are left out, as a form does. */
const present = (draft: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => value !== undefined && (value !== null || name === 'owner')),
  )

function meet(one: Customer, person: Contact, first: boolean, registrar: string, diary: Diary): void {
  diary.push({
    at: person.at,
    by: ownerAt(one, person.at) ?? registrar,
    run: async ctx => {
      person.id = (await create(ctx, contact, present({ ...person.draft, account: one.id }))).id
      if (first) await update(ctx, accountIn(ctx), one.id!, { primaryContact: person.id })
    },
  })
}

/** How a customer began: what it has become since stands in its history. @returns the fields as they were at first */
function earlier(one: Customer, diary: Diary, chance: Chance, days: Days): Record<string, unknown> {
  const first: Record<string, unknown> = {}
  const open = days.since(one.at)
  const later = (ago: number, hour: number) => {
    const at = days.ago(days.working(Math.min(ago, open - 1)), hour, chance.whole(0, 59))
    return at > one.at ? at : null
  }
  const become = (at: Date | null, by: string | undefined, field: string, from: unknown) => {
    if (!at || !by) return
    first[field] = from
    diary.push({
      at,
      by,
      about: one.owners[0]!.login,
      run: ctx => update(ctx, accountIn(ctx), one.id!, { [field]: one.draft[field] }),
    })
  }
  if (one.draft.name === HUAIZE) {
    become(later(4, 10), 'gaoyuan', 'level', 'key')
    become(later(200, 14), 'gaoyuan', 'creditLimit', 150_000_000)
    become(later(900, 11), 'zhouyutong', 'type', 'customer')
    return first
  }
  if (open < 60 || one.pace === 'bare') return first
  const { type, level } = one.draft
  if (['customer', 'key', 'old'].includes(String(type)) && chance.often(0.5)) {
    const at = later(Math.round(open * (0.2 + 0.7 * chance.next())), 15)
    become(at, at ? ownerAt(one, at) : undefined, 'type', chance.pick(['potential', 'target']))
  }
  if (type === 'lost') {
    const at = later(chance.whole(20, 90), 16)
    become(at, at ? ownerAt(one, at) : undefined, 'type', 'customer')
  }
  if (['strategic', 'key'].includes(String(level)) && chance.often(0.5)) {
    const at = later(chance.whole(5, Math.min(600, open)), 11)
    const owner = at && ownerAt(one, at)
    become(at, owner ? (superiorOf(owner) ?? owner) : undefined, 'level', level === 'strategic' ? 'key' : 'normal')
  }
  for (const field of ['phone', 'brands', 'annualRevenue', 'creditLimit', 'tags'] as const) {
    if (!one.draft[field] || !chance.often(0.1)) continue
    const at = later(chance.whole(10, Math.min(500, open)), 10)
    const value = one.draft[field]
    const was =
      field === 'phone'
        ? String(value).replace(/\d$/, d => String((Number(d) + 3) % 10))
        : field === 'annualRevenue'
          ? Math.round((value as number) * 0.8)
          : null
    const owner = at ? ownerAt(one, at) : undefined
    become(at, owner && field === 'creditLimit' ? limiterOf(owner) : owner, field, was)
  }
  return first
}

/** Who buys from whom, and people with a say in a second company. */
function relate(all: readonly Customer[], diary: Diary, chance: Chance, days: Days): void {
  const by = new Map<string, Customer[]>()
  for (const one of all) {
    const owner = one.owners.at(-1)?.login
    if (owner && one.pace !== 'bare' && !one.parent && one.short !== '淮泽控股')
      by.set(owner, [...(by.get(owner) ?? []), one])
  }
  const when = () => days.ago(days.working(chance.whole(1, 14)), chance.whole(9, 17), chance.whole(0, 59))
  for (const [login, theirs] of by) {
    const makers = theirs.filter(one => one.trade === 'distillery' || one.trade === 'food' || one.trade === 'sugar')
    const sellers = theirs.filter(one => one.trade === 'dealer' || one.trade === 'chain')
    for (const seller of sellers) {
      if (!makers.length || !chance.often(0.55)) continue
      const maker = chance.pick(makers)
      diary.push({
        at: when(),
        by: login,
        run: ctx =>
          create(ctx, accountLink, {
            account: maker.id,
            relation: 'distributor',
            other: seller.id,
            note: `${seller.city}市场${chance.pick(['总经销', '一级经销', '特约经销', '团购渠道'])}`,
          }),
      })
    }
    const packing = theirs.find(one => one.trade === 'packing')
    if (packing && makers.length)
      diary.push({
        at: when(),
        by: login,
        run: ctx =>
          create(ctx, accountLink, {
            account: makers[0]!.id,
            relation: 'supplier',
            other: packing.id,
            note: '礼盒和瓷瓶',
          }),
      })
    if (makers.length > 3)
      diary.push({
        at: when(),
        by: login,
        run: ctx =>
          create(ctx, accountLink, {
            account: makers[1]!.id,
            relation: 'competitor',
            other: makers[2]!.id,
            note: '同价位、同区域',
          }),
      })
    for (const person of chance.some(
      theirs.flatMap(one => one.contacts.map(who => ({ one, who }))),
      Math.ceil(theirs.length / 5),
    )) {
      const second = chance.pick(theirs)
      if (second === person.one) continue
      const [position, role] = chance.pick([
        ['顾问', 'influencer'],
        ['股东', 'decider'],
        ['监事', 'gatekeeper'],
        ['兼任董事', 'decider'],
      ] as const)
      diary.push({
        at: when(),
        by: login,
        run: ctx =>
          create(ctx, affiliation, {
            account: second.id,
            contact: person.who.id,
            position,
            role,
            current: chance.often(0.85),
          }),
      })
    }
  }
  huaizeLinks(all, diary, days)
}

function huaizeLinks(all: readonly Customer[], diary: Diary, days: Days): void {
  const named = (short: string) => all.find(one => one.short === short)!
  const link = (ago: number, relation: string, other: string, note: string) =>
    diary.push({
      at: days.ago(days.working(ago), 15, 8),
      by: 'zhouyutong',
      run: ctx => create(ctx, accountLink, { account: named('淮泽').id, relation, other: named(other).id, note }),
    })
  link(120, 'competitor', '运河坊', '同城，婚宴渠道重叠')
  link(61, 'distributor', '合肥徽裕', '安徽市场总经销')
  link(40, 'distributor', '杭州鼎丰', '浙北团购渠道')
  diary.push({
    at: days.ago(days.working(88), 10, 31),
    by: 'zhouyutong',
    run: ctx =>
      create(ctx, affiliation, {
        account: named('淮泽控股').id,
        contact: named('淮泽').contacts.at(-1)!.id,
        position: '董事长',
        role: 'decider',
        current: true,
      }),
  })
}

const NOTES = [
  '开票资料已更新，按新抬头。',
  '办公室搬到新楼，前台电话不变。',
  '年底前别打财务电话，结账。',
  '投放由品牌部决定，采购只走流程。',
  '老板喜欢先看样刊再谈价。',
  '每周三上午开会，电话打不进。',
]

/** What changed in the last days, so that the latest changes are of today. */
function lately(all: readonly Customer[], diary: Diary, chance: Chance, days: Days): void {
  const lively = all.filter(
    one => (one.pace === 'busy' || one.pace === 'steady') && days.since(one.at) > 30 && one.draft.name !== HUAIZE,
  )
  for (const [i, one] of chance.some(lively, 22).entries()) {
    const at = new Date(
      Math.min(
        days.ago(i < 9 ? 0 : days.working(1), chance.whole(8, 17), chance.whole(0, 59)).getTime(),
        days.now.getTime() - (i + 1) * 7 * MINUTE_MS,
      ),
    )
    const by = ownerAt(one, at)!
    const patch = chance.pick([
      { note: chance.pick(NOTES) },
      { credit: 'a' },
      { source: 'referral' },
      { note: chance.pick(NOTES) },
    ])
    diary.push({ at, by, run: ctx => update(ctx, accountIn(ctx), one.id!, patch) })
  }
  for (const [short, name, drawing] of [
    ['淮泽', '门头.png', 'gate'],
    ['瑞谊连锁', '旗舰店陈列.png', 'shelf'],
    ['泰禾糖业', '去年展位图.png', 'booths'],
    ['越溪坊', '车间.png', 'line'],
  ] as const) {
    const one = all.find(candidate => candidate.short === short)!
    diary.push({
      at: days.ago(days.working(8), 16, 40),
      by: 'zhouyutong',
      run: async ctx => update(ctx, accountIn(ctx), one.id!, { images: await keepAll(ctx, [picture(name, drawing)]) }),
    })
  }
}
