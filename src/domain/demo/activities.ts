import { create } from '../../core/records/write'
import { activity } from '../activities'
import type { Chance } from './chance'
import { type Contact, type Customer, ownerAt } from './customers'
import { type Days, monthOf, shortDay } from './days'
import type { Diary } from './diary'
import { keepAll, type Paper } from './papers'
import { CIRCULATION, colleague, colleagues, FAIR_OFFICE, type Ids, MARKETING, NEWSROOM } from './people'
import { JOURNALS, MISSES, POSITIONS_IN_JOURNAL, REFUSALS, type Step, TOPICS, type Topic } from './topics'

export const ACTIVITIES = 4_000

/** One contact with a customer, planned. */
export interface Deed {
  customer: Customer
  contact: Contact | null
  step: Step
  at: Date
  by: string
  subject: string
  body: string
  /** The day of the next follow-up that was noted with it. */
  next: string | null
  /** Values of the words in braces, for comments and tasks that refer to it. */
  fill: Fill
  photos?: readonly Paper[]
  files?: readonly Paper[]
}
export type Fill = Readonly<Record<string, string>>

export const fillIn = (text: string, fill: Fill) => text.replace(/\{(\w+)\}/g, (_, word: string) => fill[word] ?? '')

const KIND_OF_BOARD: Readonly<Record<string, keyof typeof TOPICS>> = {
  [MARKETING]: 'sales',
  [FAIR_OFFICE]: 'fair',
  [NEWSROOM]: 'news',
  [CIRCULATION]: 'subscription',
}
/** How many activities a year, and how many days ago the last was, by pace. */
const PACE = {
  busy: { share: [28, 40], last: [0, 2] },
  steady: { share: [12, 22], last: [1, 12] },
  slow: { share: [7, 13], last: [15, 29] },
  silent: { share: [6, 11], last: [31, 70] },
  asleep: { share: [2, 6], last: [85, 200] },
  lost: { share: [3, 7], last: [110, 320] },
  bare: { share: [0, 1], last: [3, 40] },
} as const

/** A year of contacts with every customer, each a chain of topics in their order, denser towards today. */
export function deeds(all: readonly Customer[], written: readonly Deed[], chance: Chance, days: Days): Deed[] {
  const shares = all.map(one => chance.whole(...(PACE[one.pace].share as unknown as [number, number])))
  const scale = (ACTIVITIES - written.length) / shares.reduce((sum, share) => sum + share, 0)
  const made = all.flatMap((one, i) =>
    story(one, Math.max(one.pace === 'bare' ? 0 : 1, Math.round(shares[i]! * scale)), chance, days),
  )
  return [...made, ...written]
}

function story(customer: Customer, count: number, chance: Chance, days: Days): Deed[] {
  const moments = momentsOf(customer, count, chance, days)
  const steps = stepsOf(customer, chance)
  const noting = notesNext(customer, chance)
  return moments.map((at, i) => {
    const last = i === moments.length - 1
    const { step, fill } =
      last && customer.pace === 'lost'
        ? { step: chance.pick(REFUSALS), fill: steps.fill(at) }
        : chance.often(0.06) && !last
          ? { step: chance.pick(MISSES), fill: steps.fill(at) }
          : steps.next(at)
    const known = customer.contacts.filter(one => one.at < at && !one.draft.left)
    const contact = known.length ? chance.pick(known.length > 2 && chance.often(0.6) ? known.slice(0, 2) : known) : null
    const words = { ...fill, c: contact?.draft.name ?? '对方' }
    return {
      customer,
      contact,
      step,
      at,
      by: ownerAt(customer, at)!,
      subject: fillIn(step.subject, words),
      body: fillIn(chance.pick(step.bodies), words),
      next: !noting ? null : last ? nextDay(customer, chance, days) : laterDay(at, moments[i + 1]!, days),
      fill: words,
    }
  })
}

/** The day of the next contact, unless it is the same day. */
const laterDay = (at: Date, next: Date, days: Days) =>
  days.since(next) < days.since(at) ? days.day(days.since(next)) : null

