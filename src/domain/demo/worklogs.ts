import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { task } from '../activities'
import { announcement } from '../announcements'
import { conversation } from '../conversations'
import { comment } from '../together'
import { workLog, workPlan } from '../worklogs'
import type { Chance } from './chance'
import type { Customer } from './customers'
import type { Days } from './days'
import type { Diary } from './diary'
import { type Ids, superiorOf } from './people'

/** Who writes logs, and how often a day is forgotten. */
const WRITERS: readonly (readonly [login: string, forgets: number])[] = [
  ['zhouyutong', 0.05],
  ['limin', 0.1],
  ['zhaosiqi', 0.3],
  ['chenjiawei', 0.15],
  ['hanxuemei', 0.2],
]
const LOG_DAYS = 17

const TOMORROW = [
  '回访本周报过价的客户，催淮泽的发票',
  '上午整理名单，下午出去拜访',
  '把样刊寄出去，约周四见面',
  '跟进两家在谈的，写一份投放方案',
  '陪新人跑一家客户，晚上补跟进',
  '对账，催两笔逾期的款',
]
const PROBLEMS = [
  '版面排期定不下来，客户等着回话，请帮忙催策划',
  '客户要九折，超出我的权限',
  '对方换了采购，得重新认识人',
]
const REVIEWS = [
  ['excellent', '跟得紧，方案发我看一眼'],
  ['good', '可以，下周把报价落实'],
  ['good', null],
  ['fair', '拜访太少，名单里的每家都要打到'],
  [null, '问题我去协调，明天上午给你答复'],
] as const
const ANSWERS = ['好的，明天上午发你', '已经约了周四', '收到']

/** Three weeks of logs with what the managers said, a plan each, three announcements, and a few talks. */
export function workAndTalk(all: readonly Customer[], diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  for (const [login, forgets] of WRITERS) {
    for (let ago = LOG_DAYS; ago > 0; ago--)
      if (days.working(ago) === ago && !chance.often(forgets)) logOf(login, ago, diary, chance, days)
    planOf(login, diary, chance, days)
  }
  announceThings(diary, ids, days)
  talk(all, diary, ids, days)
}

function logOf(login: string, ago: number, diary: Diary, chance: Chance, days: Days): void {
  let id = ''
  const draft = { plan: chance.pick(TOMORROW), ...(chance.often(0.2) ? { problems: chance.pick(PROBLEMS) } : {}) }
  diary.push({
    at: days.ago(ago, 18, chance.whole(0, 50)),
    by: login,
    run: async ctx => {
      const written = (await perform(ctx, workLog, 'create', null, draft)) as { id: string }
      id = written.id
      await perform(ctx, workLog, 'submit', id, {})
    },
  })
  const superior = superiorOf(login)
  if (!superior || chance.often(0.3)) return
  const [mark, said] = chance.pick(REVIEWS)
  const next = days.working(ago - 1)
  diary.push({
    at: days.ago(next < ago ? next : 0, 9, chance.whole(5, 50)),
    by: superior,
    about: login,
    run: ctx => perform(ctx, workLog, 'review', id, { mark, review: said }),
  })
  if (!said || !chance.often(0.3)) return
  const answer = chance.pick(ANSWERS)
  diary.push({
    at: days.ago(next < ago ? next : 0, 11, chance.whole(0, 50)),
    by: login,
    run: ctx => perform(ctx, comment, 'create', null, { aboutObject: 'workLog', aboutId: id, body: answer }),
  })
}

function planOf(login: string, diary: Diary, chance: Chance, days: Days): void {
  let monday = 0
  while (new Date(`${days.day(monday)}T00:00:00Z`).getUTCDay() !== 1) monday++
  diary.push({
    at: days.ago(monday, 8, chance.whole(20, 59)),
    by: login,
    run: async ctx => {
      const plan = (await perform(ctx, workPlan, 'create', null, {
        period: 'week',
        goals: { call: chance.whole(8, 15), visit: chance.whole(2, 4), account: chance.whole(8, 12), newAccount: 2 },
        text: '把在谈的两家推到报价；糖酒会名单打完一遍；老客户每家联系一次。',
      })) as { id: string }
      for (const subject of ['打完糖酒会名单', '写一份全年投放方案'])
        await perform(ctx, task, 'create', null, { subject, aboutObject: 'workPlan', aboutId: plan.id })
    },
  })
}

