import { inTransaction, perform } from '../../core/acts/perform'
import { contextFor, type Host, systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { create } from '../../core/records/write'
import { customField, dictionaryItem } from '../../core/vocabulary'
import { learnAll } from '../forecasts'
import { night as markStalled } from '../opportunities'
import { readPrincipal, user } from '../org'
import { deeds, report } from './activities'
import { approvals } from './approvals'
import { careFor } from './care'
import { catalogue } from './catalogue'
import { chance as seeded } from './chance'
import { customers } from './customers'
import { days as calendar } from './days'
import { type Diary, live } from './diary'
import { forecasts } from './forecasts'
import { huaizeStory } from './huaizeStory'
import { inquiries } from './leads'
import { letterhead } from './letterhead'
import { market } from './market'
import { money } from './money'
import { opportunities } from './opportunities'
import { ordersAndContracts } from './orders'
import { sights } from './papers'
import { colleague, colleagues, comeToWork, hire, LEFT } from './people'
import { fillPools } from './pools'
import { publishing } from './publishing'
import { receipts } from './receivables'
import { register } from './register'
import { rulesOfUse } from './supervision'
import { tasks } from './tasks'
import { territoriesAndVisits } from './territories'
import { workTogether } from './together'
import { workAndTalk } from './worklogs'

const SEED = 20_190_318
/** The company began with the system so many days ago. */
const BEGAN_DAYS = 2_800

/** Log-ins worth trying, and what for. */
const SHOWN = [
  ['gaoyuan', '版块负责人'],
  ['zhouyutong', '业务人员'],
  ['linxiaotang', '数据分析师'],
  ['sunxiaolan', '版块管理员'],
  ['shenlixin', '集团管理层'],
] as const
export const demoLogins = SHOWN.map(([login, role]) => {
  const { name, board } = colleague(login)
  return { login, role: `${name} · ${board} · ${role}` }
})

/** When the demo company was opened. */
export const demoBegan = (now: Date) => calendar(now).ago(BEGAN_DAYS, 9)

/**
 * 丰禾传媒 as it stands after seven years with the system: forty people on five boards, 300 customers, 700 people there, a year of
 * contacts with them. Everything is done by those people through the product's own acts; made up, the same every time, and
 * counted back from now.
 * @param tenant has its board and its administrator, and nobody else
 * @param password everybody's
 */
export async function furnish(
  host: Host,
  tenant: number,
  password: string,
  say: (sentence: string) => void = () => {},
) {
  const system = await systemContext(host, tenant, 'set-up')
  const days = calendar(system.now)
  const chance = seeded(SEED)
  const [administrator] = await system.db.query<{ id: string }>(sql`select id from users where login = 'admin'`)
  const ids = await inTransaction(
    { ...(await person(host, tenant, administrator!.id)), now: demoBegan(days.now) },
    ctx => hire(ctx, days, chance, password),
  )
  const chooser = await person(host, tenant, ids.people.get('sunxiaolan')!)
  await inTransaction({ ...chooser, now: days.ago(2_460, 14) }, chooseWords)
  const people = new Map<string, Ctx>()
  for (const { login } of colleagues) people.set(login, await person(host, tenant, ids.people.get(login)!))

  const diary: Diary = []
  const all = customers(chance, days)
  const told = deeds(all, huaizeStory(all.find(one => one.short === '淮泽')!, days), chance, days)
  const visits = told.filter(deed => deed.step.type === 'visit' && !deed.photos && days.since(deed.at) < 120)
  for (const visit of chance.some(visits, 12)) visit.photos = sights(chance)
  register(all, diary, ids, chance, days)
  report(told, diary, ids, chance, days)
  tasks(all, told, diary, ids, chance, days)
  workTogether(all, told, diary, ids, chance, days)
  workAndTalk(all, diary, ids, seeded(SEED + 1), days)
  market(all, diary, ids, seeded(SEED + 3), days)
  opportunities(all, diary, ids, seeded(SEED + 40), days)
  forecasts(diary, ids, seeded(SEED + 120), days)
  approvals(diary, ids, days)
  diary.push({
    at: days.ago(LEFT.daysAgo, 18),
    by: 'luyiming',
    run: ctx => perform(ctx, user, 'freeze', ids.people.get(LEFT.login)!, {}),
  })
  await live(diary, people, days.now, say)
  await markStalled(await systemContext(host, tenant, 'job'))
  await fillPools(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    chance,
    days,
  )
  await inquiries(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    seeded(SEED + 60),
    days,
  )
  await catalogue(login => person(host, tenant, ids.people.get(login)!), days)
  await comeToWork(system, days, chance, ids)
  await rulesOfUse(await person(host, tenant, ids.people.get('shenlixin')!), seeded(SEED + 2), ids, days)
  await careFor(system, login => person(host, tenant, ids.people.get(login)!), ids, chance, days)
  await ordersAndContracts(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    seeded(SEED + 70),
    days,
  )
  await letterhead(login => person(host, tenant, ids.people.get(login)!), days)
  await publishing(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    seeded(SEED + 90),
    days,
  )
  await money(system, login => person(host, tenant, ids.people.get(login)!), ids, seeded(SEED + 50), days)
  await receipts(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    seeded(SEED + 80),
    days,
  )
  await learnAll(system)
  await territoriesAndVisits(
    await systemContext(host, tenant, 'set-up'),
    login => person(host, tenant, ids.people.get(login)!),
    ids,
    seeded(SEED + 30),
    days,
  )
}

/** The context of somebody's, as after logging in. */
async function person(host: Host, tenant: number, id: string): Promise<Ctx> {
  const found = await readPrincipal(host.database, tenant, id, host.program.entities)
  if (!found) throw new Error('Somebody of the demo company can’t log in.')
  return contextFor(host, found, { by: 'web' })
}

const TAGS = [
  ['full-year', '全年投放', 'Full year'],
  ['cover-story', '封面故事', 'Cover story'],
  ['recruiting', '招商中', 'Recruiting dealers'],
  ['catering-trade', '餐饮渠道', 'Catering trade'],
  ['subscriber', '期刊订户', 'Subscriber'],
  ['baking', '烘焙季', 'Baking season'],
  ['barter', '可置换', 'Barter'],
  ['media-partner', '媒体支持', 'Media partner'],
  ['agency-discount', '代理折扣', 'Agency discount'],
] as const

/** The company's own words: tags, and two fields that the product doesn't bring. */
async function chooseWords(ctx: Ctx): Promise<void> {
  for (const [i, [code, label, labelEn]] of TAGS.entries())
    await create(ctx, dictionaryItem, { dictionary: 'tag', code, label, labelEn, position: 10 + i })
  await create(ctx, customField, {
    object: 'account',
    label: '参展意向',
    labelEn: 'Exhibition intent',
    name: 'fairIntent',
    kind: 'choice',
    section: 'follow',
    options: [
      { code: 'strong', label: '意向强烈', labelEn: 'Strong', tone: 'won' },
      { code: 'yes', label: '有意向', labelEn: 'Interested' },
      { code: 'wait', label: '观望', labelEn: 'Undecided', tone: 'due' },
      { code: 'no', label: '不参展', labelEn: 'No', tone: 'lost' },
    ],
  })
  await create(ctx, customField, {
    object: 'account',
    label: '发刊地址',
    labelEn: 'Delivery address for issues',
    name: 'dispatchAddress',
    kind: 'text',
    section: 'contact',
    hint: '每期样刊寄到哪里、多少份',
  })
}
