import { grantShare } from '../../core/access/sharing'
import { perform } from '../../core/acts/perform'
import { create } from '../../core/records/write'
import { account } from '../customers'
import { competitorSpend, need } from '../market'
import type { Chance } from './chance'
import type { Customer } from './customers'
import type { Days } from './days'
import type { Diary } from './diary'
import { type Ids, superiorOf } from './people'

/** Whose customers are asked what they look for and where else they advertise; one department, which keeps to its own. */
const ASKING = ['zhouyutong', 'limin', 'zhaosiqi'] as const
const LEAD = 'chenjiawei'
const HEAD = 'gaoyuan'

const NEEDS = [
  ['demand', '求购柠檬酸', '20 吨'],
  ['demand', '找苏北县级代理商', '3 家'],
  ['supply', '供应 53 度基酒', '50 吨'],
  ['demand', '求购 500 ml 瓷瓶', '10 万只'],
  ['supply', '让出春季糖酒会标准展位', '2 个'],
  ['demand', '找电商代运营', null],
  ['supply', '低价转白砂糖', '60 吨'],
  ['demand', '中秋礼盒代工', '5,000 套'],
  ['supply', '招浙江地级市经销商', null],
  ['demand', '找冷库仓储', '800 平方米'],
] as const
const BOOKED = [
  ['magazine', '封二整版'],
  ['magazine', '内页通栏'],
  ['web', '首页横幅，一季'],
  ['social', '公众号软文 4 篇'],
  ['fair', '展会特装展位'],
  ['newspaper', '半版专题'],
] as const
const HEARD = ['拜访时客户说的', '看到样刊', '对方业务员透露', '展会现场见到']
const TWO_YEARS_DAYS = 730

/** What customers look for and offer, what they spend with competitors, and who has vouched for what is written of them. */
export function market(all: readonly Customer[], diary: Diary, ids: Ids, chance: Chance, days: Days): void {
  const theirs = all.filter(
    one =>
      one.owners.length === 1 &&
      ASKING.some(login => login === one.owners[0]!.login) &&
      one.pace !== 'bare' &&
      !one.parent &&
      days.since(one.at) > 120,
  )
  const at = (daysAgo: number) => days.ago(days.working(daysAgo), chance.whole(10, 16), chance.whole(0, 59))

  for (const [i, one] of chance.some(theirs, NEEDS.length).entries()) {
    const [kind, what, quantity] = NEEDS[i]!
    const past = i % 3 === 2
    const since = past ? chance.whole(70, 110) : chance.whole(3, 25)
    diary.push({
      at: at(since),
      by: one.owners[0]!.login,
      run: ctx =>
        create(ctx, need, {
          account: one.id,
          kind,
          what,
          ...(quantity ? { quantity } : {}),
          validFrom: days.day(since),
          validTo: days.day(past ? chance.whole(5, 40) : -chance.whole(10, 80)),
        }),
    })
  }

  const rivals = all.filter(one => one.trade === 'rival')
  // Competitors are the head's; whoever notes a spend with them has to see them.
  for (const rival of rivals)
    for (const login of [...ASKING, LEAD])
      diary.push({
        at: days.ago(days.working(40), 9, 30),
        by: HEAD,
        about: ASKING[0],
        run: ctx =>
          grantShare(ctx, ctx.words.entity(account.name), rival.id!, { user: ids.people.get(login), level: 'read' }),
      })
  for (const one of chance.some(
    theirs.filter(candidate => candidate.trade !== 'agency' && candidate.trade !== 'association'),
    13,
  ))
    for (let began = chance.whole(20, 150); began < TWO_YEARS_DAYS; began += chance.whole(110, 260)) {
      const [medium, what] = chance.pick(BOOKED)
      const rival = chance.pick(rivals)
      const spend = {
        what,
        medium,
        amount: chance.whole(4, 60) * 200_000,
        startsOn: days.day(began),
        endsOn: days.day(began - chance.whole(5, 19)),
        source: chance.pick(HEARD),
      }
      diary.push({
        at: at(chance.whole(2, 30)),
        by: one.owners[0]!.login,
        run: ctx => create(ctx, competitorSpend, { ...spend, account: one.id, competitor: rival.id }),
      })
    }

  const review = (one: Customer, daysAgo: number, by: string, act: string, note?: string) =>
    diary.push({
      at: at(daysAgo),
      by,
      about: one.owners[0]!.login,
      run: ctx => perform(ctx, account, act, one.id!, note ? { note } : {}),
    })
  const checked = chance.some(
    theirs.filter(one => superiorOf(one.owners[0]!.login) === LEAD),
    14,
  )
  for (const [i, one] of checked.entries()) {
    if (i < 3)
      review(one, 4, LEAD, 'returnReview', chance.pick(['电话打不通，请核实', '地址和执照不符', '全称少了“集团”']))
    else review(one, 6, LEAD, 'firstReview', '执照和名片已核')
    if (i >= 9) review(one, 3, HEAD, 'secondReview')
  }
}