function announceThings(diary: Diary, ids: Ids, days: Days): void {
  const announce = (
    at: Date,
    by: string,
    draft: object,
    readers: readonly (readonly [string, 'read' | 'confirm'])[],
  ) => {
    let id = ''
    diary.push({
      at,
      by,
      about: 'gaoyuan',
      run: async ctx => {
        id = ((await perform(ctx, announcement, 'create', null, draft)) as { id: string }).id
      },
    })
    for (const [i, [login, act]] of readers.entries())
      diary.push({
        at: new Date(at.getTime() + (i + 1) * 17 * 60_000),
        by: login,
        about: 'gaoyuan',
        run: ctx => perform(ctx, announcement, act, id, {}),
      })
  }
  announce(
    days.ago(days.working(8), 9),
    'shenlixin',
    {
      title: '客户资料只在系统里记，不再用各自的表格',
      body: '从本月起，客户、联系人和跟进一律记在系统里。各版块月底清理一次各自的表格，有困难找陆一鸣。',
      audience: 'all',
      pinned: true,
    },
    [
      ['gaoyuan', 'read'],
      ['hejianjun', 'read'],
      ['limin', 'read'],
      ['chenjiawei', 'read'],
    ],
  )
  announce(
    days.ago(days.working(1), 17),
    'gaoyuan',
    {
      title: '12 月刊周四截稿，折扣周三前报',
      body: '12 月刊周四 18:00 截稿。九折以下的折扣周三前报给我，过期不批。看到请确认。',
      audience: 'board',
      until: days.day(-6),
      mustConfirm: true,
    },
    [
      ['limin', 'confirm'],
      ['maxiao', 'confirm'],
      ['zhaosiqi', 'read'],
    ],
  )
  announce(
    days.ago(days.working(3), 10),
    'shenlixin',
    {
      title: '春季糖酒会展位图已定稿',
      body: '展位图以 11 月版为准，特装展位只剩 7 个，报价前先在系统里锁定。',
      audience: 'board',
      toBoard: ids.boards.get('糖酒会办公室'),
      until: days.day(-20),
    },
    [['wanglei', 'read']],
  )
}

type Line = readonly [by: string, body: string]

function talk(all: readonly Customer[], diary: Diary, ids: Ids, days: Days): void {
  const named = (short: string) => all.find(one => one.short === short)
  const among = (at: Date, lines: readonly Line[], draft: (ctx: Ctx) => Record<string, unknown>) => {
    let id = ''
    for (const [i, [by, body]] of lines.entries())
      diary.push({
        at: new Date(at.getTime() + i * 6 * 60_000),
        by,
        // Who talks with whom is in one lane of the diary, so that what is answered has been said.
        about: 'gaoyuan',
        run: async ctx => {
          if (id) await perform(ctx, conversation, 'read', id, {})
          if (id) await perform(ctx, conversation, 'say', id, { body })
          else id = ((await perform(ctx, conversation, 'create', null, { ...draft(ctx), body })) as { id: string }).id
        },
      })
  }
  const to = (...logins: string[]) => logins.map(login => ids.people.get(login)!)
  const huaize = named('淮泽')
  among(
    days.ago(days.working(2), 15),
    [
      ['zhouyutong', '淮泽的赵总说下周来成都，能一起吃个饭吗'],
      ['gaoyuan', '可以，周三晚上。你先把合同的事说定'],
      ['zhouyutong', '好，合同明天寄出'],
    ],
    () => ({
      participants: to('gaoyuan'),
      subject: '淮泽赵总来成都',
      ...(huaize?.id ? { aboutObject: 'account', aboutId: huaize.id } : {}),
    }),
  )
  among(
    days.ago(days.working(1), 16, 30),
    [
      ['limin', '你昨天说的那家代理，联系方式给我一下'],
      ['zhouyutong', '记在客户里了，搜「瑞谊」'],
      ['limin', '看到了，谢谢'],
    ],
    () => ({ participants: to('zhouyutong') }),
  )
  among(
    days.ago(days.working(1), 14, 10),
    [
      ['wanglei', '营销中心有没有认识泰禾采购的？他们想订特装展位'],
      ['zhouyutong', '我认识，姓顾，我先打个招呼'],
      ['wanglei', '太好了，下午我再找你'],
    ],
    () => ({ participants: to('zhouyutong', 'limin'), subject: '泰禾的展位' }),
  )
}
