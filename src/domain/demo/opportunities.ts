import { today } from '../../core/access/me'
import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { create } from '../../core/records/write'
import { activity } from '../activities'
import { opportunity, opportunityCompetitor, opportunityContact, pipeline, stage } from '../opportunities'
import type { Chance } from './chance'
import { HUAIZE } from './companies'
import type { Customer } from './customers'
import type { Days } from './days'
import type { Diary } from './diary'
import { CIRCULATION, FAIR_OFFICE, type Ids, MARKETING, NEWSROOM } from './people'

const COUNT = 114
const GROUP = 'shenlixin'

/** Pipelines of boards that sell in another way: name, head, stages with probability, forecast, days. */
const OWN_WAYS = [
  {
    board: FAIR_OFFICE,
    by: 'hejianjun',
    name: '展位销售',
    stages: [
      ['意向登记', 20, 'pipeline', 30, '记下想要几平米、光地还是标展、去年在哪个馆。'],
      ['选位', 40, 'pipeline', 14, '发展馆图，留位最多七天，过期放掉。'],
      ['报价确认', 60, 'best', 14, '老客户按续展价，特装另报搭建押金。'],
      ['签订合同', 85, 'commit', 21, '合同和订金都到才锁位。'],
      ['布展交付', 100, 'commit', null, '布展手册、证件、搭建商资料一次发齐。'],
    ],
  },
  {
    board: CIRCULATION,
    by: 'wanghaibo',
    name: '期刊征订',
    stages: [
      ['电话征订', 30, 'pipeline', 14, '先问今年看没看，再说明年的专题。'],
      ['寄样刊', 50, 'best', 14, '寄最近一期，三天后回访。'],
      ['确认份数', 75, 'commit', 10, '份数、起止期、收件人和开票信息。'],
      ['已起订', 100, 'commit', null, '登记发刊地址，首期寄出后回访。'],
    ],
  },
] as const

/** What each board sells: what it is called, from and to how many thousands. */
const GOODS: Readonly<Record<string, readonly (readonly [string, number, number])[]>> = {
  [MARKETING]: [
    ['封二全年 12 期', 150, 220],
    ['封三 6 期', 80, 120],
    ['内页 8 期', 40, 90],
    ['跨页 3 期', 48, 80],
    ['网站通栏半年', 24, 60],
    ['电子刊开机广告', 12, 36],
    ['全年品牌专栏', 90, 160],
    ['烘焙专刊内页', 12, 28],
    ['公众号软文 6 篇', 18, 42],
    ['户外高炮 2 块', 45, 120],
    ['糖业年会冠名', 120, 240],
    ['年会赞助 银牌', 30, 60],
    ['婚宴专题整版', 26, 50],
    ['中秋礼盒专辑', 20, 66],
  ],
  [FAIR_OFFICE]: [
    ['春季糖酒会标展 2 个', 18, 26],
    ['春季糖酒会特装 54 ㎡', 90, 130],
    ['春季糖酒会特装 36 ㎡', 60, 88],
    ['秋季糖酒会光地 108 ㎡', 160, 240],
    ['调味品展标展 1 个', 9, 13],
    ['展会论坛冠名', 80, 150],
  ],
  [CIRCULATION]: [
    ['《糖酒经纬》征订 46 份', 16, 24],
    ['《名酒渠道》征订 120 份', 48, 60],
    ['《酒商观察》征订 60 份', 24, 32],
    ['合订本 20 套', 8, 12],
  ],
  [NEWSROOM]: [
    ['封面故事', 60, 98],
    ['企业专访两版', 30, 52],
  ],
}
const SHARES: readonly (readonly [string, number])[] = [
  [MARKETING, 0.66],
  [FAIR_OFFICE, 0.17],
  [CIRCULATION, 0.12],
  [NEWSROOM, 0.05],
]
/** How many stages of a board's pipeline come before its end. */
const STEPS: Readonly<Record<string, number>> = { [FAIR_OFFICE]: 4, [CIRCULATION]: 3 }
const EIGHT = 7

