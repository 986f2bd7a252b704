import { perform } from '../../core/acts/perform'
import { create } from '../../core/records/write'
import { task } from '../activities'
import type { Deed } from './activities'
import { fillIn } from './activities'
import type { Chance } from './chance'
import type { Customer } from './customers'
import { type Days, monthOf } from './days'
import type { Diary } from './diary'
import { type Ids, superiorOf } from './people'
import { TOPICS } from './topics'

export const TASKS = 250

/** A task as it will be given. */
interface Plan {
  /** Who must do it, and who gave it. */
  owner: string
  by: string
  at: Date
  draft: Record<string, unknown> & { subject: string }
  customer?: Customer
  contact?: string
  /** When it was done, and what came of it. */
  done?: { at: Date; result: string | null }
  cancelled?: Date
}

/** 250 tasks: what zhou has to do now, what others have, what repeats, and what was done. */
export function tasks(
  all: readonly Customer[],
  told: readonly Deed[],
  diary: Diary,
  ids: Ids,
  chance: Chance,
  days: Days,
): void {
  const plans = [...zhouToday(all, days), ...repeating(days)]
  const lately = told.filter(deed => deed.contact && deed.customer.pace !== 'lost' && deed.step.type !== 'note')
  const open = lately.filter(deed => days.since(deed.at) < 25 && deed.by !== 'zhouyutong')
  for (const deed of chance.some(open, 105)) plans.push(next(deed, chance, days))
  const done = lately.filter(deed => days.since(deed.at) > 12)
  for (const deed of chance.some(done, TASKS - plans.length)) plans.push(past(deed, chance, days))
  for (const plan of plans) write(plan, diary, ids)
}

function write({ owner, by, at, draft, customer, contact, done, cancelled }: Plan, diary: Diary, ids: Ids): void {
  let id = ''
  const person = customer?.contacts.find(one => one.draft.name === contact)
  diary.push({
    at,
    by,
    about: owner,
    run: async ctx => {
      const made = await create(ctx, task, {
        ...draft,
        owner: ids.people.get(owner),
        ...(customer ? { account: customer.id } : {}),
        ...(person?.id ? { contact: person.id } : {}),
      })
      id = made.id
    },
  })
  if (done)
    diary.push({
      at: done.at,
      by: owner,
      run: ctx => perform(ctx, task, 'complete', id, done.result ? { result: done.result } : {}),
    })
  if (cancelled) diary.push({ at: cancelled, by: owner, run: ctx => perform(ctx, task, 'cancel', id, {}) })
}

const isoAt = (days: Days, ago: number, hour: number, minute = 0) => days.ago(ago, hour, minute).toISOString()

