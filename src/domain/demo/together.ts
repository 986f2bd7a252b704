import { grantShare } from '../../core/access/sharing'
import { perform } from '../../core/acts/perform'
import { create } from '../../core/records/write'
import { account } from '../customers'
import { comment, notification, view } from '../together'
import { type Deed, fillIn } from './activities'
import type { Chance } from './chance'
import type { Customer } from './customers'
import type { Days } from './days'
import type { Diary } from './diary'
import { colleague, colleagues, type Ids, superiorOf } from './people'
import { TALKS } from './topics'

export const TALKS_WANTED = 62

/** Colleagues talk about customers, follow them, share them, keep lists, and read what they are told. */
export function workTogether(
  all: readonly Customer[],
  told: readonly Deed[],
  diary: Diary,
  ids: Ids,
  chance: Chance,
  days: Days,
): void {
  const say = (at: Date, by: string, customer: Customer, body: string, mentioned: string[]) =>
    diary.push({
      at,
      by,
      about: customer.owners[0]!.login,
      run: ctx =>
        perform(ctx, comment, 'create', null, {
          aboutObject: 'account',
          aboutId: customer.id,
          body: [...mentioned.map(login => `@${colleague(login).name}`), body].join(' '),
          mentions: mentioned.map(login => ids.people.get(login)),
        }),
    })

  const worth = told.filter(
    deed => superiorOf(deed.by) && deed.contact && days.since(deed.at) < 200 && deed.customer.short !== '淮泽',
  )
  for (const [i, deed] of chance.some(worth, TALKS_WANTED).entries()) {
    const [question, answer] = TALKS[i % TALKS.length]!
    const asked = new Date(deed.at.getTime() + chance.whole(20, 200) * 60_000)
    const answered = new Date(asked.getTime() + chance.whole(15, 1_500) * 60_000)
    const handedOver = deed.customer.owners.find(owner => owner.from > deed.at)
    if (handedOver && handedOver.from < answered) continue
    const superior = superiorOf(deed.by)!
    say(asked, deed.by, deed.customer, fillIn(question, deed.fill), [superior])
    if (answered < days.now) say(answered, superior, deed.customer, fillIn(answer, deed.fill), [deed.by])
  }

  const named = (short: string) => all.find(one => one.short === short)!
  const recently = (hour: number, minute: number, ago = 0) => {
    const at = days.ago(ago, hour, minute)
    return at < days.now ? at : days.ago(days.working(1), 15 + (hour % 3), minute)
  }
  const share = (at: Date, by: string, customer: Customer, user: string, level: 'read' | 'edit') =>
    diary.push({
      at,
      by,
      run: ctx => grantShare(ctx, ctx.words.entity(account.name), customer.id!, { user: ids.people.get(user), level }),
    })

  share(days.ago(days.working(60), 11, 20), 'zhouyutong', named('淮泽'), 'limin', 'edit')
  share(days.ago(days.working(33), 15, 2), 'zhouyutong', named('云岭春'), 'dengxiaorong', 'read')
  share(days.ago(days.working(12), 10, 44), 'limin', named('京口醋坊'), 'zhouyutong', 'read')
  for (const customer of chance.some(
    all.filter(
      one => one.owners.length === 1 && one.draft.level === 'key' && one.pace !== 'bare' && days.since(one.at) > 60,
    ),
    7,
  )) {
    const { login } = customer.owners[0]!
    const peers = colleagues.filter(
      one =>
        one.board === customer.board && one.role === 'salesperson' && one.login !== login && one.login !== 'liaokai',
    )
    if (peers.length)
      share(days.ago(days.working(chance.whole(5, 50)), 14, 10), login, customer, chance.pick(peers).login, 'read')
  }

  say(
    recently(16, 40, days.working(1)),
    'zhouyutong',
    named('淮泽'),
    '7 至 12 期客户要九折，理由见来信和拜访，周四前要答复。',
    ['gaoyuan'],
  )
  say(recently(8, 58), 'gaoyuan', named('淮泽'), '先把 1 至 6 期的合同签了，九折我来报沈总。', ['zhouyutong'])
  say(recently(9, 5), 'limin', named('淮泽'), '采购吴晗我熟，需要的话我约他一起坐。', ['zhouyutong'])
  say(recently(9, 12), 'gaoyuan', named('瑞谊连锁'), '瑞谊的折扣今天定下来，下午拜访前给我一个底价。', ['zhouyutong'])
  say(recently(9, 40), 'chenjiawei', named('泰禾糖业'), '展位只剩 7 个，报价要快。', ['zhouyutong'])

  follow(all, diary, chance, days)
  keepViews(diary, ids, days)
  readNews(diary, days)
}

function follow(all: readonly Customer[], diary: Diary, chance: Chance, days: Days): void {
  const followed = (by: string, customer: Customer) =>
    diary.push({
      at: days.ago(days.working(chance.whole(10, 60)), 13, chance.whole(0, 59)),
      by,
      about: customer.owners[0]!.login,
      run: ctx => perform(ctx, account, 'follow', customer.id!, {}),
    })
  for (const one of all) {
    const owner = one.owners.at(-1)
    if (!owner || days.since(owner.from) < 70) continue
    const superior = superiorOf(owner.login)
    if (one.draft.level === 'strategic' && superior) followed(superior, one)
    if (one.draft.level === 'key' && chance.often(0.35)) followed(owner.login, one)
    if (one.short === '淮泽' || one.short === '云岭春') followed('gaoyuan', one)
  }
}