const NEXT = [
  '上门谈版面',
  '发报价单',
  '电话确认预算',
  '寄样刊',
  '约品牌部开会',
  '等对方内部审批',
  '送合同',
  '回访样稿意见',
  '确认开票信息',
]
const WON = ['relationship', 'product', 'price', 'delivery'] as const
const LOST = ['price', 'budget', 'timing', 'competitor', 'noDecision', 'relationship'] as const
const LESSONS = [
  '价格高出对方预算两成，下次先问预算',
  '决策人最后一周才见到',
  '样刊寄晚了，对方已经定了别家',
  '明年一季度再谈',
]
const CALLS = ['问方案看得怎么样', '确认排期', '催对方回复报价', '聊明年投放'] as const

/** Customers whose owners see the competitors, which the head keeps. */
const KNOWING = new Set(['zhouyutong', 'limin', 'zhaosiqi'])
const SHARED_DAYS = 38

/** Boards draw their own pipelines, and two years of sales go through them: won, lost, stalled, under way. */
export function opportunities(all: readonly Customer[], diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  ways(diary, ids, days)
  const rivals = all.filter(one => one.trade === 'rival')
  for (const [board, share] of SHARES) {
    const theirs = all.filter(
      one =>
        one.board === board &&
        one.owners.length > 0 &&
        one.pace !== 'bare' &&
        one.trade !== 'rival' &&
        !one.parent &&
        days.since(one.owners.at(-1)!.from) > 90 &&
        one.draft.name !== HUAIZE,
    )
    if (theirs.length === 0) continue
    const goods = GOODS[board]!
    for (let i = 0; i < Math.round(COUNT * share); i++) {
      const customer = theirs[(i * 7 + chance.whole(0, 2)) % theirs.length]!
      const [name, from, to] = goods[i % goods.length]!
      story(
        { customer, name, amount: chance.whole(from * 10, to * 10) * 10_000, steps: STEPS[board] ?? EIGHT },
        rivals,
        diary,
        chance,
        days,
      )
    }
  }
  huaize(all, diary, chance, days)
  demands(diary, days)
}

/** The own pipelines of boards; the eight steps are there already. */
function ways(diary: Diary, ids: Ids, days: Days): void {
  for (const { board, by, name, stages } of OWN_WAYS)
    diary.push({
      at: days.ago(days.working(900), 9, 30),
      by,
      run: async ctx => {
        const made = await create(ctx, pipeline, { name, board: ids.boards.get(board), preferred: true, position: 2 })
        for (const [i, [step, probability, forecast, limitDays, guidance]] of stages.entries())
          await create(ctx, stage, {
            name: step,
            pipeline: made.id,
            position: i + 1,
            probability,
            forecast,
            limitDays,
            guidance,
            skippable: i > 0 && probability < 80,
          })
      },
    })
}

interface Deal {
  customer: Customer
  name: string
  amount: number
  /** Stages before the end. */
  steps: number
}
/** How a deal goes: days in each stage that it has left, days in the present one, how it ended. */
interface Course {
  left: readonly number[]
  here: number
  end: 'open' | 'won' | 'lost'
}

function courseOf({ steps }: Deal, oldest: number, chance: Chance): Course {
  const fate = chance.next()
  const end = fate < 0.58 ? 'open' : fate < 0.82 ? 'won' : 'lost'
  // Most of what is under way has not come far.
  const at = end === 'won' ? steps - 1 : Math.min(steps - 1, Math.floor(steps * chance.next() ** 1.25))
  const slow = chance.often(0.16)
  const here = end === 'open' ? (slow ? chance.whole(24, 46) : chance.whole(1, 18)) : chance.whole(2, 16)
  const since = end === 'open' ? 0 : chance.whole(2, Math.min(520, Math.max(20, oldest - 110)))
  const left = Array.from({ length: at }, () => chance.whole(3, 19))
  return { left, here: here + since, end }
}