/** What the workbench of 周雨桐 opens with: some overdue, the day's appointments, the rest of the week. */
function zhouToday(all: readonly Customer[], days: Days): Plan[] {
  const named = (short: string) => all.find(one => one.short === short)!
  const { year, month } = monthOf(days.now)
  const nextYear = month >= 8 ? year + 1 : year
  const nextMonth = (month % 12) + 1
  const plan = (
    agoGiven: number,
    draft: Plan['draft'],
    customer?: string,
    contact?: string,
    by = 'zhouyutong',
  ): Plan => ({
    owner: 'zhouyutong',
    by,
    at: days.ago(days.working(agoGiven), 17, 20),
    draft,
    ...(customer ? { customer: named(customer), contact } : {}),
  })
  const today = (hour: number, minute = 0) => ({ dueAt: isoAt(days, 0, hour, minute) })
  const slot = (hour: number, minute: number, minutes: number) => ({
    startAt: isoAt(days, 0, hour, minute),
    endAt: isoAt(days, 0, hour, minute + minutes),
    dueAt: isoAt(days, 0, hour, minute),
  })
  const ahead = (count: number, hour = 18) => ({ dueAt: isoAt(days, days.workingAhead(count), hour) })
  return [
    plan(
      14,
      {
        subject: '补开发票，催第三期广告款',
        type: 'call',
        priority: 'high',
        body: '财务部答应周五付，发票抬头有误待重开',
        dueAt: isoAt(days, 12, 18),
      },
      '淮泽',
      '钱月华',
      'chenjiawei',
    ),
    plan(
      9,
      {
        subject: '补寄上一期样刊',
        type: 'todo',
        priority: 'low',
        body: '少收两本，地址见发刊名单',
        dueAt: isoAt(days, 3, 18),
      },
      '禾城食品',
      '陆文斌',
    ),
    plan(6, { subject: '提交上月差旅报销', type: 'todo', body: '宜宾、合肥两趟，附行程单', dueAt: isoAt(days, 2, 18) }),
    plan(
      3,
      {
        subject: '致电采购总监，问封底报价',
        type: 'call',
        priority: 'high',
        body: '报价发出一周未回复',
        ...slot(10, 0, 30),
      },
      '云岭春',
      '吴启明',
    ),
    plan(
      4,
      {
        subject: '上门拜访，谈跨页和标展打包',
        type: 'visit',
        priority: 'high',
        body: '预算由许静定，带上两种面积的报价',
        place: '静安区康定路',
        ...slot(14, 30, 90),
      },
      '瑞谊连锁',
      '许静',
    ),
    plan(
      5,
      {
        subject: `续订《糖酒经纬》${nextYear} 年`,
        type: 'call',
        body: '12-31 到期，共 46 份，去年此时已续',
        ...today(18),
      },
      '谷满堂',
      '葛兰',
    ),
    plan(
      1,
      {
        subject: '发送特装展位报价',
        type: 'email',
        priority: 'high',
        body: '来电询 54 ㎡ 特装，展位余 7 个',
        ...today(17),
      },
      '泰禾糖业',
      '崔晓云',
      'chenjiawei',
    ),
    plan(
      7,
      { subject: '回访报价', type: 'call', body: '报价今天到期，上周要求改成两期', ...today(18) },
      '宁波海悦',
      '陈立群',
    ),
    plan(
      2,
      { subject: '了解投诉处理结果', type: 'call', body: '版面色差投诉昨天关闭，听听客户怎么说', ...ahead(1) },
      '越溪坊',
      '沈越生',
    ),
    plan(
      6,
      {
        subject: `核对 ${nextMonth} 月刊广告排期`,
        type: 'todo',
        body: '和策划组对版面，缺稿的逐个催',
        ...slot(16, 30, 60),
      },
      undefined,
      undefined,
      'gaoyuan',
    ),
    plan(
      3,
      { subject: '整理春季糖酒会参展商回访名单', type: 'todo', body: '去年参展、今年未报名的', ...ahead(2) },
      undefined,
      undefined,
      'gaoyuan',
    ),
    plan(3, { subject: '整理《名酒渠道》征订名单', type: 'todo', ...ahead(3) }),
    plan(
      2,
      {
        subject: '报九折申请',
        type: 'todo',
        priority: 'high',
        body: '7 至 12 期九折，附拜访记录',
        ...ahead(1, 12),
        remindAt: isoAt(days, days.workingAhead(1), 9),
      },
      '淮泽',
      '贾思源',
    ),
    plan(4, { subject: '寄婚宴专题选题单', type: 'email', ...ahead(4) }, '淮泽', '丁可'),
    plan(
      5,
      { subject: '约见总经理', type: 'visit', body: '一个多月没联系，趁出差过去', ...ahead(6) },
      '赤泉酒业',
      '袁世安',
      'gaoyuan',
    ),
    plan(8, { subject: '上门送新刊例', type: 'visit', ...ahead(7) }, '合肥徽裕', '方志强'),
  ]
}

/** Standing appointments. */
function repeating(days: Days): Plan[] {
  const slot = (ago: number, hour: number, minute: number, minutes: number) => ({
    startAt: isoAt(days, ago, hour, minute),
    endAt: isoAt(days, ago, hour, minute + minutes),
    dueAt: isoAt(days, ago, hour, minute + minutes),
  })
  const monthEnd = days.workingAhead(8)
  const set = (
    owner: string,
    subject: string,
    repeat: string,
    when: Record<string, unknown>,
    extra: Record<string, unknown> = {},
  ): Plan => ({
    owner,
    by: owner,
    at: days.ago(days.working(30), 9, 10),
    draft: { subject, repeat, type: 'meeting', ...when, ...extra },
  })
  return [
    set('zhouyutong', '华东组晨会', 'weekdays', slot(0, 9, 0, 20), { place: '三楼会议室' }),
    set('limin', '华东组晨会', 'weekdays', slot(0, 9, 0, 20), { place: '三楼会议室' }),
    set('chenjiawei', '华东组周例会', 'weekly', slot(days.workingAhead(2), 10, 0, 60), {
      body: '各人报本周进展和难点',
    }),
    set('gaoyuan', '营销中心周会', 'weekly', slot(days.workingAhead(1), 14, 0, 90)),
    set(
      'gaoyuan',
      '月度销售分析',
      'monthly',
      { dueAt: isoAt(days, monthEnd, 18) },
      { type: 'todo', body: '和经营分析部对数' },
    ),
    set('songjiayin', '广告排期会', 'biweekly', slot(days.workingAhead(3), 16, 30, 60)),
    set('hejianjun', '招展进度会', 'weekly', slot(days.workingAhead(1), 10, 0, 60)),
    set('guchangqing', '选题会', 'weekly', slot(days.workingAhead(1), 9, 30, 90)),
    set('xiechunyan', '核对发刊名单', 'monthly', { dueAt: isoAt(days, days.workingAhead(5), 18) }, { type: 'todo' }),
    set(
      'zhouyutong',
      '整理季度重点客户计划',
      'quarterly',
      { dueAt: isoAt(days, days.workingAhead(12), 18) },
      { type: 'todo', body: '每家写清目标、决策人和下一步' },
    ),
    set('gaoyuan', '检查资料不全的客户', 'weekly', { dueAt: isoAt(days, days.workingAhead(2), 18) }, { type: 'todo' }),
  ]
}