interface Kept {
  by: string
  object: string
  name: string
  scope: 'me' | 'board' | 'all'
  filter: object
  sort?: string
  columns?: string[]
}

function keepViews(diary: Diary, ids: Ids, days: Days): void {
  const is = (field: string, value: unknown) => ({ field, op: 'eq', value })
  const oneOf = (field: string, value: string[]) => ({ field, op: 'in', value })
  const when = (field: string, value: string) => ({ field, op: 'relative', value })
  const mine = is('owner', 'me')
  const kept: Kept[] = [
    {
      by: 'zhouyutong',
      object: 'account',
      name: '我的重点',
      scope: 'me',
      filter: { and: [mine, oneOf('level', ['key', 'strategic'])] },
      sort: 'lastContactAt',
    },
    {
      by: 'zhouyutong',
      object: 'account',
      name: '14 天未跟进',
      scope: 'me',
      filter: { and: [mine, when('lastContactAt', 'olderThan14days')] },
      sort: 'lastContactAt',
    },
    {
      by: 'zhouyutong',
      object: 'account',
      name: '本周要跟进',
      scope: 'me',
      filter: { and: [mine, when('nextFollowUpOn', 'next7days')] },
      sort: 'nextFollowUpOn',
      columns: ['name', 'level', 'primaryContact', 'phone', 'nextFollowUpOn', 'lastContactAt'],
    },
    {
      by: 'gaoyuan',
      object: 'account',
      name: '华东酒类经销',
      scope: 'board',
      filter: {
        and: [
          is('owner.department', ids.departments.get('华东组')),
          { field: 'productCategory', op: 'under', value: 'liquor' },
          { field: 'businessType', op: 'under', value: 'trade' },
        ],
      },
    },
    {
      by: 'gaoyuan',
      object: 'account',
      name: '糖业客户',
      scope: 'board',
      filter: { and: [oneOf('productCategory', ['sugar', 'candy'])] },
    },
    {
      by: 'gaoyuan',
      object: 'account',
      name: '春季糖酒会参展商',
      scope: 'board',
      filter: { and: [oneOf('fairIntent', ['strong', 'yes'])] },
      columns: ['name', 'level', 'owner', 'fairIntent', 'region', 'primaryContact', 'nextFollowUpOn'],
    },
    {
      by: 'gaoyuan',
      object: 'account',
      name: '无人负责',
      scope: 'board',
      filter: { and: [{ field: 'owner', op: 'isNull' }] },
    },
    {
      by: 'shenlixin',
      object: 'account',
      name: '近 30 天新登记',
      scope: 'all',
      filter: { and: [when('createdAt', 'last30days')] },
      sort: '-createdAt',
    },
    {
      by: 'hejianjun',
      object: 'account',
      name: '明年参展意向',
      scope: 'board',
      filter: { and: [oneOf('fairIntent', ['strong', 'yes', 'wait'])] },
      columns: ['name', 'owner', 'fairIntent', 'region', 'primaryContact', 'nextFollowUpOn'],
    },
    {
      by: 'xiechunyan',
      object: 'account',
      name: '有发刊地址',
      scope: 'board',
      filter: { and: [{ field: 'dispatchAddress', op: 'notNull' }] },
      columns: ['name', 'dispatchAddress', 'owner', 'phone'],
    },
    { by: 'gaoyuan', object: 'contact', name: '决策人', scope: 'board', filter: { and: [is('role', 'decider')] } },
    {
      by: 'zhouyutong',
      object: 'activity',
      name: '我本周的跟进',
      scope: 'me',
      filter: { and: [is('doneBy', 'me'), when('occurredAt', 'thisWeek')] },
      sort: '-occurredAt',
    },
    {
      by: 'gaoyuan',
      object: 'activity',
      name: '本月拜访',
      scope: 'board',
      filter: { and: [is('type', 'visit'), when('occurredAt', 'thisMonth')] },
      sort: '-occurredAt',
    },
    {
      by: 'zhouyutong',
      object: 'task',
      name: '逾期任务',
      scope: 'me',
      filter: { and: [mine, is('status', 'open'), when('dueAt', 'past')] },
      sort: 'dueAt',
    },
  ]
  for (const [i, { by, filter, sort, columns, ...rest }] of kept.entries()) {
    const definition = { filter, ...(sort ? { sort } : {}), ...(columns ? { columns } : {}) }
    diary.push({
      at: days.ago(days.working(40), 10, i),
      by,
      run: ctx => create(ctx, view, { ...rest, definition, position: i + 1 }),
    })
  }
}

/** Until noon of the last working day everybody has read their notifications; what came since is new. */
function readNews(diary: Diary, days: Days): void {
  for (const { login } of colleagues)
    diary.push({
      at: days.ago(days.working(1), 12),
      by: login,
      run: ctx => perform(ctx, notification, 'readAll', null, {}),
    })
}