function story(deal: Deal, rivals: readonly Customer[], diary: Diary, chance: Chance, days: Days): void {
  const { customer, name, amount } = deal
  const { login, from } = customer.owners.at(-1)!
  const oldest = days.since(from) - 5
  const { left, here, end } = courseOf(deal, oldest, chance)
  const total = left.reduce((sum, n) => sum + n, 0) + here
  if (total >= oldest) return
  const open: { id?: string } = {}
  let ago = total
  let last = 0
  // What falls on a weekend is done on the Friday before, and there after what was done that day already.
  const moment = () => {
    const at = days.ago(days.working(ago), chance.whole(9, 16), chance.whole(0, 59))
    last = Math.max(at.getTime(), last + 60_000)
    return new Date(last)
  }
  const entry = (run: (ctx: Ctx) => Promise<unknown>) => diary.push({ at: moment(), by: login, run })
  const late = end === 'open' && chance.often(0.12)
  const closes = end === 'open' ? (late ? chance.whole(3, 25) : -chance.whole(6, 110)) : here
  const planned = end === 'open' && chance.often(0.7)
  entry(async ctx => {
    open.id = (
      await create(ctx, opportunity, {
        name,
        account: customer.id,
        contact: customer.contacts[0]?.id,
        amount,
        closeDate: days.day(closes),
        source: customer.draft.source,
        ...(planned && left.length === 0 ? next(chance, days) : {}),
      })
    ).id
  })
  for (const [i, spent] of left.entries()) {
    ago -= spent
    const step = i === left.length - 1 && planned ? next(chance, days) : {}
    entry(ctx => perform(ctx, opportunity, 'advance', open.id!, step))
  }
  if (left.length >= 2 && end !== 'lost') people(deal, open, login, diary, ago, chance, days)
  if (end === 'open') {
    if (chance.often(0.45) && here > 3) {
      ago = chance.whole(0, Math.min(here - 1, 12))
      const subject = chance.pick(CALLS)
      entry(ctx =>
        create(ctx, activity, {
          type: chance.often(0.6) ? 'call' : 'wechat',
          subject,
          opportunity: open.id,
          account: customer.id,
          contact: customer.contacts[0]?.id,
          occurredAt: ctx.now.toISOString(),
          outcome: 'progress',
        }),
      )
    }
    return
  }
  const knows = KNOWING.has(login)
  const reason = chance.pick(end === 'won' ? WON : LOST)
  const rival = chance.pick(rivals)
  const note = chance.often(0.4) ? chance.pick(LESSONS) : undefined
  const settled = Math.max(1, Math.min(ago - 1, ago - chance.whole(2, 14)))
  ago = settled
  const shared = knows && settled < SHARED_DAYS
  entry(ctx =>
    perform(ctx, opportunity, end === 'won' ? 'win' : 'lose', open.id!, {
      reason,
      closedOn: today(ctx),
      ...(end === 'lost' && note ? { note } : {}),
      ...(end === 'lost' && shared ? { competitor: rival.id } : {}),
    }),
  )
}

const next = (chance: Chance, days: Days) => ({
  nextStep: chance.pick(NEXT),
  nextStepOn: days.day(days.workingAhead(chance.whole(0, 9))),
})

const ATTITUDES = ['champion', 'positive', 'positive', 'neutral', 'neutral', 'negative', 'unknown']

/** Who has a say at the customer, as far as it is known by now. */
function people(
  { customer }: Deal,
  open: { id?: string },
  by: string,
  diary: Diary,
  ago: number,
  chance: Chance,
  days: Days,
): void {
  const known = customer.contacts.filter(one => !one.draft.left && days.since(one.at) > ago).slice(0, 3)
  for (const [i, person] of known.entries()) {
    const attitude = chance.pick(ATTITUDES)
    const influence = Math.max(1, 5 - i - chance.whole(0, 1))
    const roles = person.draft.role ? undefined : [i === 0 ? 'influencer' : 'user']
    diary.push({
      at: days.ago(days.working(ago), 17, 10 + i),
      by,
      run: ctx =>
        create(ctx, opportunityContact, {
          opportunity: open.id,
          contact: person.id,
          attitude,
          influence,
          ...(roles ? { roles } : {}),
        }),
    })
  }
}