/** When it happened: working hours of working days, most of it lately. Nothing before the customer was there, nothing after now. */
function momentsOf(customer: Customer, count: number, chance: Chance, days: Days): Date[] {
  if (customer.owners.length === 0) return []
  const [soonest, latest] = PACE[customer.pace].last
  const open = days.since(customer.at) - 1
  const last = Math.min(LAST.get(customer.short) ?? chance.whole(soonest, latest), open)
  const span = Math.min(362, open)
  const at: Date[] = []
  for (let i = 0; i < count && span >= 0; i++) {
    const ago = i === 0 ? last : last + (span - last) * chance.next() ** 1.35
    const moment = workingTime(days.working(ago), chance, days)
    if (moment > customer.at) at.push(moment)
  }
  return at.sort((a, b) => a.getTime() - b.getTime())
}

/** A moment within working hours; today before now, and where the day has not begun yet on the last working day. */
function workingTime(daysAgo: number, chance: Chance, days: Days): Date {
  const opens = days.ago(daysAgo, 8, 20)
  const closes = Math.min(days.ago(daysAgo, 18).getTime(), days.now.getTime() - 600_000)
  return closes - opens.getTime() > 1_800_000
    ? new Date(opens.getTime() + chance.next() * (closes - opens.getTime()))
    : days.ago(days.working(daysAgo + 1), chance.whole(9, 17), chance.whole(0, 59))
}

/** Customers whose last contact is part of a story told elsewhere: days ago. */
const LAST = new Map([
  ['淮泽', 66],
  ['瑞谊连锁', 1],
  ['云岭春', 1],
  ['泰禾糖业', 1],
  ['宁波海悦', 5],
  ['谷满堂', 4],
  ['越溪坊', 2],
  ['禾城食品', 12],
  ['锦禾食品', 1],
  ['甘源糖业', 6],
  ['合肥徽裕', 8],
  ['赤泉酒业', 47],
  ['楚泽白酒', 38],
  ['瓯江烟酒', 33],
  ['百味源', 31],
  ['天府酒城', 29],
  ['梁溪副食', 28],
  ['杭州鼎丰', 25],
  ['闽香源', 22],
])
/** Days until their next follow-up is due. */
const NEXT = new Map([
  ['禾城食品', -2],
  ['锦禾食品', 0],
  ['甘源糖业', 0],
  ['合肥徽裕', 1],
  ['云岭春', 0],
  ['瑞谊连锁', 0],
  ['谷满堂', 3],
  ['杭州鼎丰', 2],
  ['天府酒城', 4],
])

const notesNext = (customer: Customer, chance: Chance) =>
  NEXT.has(customer.short) ||
  ((LAST.get(customer.short) ?? 0) < 30 &&
    (customer.pace === 'busy' || customer.pace === 'steady'
      ? chance.often(0.9)
      : customer.pace === 'slow' && chance.often(0.5)))

function nextDay(customer: Customer, chance: Chance, days: Days): string {
  const told = NEXT.get(customer.short)
  if (told !== undefined) return days.day(-told)
  return chance.often(0.07) ? days.day(chance.whole(1, 6)) : days.day(days.workingAhead(chance.whole(0, 16)))
}

/** The topics of a customer, one after the other; within a topic the place, the price and the number of issues stay what they are. */
function stepsOf(customer: Customer, chance: Chance) {
  const topics = TOPICS[KIND_OF_BOARD[customer.board]!]!.filter(topic => topic.for.includes(customer.trade))
  const order = topics.length
    ? chance.some(topics, topics.length).sort(() => chance.next() - 0.5)
    : TOPICS.sales.slice(-2)
  let topic: Topic = order[0]!
  let at = 0
  let turn = 0
  let terms = termsOf(chance)
  const fill = (moment: Date): Fill => ({
    ...terms,
    ...timesOf(moment, terms),
    short: customer.short,
    brand: customer.brand,
    city: customer.city,
  })
  return {
    fill,
    next(moment: Date) {
      if (at >= topic.steps.length) {
        topic = order[++turn % order.length]!
        at = 0
        terms = termsOf(chance)
      }
      return { step: topic.steps[at++]!, fill: fill(moment) }
    },
  }
}

