import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { centreOf } from '../../core/vocabulary/chinaMap'
import { account } from '../customers'
import { carryOut, territory } from '../territories'
import { visit, visitFrequency } from '../visits'
import type { Chance } from './chance'
import { TERRITORIES } from './companies'
import type { Days } from './days'
import { colleagues, type Ids, MARKETING } from './people'

/** How often the company wants to see its customers, by grade. */
const FREQUENCIES = [
  ['strategic', 15, 'visit'],
  ['key', 30, 'visit'],
  ['normal', 90, 'contact'],
  ['potential', 120, 'contact'],
] as const
/** Parts of a team's territory that are worked apart: name, part of, provinces, categories, log-in of whose it is. */
const PARTS = [
  ['江苏酒类', '华东组', ['江苏'], ['liquor'], 'limin'],
  ['上海', '华东组', ['上海'], [], 'zhaosiqi'],
] as const
/** Whose week is planned, and how many visits on which day from today on. */
const PLANNED = [
  ['zhouyutong', [3, 2, 0, 2, 1]],
  ['limin', [2, 1, 2]],
] as const
const PURPOSES = ['routine', 'routine', 'deal', 'sample', 'payment']
/** A tenth of a degree is about ten kilometres: customers lie round the middle of their city. */
const SPREAD_DEGREES = 0.06

/** Territories of the marketing teams, how often customers are to be seen, where some of them are, and who goes to see whom this week. */
export async function territoriesAndVisits(
  system: Ctx,
  person: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  const began = days.ago(days.working(25), 10)
  await inTransaction({ ...(await person('shenlixin')), now: began }, async ctx => {
    for (const [level, everyDays, by] of FREQUENCIES)
      await perform(ctx, visitFrequency, 'create', null, { level, everyDays, by })
  })
  const head = { ...(await person('gaoyuan')), now: began }
  const realignment = await inTransaction(head, async ctx => {
    const codes = (provinces: readonly string[]) => provinces.map(name => ctx.words.regionCode(name)!)
    const made = async (draft: object) =>
      (
        (await perform(ctx, territory, 'create', null, { board: ids.boards.get(MARKETING), ...draft })) as {
          id: string
        }
      ).id
    const teams = new Map<string, string>()
    for (const [name, provinces] of Object.entries(TERRITORIES)) {
      const team = colleagues.filter(one => one.department === name).map(one => ids.people.get(one.login))
      teams.set(name, await made({ name: name.replace('组', '区'), regions: codes(provinces), people: team }))
    }
    for (const [name, parent, provinces, productCategories, login] of PARTS)
      await made({
        name,
        parent: teams.get(parent),
        regions: codes(provinces),
        productCategories: [...productCategories],
        people: [ids.people.get(login)],
      })
    // Whose customers they are was settled long before the territories were.
    return (await perform(ctx, territory, 'realign', null, { owners: false })) as { id: string }
  })
  await carryOut.run(system, { realignment: realignment.id })
  for (const [login, plan] of PLANNED) await planFor(await person(login), plan, chance, days)
}

async function planFor(person: Ctx, plan: readonly number[], chance: Chance, days: Days): Promise<void> {
  const customers = await person.db.query<{ id: string; region: string }>(sql`select id, region from accounts
    where owner_id = ${person.user.id} and region is not null and deleted_at is null and status is distinct from 'closed' order by last_visit_at nulls first, id limit 40`)
  await inTransaction({ ...person, now: days.ago(days.working(20), 16) }, async ctx => {
    for (const { id, region } of customers) {
      const centre = centreOf(region)
      const near = (middle: number) => Number((middle + (chance.next() - 0.5) * SPREAD_DEGREES).toFixed(6))
      if (centre) await perform(ctx, account, 'update', id, { longitude: near(centre[0]), latitude: near(centre[1]) })
    }
  })
  // A day's customers lie in one city, or close to it.
  const cities = [...new Set(customers.map(one => one.region.slice(0, 4)))].sort()
  const inside = (city: string) => customers.filter(one => one.region.startsWith(city))
  const order = cities
    .map(inside)
    .sort((a, b) => b.length - a.length)
    .flat()
  await inTransaction(person, async ctx => {
    for (const [ahead, count] of plan.entries())
      for (const [i, one] of order.splice(0, count).entries())
        await perform(ctx, visit, 'create', null, {
          account: one.id,
          plannedOn: days.day(-ahead),
          startAt: days.ago(-ahead, 9 + i * 2, 30).toISOString(),
          purpose: chance.pick(PURPOSES),
        })
  })
}