/** The two deals with 淮泽 of which its story tells. */
function huaize(all: readonly Customer[], diary: Diary, _chance: Chance, days: Days): void {
  const customer = all.find(one => one.draft.name === HUAIZE)!
  const by = 'zhouyutong'
  const cover: { id?: string } = {}
  const stand: { id?: string } = {}
  const at = (ago: number, hour: number, minute: number, run: (ctx: Ctx) => Promise<unknown>) =>
    diary.push({ at: days.ago(days.working(ago), hour, minute), by, run })
  const deal = (into: { id?: string }, name: string, amount: number, closes: number) => async (ctx: Ctx) => {
    into.id = (
      await create(ctx, opportunity, {
        name,
        account: customer.id,
        contact: customer.contacts[0]?.id,
        amount,
        closeDate: days.day(-closes),
      })
    ).id
  }
  at(75, 10, 20, deal(cover, '封底全年 12 期', 26_800_000, 18))
  for (const ago of [61, 48, 40, 27, 4])
    at(ago, 15, 40, ctx =>
      perform(
        ctx,
        opportunity,
        'advance',
        cover.id!,
        ago === 4 ? { nextStep: '周四前发折扣方案', nextStepOn: days.day(-2) } : {},
      ),
    )
  const roles = [['decider'], ['influencer', 'user'], ['gatekeeper'], ['buyer']]
  const views = [
    ['positive', 5, '要求 7 至 12 期九折，保留换稿两次'],
    ['champion', 4, '认可刊物，愿意内部推'],
    ['neutral', 3, '只看付款节奏和发票'],
    ['unknown', 2, '走流程'],
  ] as const
  at(26, 16, 0, async ctx => {
    for (const [i, person] of customer.contacts.slice(0, 4).entries())
      await create(ctx, opportunityContact, {
        opportunity: cover.id,
        contact: person.id,
        roles: roles[i],
        attitude: views[i]![0],
        influence: views[i]![1],
        note: views[i]![2],
      })
    const [rival] = await ctx.db.query<{ id: string }>(
      sql`select id from accounts where type = 'competitor' and deleted_at is null order by code limit 1`,
    )
    if (rival)
      await create(ctx, opportunityCompetitor, {
        opportunity: cover.id,
        competitor: rival.id,
        standing: 'ahead',
        offer: '内页 12 期加公众号推文',
        price: 19_800_000,
        strength: '价格低，送新媒体',
        weakness: '发行量不到我们一半，没有封底',
      })
  })
  at(56, 11, 0, deal(stand, '春季糖酒会 36 ㎡ 特装', 6_480_000, 54))
  for (const ago of [50, 41, 34]) at(ago, 14, 10, ctx => perform(ctx, opportunity, 'advance', stand.id!, {}))
}

/** What the group demands from now on before a deal goes on. */
function demands(diary: Diary, days: Days): void {
  const exits: readonly (readonly [string, readonly object[]])[] = [
    ['约见拜访', [{ kind: 'activity', type: 'visit', count: 1 }]],
    [
      '挖掘需求',
      [
        { kind: 'filled', field: 'amount' },
        { kind: 'role', role: 'decider' },
      ],
    ],
    [
      '提出方案',
      [
        { kind: 'filled', field: 'closeDate' },
        { kind: 'document', name: '方案' },
      ],
    ],
  ]
  diary.push({
    at: days.now,
    by: GROUP,
    run: async ctx => {
      for (const [name, exit] of exits) {
        const [found] = await ctx.db.query<{ id: string }>(
          sql`select s.id from stages s join pipelines p on p.id = s.pipeline_id where s.name = ${name} and p.board_id is null and s.deleted_at is null`,
        )
        await perform(ctx, stage, 'update', found!.id, { exit })
      }
    },
  })
}