function termsOf(chance: Chance) {
  const k = chance.pick([2, 3, 4, 6, 6, 12])
  return {
    j: chance.pick(JOURNALS),
    p: chance.pick(POSITIONS_IN_JOURNAL),
    k: String(k),
    n: String(chance.whole(2, 12) * 10),
    area: chance.pick(['36', '54', '72', '108']),
    amt: `${(chance.whole(8, 28) * k * 0.1).toFixed(1).replace('.0', '')} 万`,
    off: chance.pick(['九五折', '九折', '九折', '八八折', '八五折']),
    ahead: String(chance.whole(1, 2)),
  }
}

function timesOf(moment: Date, { ahead }: { ahead: string }) {
  const { year, month } = monthOf(moment)
  return {
    m: String(((month - 1 + Number(ahead)) % 12) + 1),
    y: String(month >= 8 ? year + 1 : year),
    fair: month <= 3 ? `${year} 年春季糖酒会` : month >= 10 ? `${year + 1} 年春季糖酒会` : `${year} 年秋季糖酒会`,
    day: shortDay(moment),
  }
}

const MINUTES: Partial<Record<Step['type'], readonly [number, number]>> = {
  call: [2, 18],
  visit: [30, 130],
  meeting: [40, 150],
}

/** Writes the deeds down: each by whoever did it, soon afterwards. */
export function report(planned: readonly Deed[], diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  for (const deed of planned) {
    const { customer, contact, step, by } = deed
    const range = MINUTES[step.type]
    const durationMinutes = range ? chance.whole(...range) : null
    const place =
      step.type === 'visit'
        ? String(customer.draft.address ?? `${customer.short}办公室`)
        : step.type === 'meeting'
          ? chance.pick(['公司三楼会议室', '线上会议', `${customer.short}会议室`])
          : null
    const companions = step.type === 'visit' || step.type === 'meeting' ? companionsOf(by, chance) : []
    const others =
      step.type === 'meeting' || step.type === 'visit'
        ? customer.contacts.filter(one => one !== contact && one.at < deed.at).slice(0, chance.whole(0, 2))
        : []
    const soon = deed.at.getTime() + ((durationMinutes ?? 2) + chance.whole(1, 90)) * 60_000
    const handedOver = customer.owners.find(owner => owner.from > deed.at)?.from.getTime() ?? Number.POSITIVE_INFINITY
    const written = new Date(Math.min(soon, handedOver - 1_000))
    diary.push({
      at: written < days.now ? written : new Date(Math.min(days.now.getTime(), deed.at.getTime() + 60_000)),
      by,
      run: async ctx =>
        create(ctx, activity, {
          type: step.type,
          subject: deed.subject,
          body: deed.body,
          occurredAt: deed.at.toISOString(),
          account: customer.id,
          ...(contact?.id ? { contact: contact.id } : {}),
          ...(others.length ? { contacts: others.flatMap(one => one.id ?? []) } : {}),
          ...(companions.length ? { companions: companions.map(login => ids.people.get(login)) } : {}),
          ...(durationMinutes ? { durationMinutes } : {}),
          ...(place ? { place } : {}),
          ...(step.outcome ? { outcome: step.outcome } : {}),
          ...(deed.next ? { nextFollowUpOn: deed.next } : {}),
          ...(deed.photos ? { photos: await keepAll(ctx, deed.photos) } : {}),
          ...(deed.files ? { files: await keepAll(ctx, deed.files) } : {}),
        }),
    })
  }
}

function companionsOf(by: string, chance: Chance): string[] {
  const { manager, department } = colleague(by)
  if (manager && chance.often(0.12)) return [manager]
  const peers = colleagues.filter(
    one => one.department === department && one.login !== by && one.role === 'salesperson',
  )
  return peers.length && chance.often(0.12) ? [chance.pick(peers).login] : []
}
