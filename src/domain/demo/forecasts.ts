import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { forecastOverride, forecastSnapshot, salesTarget } from '../forecasts'
import { opportunity } from '../opportunities'
import type { Chance } from './chance'
import { HUAIZE } from './companies'
import type { Days } from './days'
import type { Diary } from './diary'
import { CIRCULATION, FAIR_OFFICE, type Ids, MARKETING } from './people'

const GENERAL = 'shenlixin'
const WEEKS = 8

/** What boards, departments and people are to win in the year, in 万元; the months weigh as the trade's year goes. */
const TARGETS: readonly (readonly ['board' | 'department' | 'person', string, number])[] = [
  ['board', MARKETING, 320],
  ['department', '华东组', 130],
  ['department', '华北组', 76],
  ['department', '西南组', 66],
  ['department', '华南组', 48],
  ['person', 'zhouyutong', 46],
  ['person', 'limin', 50],
  ['person', 'zhaosiqi', 30],
  ['person', 'hanxuemei', 34],
  ['person', 'cuizhiyuan', 26],
  ['person', 'dingyifan', 16],
  ['person', 'dengxiaorong', 32],
  ['person', 'puyunfei', 20],
  ['person', 'hemiao', 14],
  ['person', 'huangwanyi', 28],
  ['person', 'qiuzihao', 20],
  ['board', FAIR_OFFICE, 150],
  ['board', CIRCULATION, 36],
]
/** Before the fairs of spring and autumn and at the end of the year most is signed. */
const SEASON = [5, 6, 13, 9, 6, 6, 7, 9, 12, 9, 8, 10]
const TEN_THOUSAND = 1_000_000

/** Who said what against the figures, in the last days: whose, of how many ten thousands, and why. */
const SAID = [
  [9, 'zhouyutong', 'zhouyutong', 1.06, '封底那单月底前能定'],
  [6, 'chenjiawei', 'zhouyutong', 0.94, '封底还差总经理签字，先按九成算'],
  [5, 'maxiao', 'hanxuemei', 1.1, '老客户续签，口头已定'],
] as const

/** What the year's targets are, what was said from week to week, and what moved in between. */
export function forecasts(diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  const year = days.day(0).slice(0, 4)
  diary.push({
    at: days.ago(days.working(330), 15, 20),
    by: GENERAL,
    run: ctx => perform(ctx, salesTarget, 'set', null, { targets: targetsOf(ids, year) }),
  })
  const monday = (new Date(Date.parse(days.day(0))).getUTCDay() + 6) % 7
  for (let week = 0; week < WEEKS; week++)
    diary.push({
      at: days.ago(monday + week * 7, 6),
      by: GENERAL,
      whole: true,
      run: ctx => perform(ctx, forecastSnapshot, 'take', null, {}),
    })
  for (const [ago, what] of [
    [17, 'grow'],
    [13, 'slip'],
    [11, 'shrink'],
    [10, 'slip'],
    [8, 'grow'],
    [4, 'slip'],
    [3, 'grow'],
  ] as const)
    diary.push({
      at: days.ago(days.working(ago), 16, 5),
      by: 'gaoyuan',
      about: 'zhouyutong',
      run: ctx => shift(ctx, what, chance.whole(0, 5), days),
    })
  for (const [ago, by, person, factor, reason] of SAID)
    diary.push({
      at: days.ago(days.working(ago), 17, 45),
      by,
      about: person,
      run: ctx => say(ctx, ids.people.get(person)!, factor, reason, year, days),
    })
}

function targetsOf(ids: Ids, year: string) {
  const idOf = { board: ids.boards, department: ids.departments, person: ids.people }
  return TARGETS.flatMap(([level, name, whole]) => {
    const id = idOf[level].get(name)
    const one = (period: string, share: number) => ({
      period,
      level,
      id,
      amount: (whole * share * TEN_THOUSAND) / 100,
    })
    return id ? SEASON.map((share, i) => one(`${year}-${String(i + 1).padStart(2, '0')}`, share)) : []
  })
}

/** A deal grows, shrinks or is put off, as its customer says. */
async function shift(ctx: Ctx, what: 'grow' | 'shrink' | 'slip', at: number, days: Days): Promise<void> {
  const [deal] = await ctx.db.query<{ id: string; amount: number }>(
    sql`select o.id, o.amount from opportunities o join accounts a on a.id = o.account_id where o.board_id = ${ctx.user.board} and o.status = 'open' and o.deleted_at is null
      and o.close_date >= ${days.day(0)}::date and o.amount is not null and a.name <> ${HUAIZE} order by o.code limit 1 offset ${at}`,
  )
  if (!deal) return
  const round = (amount: number) => Math.round(amount / 100_000) * 100_000
  await perform(
    ctx,
    opportunity,
    'update',
    deal.id,
    what === 'slip'
      ? { closeDate: days.day(-95 - at * 9) }
      : { amount: round(deal.amount * (what === 'grow' ? 1.2 : 0.8)) },
  )
}

async function say(ctx: Ctx, person: string, factor: number, reason: string, year: string, days: Days): Promise<void> {
  const quarter = Math.ceil(Number(days.day(0).slice(5, 7)) / 3)
  const from = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
  const to = new Date(Date.UTC(Number(year), quarter * 3, 0)).toISOString().slice(0, 10)
  const [sum] = await ctx.db.query<{ added: number; likely: number }>(
    sql`select coalesce(sum(amount) filter (where status = 'won' or forecast = 'commit'), 0)::float8 as added, coalesce(sum(amount), 0)::float8 as likely from opportunities
      where owner_id = ${person} and deleted_at is null and ((status = 'won' and closed_on between ${from}::date and ${to}::date)
        or (status = 'open' and forecast in ('commit', 'best') and close_date between ${from}::date and ${to}::date))`,
  )
  const amount = Math.round((sum!.likely * factor) / TEN_THOUSAND) * TEN_THOUSAND
  await perform(ctx, forecastOverride, 'override', null, {
    period: `${year}-Q${quarter}`,
    level: 'person',
    person,
    amount,
    added: sum!.added,
    reason,
  })
}