const KIND: Readonly<Record<string, string>> = { call: 'call', visit: 'visit', email: 'email', meeting: 'meeting' }
const kindOf = (type: string) => KIND[type] ?? 'todo'

/** What follows from the last talk: the next step of the topic it belongs to. */
function next(deed: Deed, chance: Chance, days: Days): Plan {
  const topic = Object.values(TOPICS)
    .flat()
    .find(one => one.steps.includes(deed.step))
  const step = topic?.steps[(topic.steps.indexOf(deed.step) + 1) % topic.steps.length] ?? deed.step
  const late = chance.often(0.16)
  const due = late ? days.working(chance.whole(1, 9)) : chance.often(0.2) ? 0 : days.workingAhead(chance.whole(1, 14))
  const hour = chance.pick([10, 11, 14, 15, 16, 17, 18])
  const since = Math.max(days.since(deed.at), due + 1, 1)
  return {
    owner: deed.by,
    by: chance.often(0.22) ? (superiorOf(deed.by) ?? deed.by) : deed.by,
    at: new Date(Math.max(days.ago(since, 18, chance.whole(0, 50)).getTime(), deed.at.getTime() + 3_000_000)),
    customer: deed.customer,
    contact: deed.contact!.draft.name,
    draft: {
      subject: fillIn(step.subject, deed.fill),
      type: kindOf(step.type),
      priority: chance.pick(['normal', 'normal', 'normal', 'high', 'low']),
      body: deed.body.slice(0, 60),
      dueAt: isoAt(days, due, hour),
      ...(step.type === 'visit' || step.type === 'meeting'
        ? { startAt: isoAt(days, due, hour), endAt: isoAt(days, due, hour, 60) }
        : {}),
      ...(due < 0 && chance.often(0.3) ? { remindAt: isoAt(days, due, hour - 1) } : {}),
    },
  }
}

const RESULTS = [
  '已办，见跟进记录。',
  '客户已确认。',
  '资料已寄出。',
  '电话说清楚了，等对方回复。',
  '当天办完。',
  '晚了一天，已向客户说明。',
]

/** One that was done with the deed it led to. */
function past(deed: Deed, chance: Chance, days: Days): Plan {
  const given = deed.at.getTime() - chance.whole(2, 9) * 86_400_000
  const theirs = deed.customer.owners
    .filter(owner => owner.from <= deed.at)
    .at(-1)!
    .from.getTime()
  const at = new Date(Math.max(given, Math.min(theirs + 600_000, deed.at.getTime() - 60_000)))
  const due = days.since(deed.at) - chance.pick([0, 0, 0, 1, 2, -1])
  const plan: Plan = {
    owner: deed.by,
    by: chance.often(0.25) ? (superiorOf(deed.by) ?? deed.by) : deed.by,
    at,
    customer: deed.customer,
    ...(deed.contact && deed.contact.at < at ? { contact: deed.contact.draft.name } : {}),
    draft: { subject: deed.subject, type: kindOf(deed.step.type), dueAt: isoAt(days, due, chance.pick([12, 17, 18])) },
  }
  const finished = new Date(deed.at.getTime() + chance.whole(5, 200) * 60_000)
  return chance.often(0.06)
    ? { ...plan, cancelled: finished }
    : { ...plan, done: { at: finished, result: chance.often(0.4) ? chance.pick(RESULTS) : null } }
}
