import { regionCode } from '../../core/vocabulary/regions'
import type { Chance } from './chance'
import {
  CORES,
  GIVEN_FEMALE,
  GIVEN_MALE,
  KNOWN,
  type Known,
  type Pace,
  PLACES,
  POSITIONS,
  STREETS,
  SURNAMES,
  TERRITORIES,
  TRADES,
  type Trade,
} from './companies'
import type { Days } from './days'
import { huaize } from './huaize'
import { creditCode, digits, landline, mobile, spelled } from './numbers'
import { CIRCULATION, colleague, FAIR_OFFICE, LEFT, MARKETING, NEWSROOM } from './people'

/** Somebody at a customer, as they will be registered. */
export interface Contact {
  /** Once registered. */
  id?: string
  at: Date
  draft: Record<string, unknown> & { name: string }
}

/** A customer and what is to become of it. */
export interface Customer {
  id?: string
  at: Date
  draft: Record<string, unknown> & { name: string }
  /** Log-ins of the people who looked after it, each from a moment on; empty for one that nobody has yet. */
  owners: { login: string; from: Date }[]
  board: string
  trade: Trade
  pace: Pace
  /** How people call it, its city and what it sells, for stories. */
  short: string
  city: string
  brand: string
  contacts: Contact[]
  parent?: Customer
}

export const ACCOUNTS = 300
export const CONTACTS = 700

/** How many customers each person has; whom territory and trades follow. */
const PORTFOLIOS: readonly (readonly [string, number])[] = [
  ['zhouyutong', 46],
  ['limin', 24],
  ['zhaosiqi', 18],
  ['wutong', 13],
  ['chenjiawei', 6],
  ['hanxuemei', 18],
  ['cuizhiyuan', 15],
  ['dingyifan', 12],
  ['maxiao', 5],
  ['dengxiaorong', 17],
  ['puyunfei', 14],
  ['hemiao', 11],
  ['luojianchuan', 5],
  ['huangwanyi', 15],
  ['qiuzihao', 11],
  ['liangshaohui', 4],
  ['bailu', 4],
  ['gaoyuan', 3],
  ['wanglei', 9],
  ['jiangnan', 8],
  ['shiwenqiang', 7],
  ['jiangyizhou', 4],
  ['yezhixia', 4],
  ['duruoxi', 3],
  ['xiechunyan', 6],
  ['yuanli', 6],
  ['zengfan', 5],
  [LEFT.successor, 7],
]

const SALES_TRADES: readonly Trade[] = [
  'distillery',
  'distillery',
  'distillery',
  'dealer',
  'dealer',
  'food',
  'food',
  'sugar',
  'chain',
  'packing',
  'agency',
]
const TRADES_OF_BOARD: Readonly<Record<string, readonly Trade[]>> = {
  [MARKETING]: SALES_TRADES,
  [FAIR_OFFICE]: ['distillery', 'food', 'sugar', 'dealer', 'packing', 'association'],
  [NEWSROOM]: ['association', 'distillery', 'food', 'chain'],
  [CIRCULATION]: ['dealer', 'dealer', 'chain', 'distillery', 'food'],
}
const PACES: readonly Pace[] = [
  'busy',
  'busy',
  'steady',
  'steady',
  'steady',
  'steady',
  'steady',
  'steady',
  'slow',
  'slow',
  'slow',
  'silent',
  'silent',
  'asleep',
  'lost',
]
const SOURCES = [
  'referral',
  'referral',
  'fair',
  'fair',
  'fair',
  'phone',
  'phone',
  'reply-card',
  'website',
  'visit',
  'campaign',
]
const CHANNELS = ['city', 'county', 'retail', 'mall', 'catering', 'night', 'group']
const TAGS: Readonly<Record<Trade, readonly string[]>> = {
  distillery: ['fair-regular', 'wedding', 'full-year', 'cover-story', 'recruiting'],
  dealer: ['wedding', 'strict-invoice', 'catering-trade', 'subscriber'],
  food: ['fair-regular', 'recruiting', 'subscriber', 'baking'],
  sugar: ['fair-regular', 'full-year', 'baking'],
  chain: ['subscriber', 'strict-invoice', 'wedding'],
  packing: ['fair-regular', 'barter'],
  association: ['media-partner', 'subscriber'],
  agency: ['agency-discount'],
  rival: [],
}

/** The 300 customers with their 700 people, the one whose story is told at length first. */
export function customers(chance: Chance, days: Days): Customer[] {
  const all: Customer[] = [...huaize(chance, days), ...KNOWN.map(one => knownCustomer(one, chance, days))]
  for (const [name, city, kind] of BRANCHES) all.push(branch(all, name, city, kind, chance, days))
  const cores = chance.some(CORES, CORES.length)
  const taken = new Set(all.map(one => one.short))
  for (const [owner, wanted] of PORTFOLIOS) {
    const missing = wanted - all.filter(one => one.owners.at(-1)?.login === owner).length
    for (let i = 0; i < missing; i++) all.push(madeUp(owner, cores, taken, chance, days))
  }
  all.push(...POOR.slice(0, ACCOUNTS - all.length).map(one => poor(one, chance, days)))
  while (all.length < ACCOUNTS) all.push(madeUp(chance.pick(PORTFOLIOS)[0], cores, taken, chance, days))
  handOver(all, chance, days)
  staff(all, chance, days)
  return all
}

/** Branches and offices of the ones written out: name of the parent, place, kind. */
const BRANCHES: readonly (readonly [string, string, string])[] = [
  ['四川云岭春酒业股份有限公司', '成都', 'office'],
  ['四川云岭春酒业股份有限公司', '上海', 'office'],
  ['广西甘源糖业集团有限公司', '柳州', 'plant'],
  ['广西甘源糖业集团有限公司', '广州', 'branch'],
  ['贵州赤泉酒业股份有限公司', '贵阳', 'subsidiary'],
  ['上海瑞谊酒类连锁有限公司', '苏州', 'branch'],
  ['河南中原糖烟酒有限公司', '洛阳', 'branch'],
]
const BRANCH_NAMES: Readonly<Record<string, string>> = {
  office: '办事处',
  plant: '工厂',
  branch: '分公司',
  subsidiary: '销售有限公司',
}

function branch(
  all: readonly Customer[],
  parentName: string,
  city: string,
  kind: string,
  chance: Chance,
  days: Days,
): Customer {
  const parent = all.find(one => one.draft.name === parentName)!
  const place = PLACES.find(([, name]) => name === city)!
  const name =
    kind === 'subsidiary' ? `${city}${parent.short}${BRANCH_NAMES[kind]}` : `${parentName}${city}${BRANCH_NAMES[kind]}`
  const owner = parent.owners.at(-1)!.login
  const base = customer(
    { name, short: `${parent.short}${city}`, place, trade: parent.trade, owner, pace: 'slow' },
    chance,
    days,
  )
  return {
    ...base,
    parent,
    at: new Date(parent.at.getTime() + chance.whole(20, 200) * 86_400_000),
    owners: [{ login: owner, from: parent.at }],
    brand: parent.brand,
    draft: {
      ...base.draft,
      branchKind: kind,
      level: 'normal',
      type: parent.draft.type,
      productCategory: parent.draft.productCategory,
      brands: parent.draft.brands,
      website: parent.draft.website,
      annualRevenue: null,
      registeredCapital: null,
      creditCode: null,
    },
  }
}

interface Sketch {
  name: string
  short: string
  place: readonly [string, string, string, string]
  trade: Trade
  owner: string | null
  pace: Pace
  level?: string
  type?: string
  category?: string
  brands?: string
}

const WAN = 1_000_000
const levelFor = (chance: Chance, pace: Pace) =>
  pace === 'busy'
    ? chance.pick(['key', 'key', 'strategic', 'normal'])
    : pace === 'steady'
      ? chance.pick(['key', 'normal', 'normal', 'normal', 'potential'])
      : chance.pick(['normal', 'normal', 'potential', 'key'])
const typeFor = (chance: Chance, pace: Pace, trade: Trade) =>
  trade === 'association' || trade === 'agency'
    ? 'partner'
    : pace === 'lost'
      ? 'lost'
      : pace === 'asleep'
        ? chance.pick(['potential', 'potential', 'target', 'old'])
        : pace === 'busy'
          ? chance.pick(['key', 'customer', 'customer', 'target', 'old'])
          : chance.pick(['customer', 'customer', 'target', 'potential', 'old'])

function customer(sketch: Sketch, chance: Chance, days: Days): Customer {
  const { name, short, trade, owner, pace } = sketch
  const [province, city, areaCode, districts] = sketch.place
  const district = chance.pick(districts.split(' '))
  const region =
    regionCode(province === city ? `${city}${district}` : `${province}${city}${district}`) ??
    regionCode(`${province}${city}`)
  const traits = TRADES[trade]
  const [categoryCode, brandWord] = chance.pick(traits.categories)
  const productCategory = sketch.category ?? categoryCode
  const size = chance.pick(traits.size)
  const revenueWan = {
    large: chance.whole(120, 900) * 100,
    medium: chance.whole(10, 110) * 100,
    small: chance.whole(8, 90) * 10,
  }[size as 'large']
  const full = chance.often(0.75)
  const heart = spelled(short.replace(/酒业|食品|糖业|连锁|商贸|白酒|烟酒|副食/g, '')) || spelled(short)
  const ownName = short.replace(province, '').replace(city, '') || short
  const maker = trade === 'distillery' || trade === 'food' || trade === 'sugar'
  const ageDays = registered(chance, pace)
  const at = days.ago(days.working(ageDays), chance.whole(9, 17), chance.whole(0, 59))
  const tags = TAGS[trade].length && chance.often(0.45) ? chance.some(TAGS[trade], chance.whole(1, 2)) : null
  return {
    at,
    owners: owner ? [{ login: owner, from: at }] : [],
    board: owner ? colleague(owner).board : MARKETING,
    trade,
    pace,
    short,
    city,
    brand: sketch.brands?.split('、')[0] ?? (maker ? ownName : brandWord),
    contacts: [],
    draft: {
      name,
      shortName: short,
      type: sketch.type ?? typeFor(chance, pace, trade),
      level: sketch.level ?? levelFor(chance, pace),
      status: pace === 'lost' ? chance.pick(['dormant', 'closed']) : pace === 'asleep' ? 'dormant' : 'active',
      creditCode: full ? creditCode(chance, region!) : null,
      legalPerson: full ? personName(chance).name : null,
      ownership: chance.pick(['private', 'private', 'private', 'state', 'joint', 'collective', 'other']),
      region,
      address: `${district}${chance.pick(STREETS)} ${chance.whole(2, 398)} 号`,
      postcode: chance.often(0.4) ? `${digits(chance, 1)}${digits(chance, 4)}0` : null,
      phone: landline(chance, areaCode),
      fax: chance.often(0.25) ? landline(chance, areaCode) : null,
      email: chance.often(0.6) ? `${chance.pick(['info', 'office', 'market', 'sales'])}@${heart}.example` : null,
      website: chance.often(0.55) ? `http://www.${heart}.example` : null,
      businessType: traits.businessType,
      industry: traits.industry,
      productCategory,
      salesChannels: maker || trade === 'dealer' ? chance.some(CHANNELS, chance.whole(1, 4)) : null,
      brands:
        sketch.brands ??
        (maker
          ? [
              ownName,
              ...(chance.often(0.4)
                ? [`${ownName}${chance.pick(trade === 'distillery' ? ['坊', '藏'] : ['小铺', '优选'])}`]
                : []),
            ].join('、')
          : null),
      size,
      employees: full ? Math.max(3, Math.round((revenueWan / 60) * (0.6 + chance.next()))) : null,
      annualRevenue: full ? revenueWan * WAN : null,
      registeredCapital: chance.often(0.4) ? Math.max(50, Math.round(revenueWan / 100) * 10) * WAN : null,
      foundedOn: chance.often(0.5) ? days.day(chance.whole(2_600, 14_000)) : null,
      credit: chance.often(0.5) ? chance.pick(['a', 'a', 'b', 'b', 'b', 'c', ...(pace === 'lost' ? ['d'] : [])]) : null,
      creditLimit: chance.often(0.25) ? chance.pick([60, 80, 100, 150, 200]) * WAN : null,
      source: chance.pick(SOURCES),
      keyAccount: sketch.level === 'strategic' ? true : null,
      tags,
      recordedOn: days.day(days.since(at)),
      ...(trade !== 'rival' && trade !== 'agency' && chance.often(0.6)
        ? { fairIntent: pace === 'lost' ? 'no' : chance.pick(['strong', 'yes', 'yes', 'wait', 'wait', 'no']) }
        : {}),
      ...(chance.often(0.35)
        ? { dispatchAddress: `${city}${district}${chance.pick(STREETS)} ${chance.whole(2, 198)} 号，收件人办公室` }
        : {}),
    },
  }
}

/** How many days ago a customer was registered. */
function registered(chance: Chance, pace: Pace): number {
  if (pace === 'bare') return chance.whole(3, 500)
  if (chance.often(0.06) && (pace === 'busy' || pace === 'steady')) return chance.whole(12, 28)
  return chance.whole(200, 2_350)
}

function knownCustomer(one: Known, chance: Chance, days: Days): Customer {
  const found = PLACES.find(
    ([province, city]) => one.place.includes(city) && (province === city || one.place.includes(province)),
  )
  const place = found ?? ([one.place.slice(0, 2), one.place.slice(2, 4), one.areaCode, one.place.slice(4)] as const)
  const made = customer({ ...one, short: one.shortName, place }, chance, days)
  if (days.since(made.at) < 400) {
    made.at = days.ago(days.working(chance.whole(500, 2_300)), 10, chance.whole(0, 59))
    made.draft.recordedOn = days.day(days.since(made.at))
  }
  made.owners = [{ login: one.owner, from: made.at }]
  made.draft.region = regionCode(one.place) ?? made.draft.region
  made.draft.address = `${one.place.replace(/^(上海|北京|..(?=.{2}))/, '')}${chance.pick(STREETS)} ${chance.whole(2, 398)} 号`
  made.contacts = one.people.split('、').map(person => {
    const [name, position, role] = person.split('/') as [string, string, string]
    return contact(made, { name, position, role }, chance, days)
  })
  return made
}

/** A sugar mill is not called after a wine jar. */
const TASTES_OF_LIQUOR = /[醇酌酩酿樽觥瓯甑罍醴醅曲窖坛瓮盏觞斟]/
const SELLS_LIQUOR = new Set<Trade>(['distillery', 'dealer', 'chain', 'packing'])

function madeUp(owner: string, cores: string[], taken: Set<string>, chance: Chance, days: Days): Customer {
  const { board, department } = colleague(owner)
  const provinces = TERRITORIES[department]
  const trade = owner === 'bailu' ? 'agency' : chance.pick(TRADES_OF_BOARD[board] ?? SALES_TRADES)
  for (;;) {
    const place = chance.pick(provinces ? PLACES.filter(([province]) => provinces.includes(province)) : PLACES)
    const short = chance.pick(cores)
    const lead = chance.often(0.55) ? place[0] : place[1]
    if (TASTES_OF_LIQUOR.test(short) && !SELLS_LIQUOR.has(trade)) continue
    if (taken.has(short) && (taken.has(`${lead}${short}`) || !chance.often(0.3))) continue
    const called = taken.has(short) ? `${lead}${short}` : short
    taken.add(called)
    const ending =
      trade === 'association' ? chance.pick(TRADES.association.endings) : chance.pick(TRADES[trade].endings)
    const name = trade === 'association' ? `${lead}${ending}` : `${lead}${short}${ending}`
    if (taken.has(name)) continue
    taken.add(name)
    return customer(
      { name, short: trade === 'association' ? name : called, place, trade, owner, pace: chance.pick(PACES) },
      chance,
      days,
    )
  }
}

/** What was typed in a hurry: half names, no place, the same company a second time, a number with a note in it. */
const POOR: readonly { name: string; owner: string | null; draft?: Record<string, unknown> }[] = [
  {
    name: '四川省云岭春酒业',
    owner: 'dengxiaorong',
    draft: { region: '51', source: 'fair', note: '糖酒会上换的名片，可能已有' },
  },
  { name: '海悦食品（宁波）', owner: 'limin', draft: { phone: '0574-0550 3316 转 802' } },
  { name: '老李烟酒店', owner: 'wutong' },
  { name: '王总 做果酒的', owner: 'qiuzihao', draft: { phone: '12811203366', note: '朋友介绍，公司名待核实' } },
  { name: '淮泽集团', owner: 'zhaosiqi', draft: { source: 'phone' } },
  { name: '待核实-某调味品厂', owner: null, draft: { source: 'reply-card', note: '回执字迹不清' } },
  {
    name: '新疆伊犁醇酒业有限公司',
    owner: null,
    draft: { region: '65', level: 'potential', productCategory: 'baijiu' },
  },
  { name: '东北那家糖厂', owner: null, draft: { region: '23', note: '电话征订来电，没留全名' } },
  { name: '绍兴越溪坊', owner: 'huangwanyi', draft: { region: '3306', source: 'website' } },
  { name: '西北酒水批发城 12 号', owner: null, draft: { region: '61' } },
  { name: '光头酒行', owner: 'cuizhiyuan', draft: { status: 'closed', note: '门店已关' } },
  { name: '甜蜜蜜糖果（试）', owner: null },
]

function poor(one: (typeof POOR)[number], chance: Chance, days: Days): Customer {
  const at = days.ago(days.working(chance.whole(5, 400)), chance.whole(9, 17), chance.whole(0, 59))
  return {
    at,
    owners: one.owner ? [{ login: one.owner, from: at }] : [],
    board: MARKETING,
    trade: 'dealer',
    pace: 'bare',
    short: one.name,
    city: '当地',
    brand: '酒水',
    contacts: [],
    draft: { name: one.name, recordedOn: days.day(days.since(at)), ...one.draft },
  }
}

/** Some customers had somebody else before; the leaver's went to the successor. */
function handOver(all: readonly Customer[], chance: Chance, days: Days): void {
  const left = all.filter(one => one.owners.at(-1)?.login === LEFT.successor).slice(0, 5)
  for (const one of left) {
    const before = Math.max(days.since(one.at), LEFT.daysAgo + 200)
    one.at = days.ago(days.working(before), 10, chance.whole(0, 59))
    one.draft.recordedOn = days.day(days.since(one.at))
    one.owners = [
      { login: LEFT.login, from: one.at },
      { login: LEFT.successor, from: days.ago(LEFT.daysAgo + 3, 17, 5) },
    ]
  }
  for (const one of all) {
    const [owner] = one.owners
    if (
      one.owners.length !== 1 ||
      one.parent ||
      all.some(other => other.parent === one) ||
      days.since(one.at) < 420 ||
      !chance.often(0.1)
    )
      continue
    const { department, login } = colleague(owner!.login)
    const others = PORTFOLIOS.map(([other]) => colleague(other)).filter(
      other => other.department === department && other.login !== login && other.role === 'salesperson',
    )
    if (others.length === 0 || colleague(login).role !== 'salesperson') continue
    const from = days.ago(days.working(chance.whole(15, 330)), 16, chance.whole(0, 59))
    one.owners = [
      { login: chance.pick(others).login, from: one.at },
      { login, from },
    ]
  }
}

/** Gives every customer its people until there are 700. */
function staff(all: readonly Customer[], chance: Chance, days: Days): void {
  const count = () => all.reduce((sum, one) => sum + one.contacts.length, 0)
  const wanted = (one: Customer) =>
    ({ strategic: 4, key: 3, normal: 2, potential: 1 })[String(one.draft.level)] ?? (one.pace === 'bare' ? 0 : 1)
  const hireOne = (one: Customer) => {
    const [position, department, role] =
      POSITIONS[one.contacts.length === 0 ? 0 : chance.whole(1, POSITIONS.length - 1)]!
    const decider = one.contacts.length === 0 && chance.often(0.6)
    const chosen =
      decider || one.contacts.length > 0
        ? { position, department, role }
        : { position: '市场部经理', department: '市场部', role: 'initiator' }
    one.contacts.push(contact(one, chosen, chance, days))
  }
  for (const one of all) for (let i = one.contacts.length; i < wanted(one); i++) if (count() < CONTACTS) hireOne(one)
  const lively = all.filter(one => one.pace !== 'bare')
  while (count() < CONTACTS) {
    const one = chance.pick(lively)
    if (one.contacts.length < 6) hireOne(one)
  }
}

const HOBBIES = [
  '钓鱼',
  '书法',
  '乒乓球',
  '登山',
  '品茶',
  '摄影',
  '羽毛球',
  '收藏酒标',
  '自驾',
  '下棋',
  '跑步',
  '养兰花',
]

function contact(
  of: Customer,
  given: { name?: string; position: string; department?: string; role: string },
  chance: Chance,
  days: Days,
): Contact {
  const made = personName(chance)
  const name = given.name ?? made.name
  const domain = /@(.+)$/.exec(String(of.draft.email ?? ''))?.[1] ?? `${spelled(of.short).slice(0, 24)}.example`
  const later = of.contacts.length === 0 ? 0 : chance.whole(0, Math.min(900, Math.max(0, days.since(of.at) - 40)))
  const at = new Date(of.at.getTime() + 240_000 * (of.contacts.length + 1) + later * 86_400_000)
  const birthYear = chance.whole(1966, 1998)
  return {
    at: at < days.now ? at : new Date(days.now.getTime() - 3_600_000),
    draft: {
      name,
      position: given.position,
      department: given.department ?? null,
      role: given.role,
      phone: chance.often(0.9) ? mobile(chance) : null,
      officePhone: chance.often(0.4) ? String(of.draft.phone ?? '') || null : null,
      email: chance.often(0.55) ? `${spelled(name)}@${domain}` : null,
      wechat: chance.often(0.5) ? `${spelled(name)}${digits(chance, 3)}` : null,
      gender: given.name ? null : made.gender,
      birthday: chance.often(0.6)
        ? `${birthYear}-${String(chance.whole(1, 12)).padStart(2, '0')}-${String(chance.whole(1, 28)).padStart(2, '0')}`
        : null,
      lunarBirthday: chance.often(0.12) ? true : null,
      hobbies: chance.often(0.3) ? chance.some(HOBBIES, 2).join('、') : null,
      region: chance.often(0.3) ? of.draft.region : null,
      left: of.contacts.length > 1 && chance.often(0.05) ? true : null,
    },
  }
}

function personName(chance: Chance): { name: string; gender: 'male' | 'female' } {
  const gender = chance.often(0.62) ? 'male' : 'female'
  return { name: chance.pick(SURNAMES) + chance.pick(gender === 'male' ? GIVEN_MALE : GIVEN_FEMALE), gender }
}

/** Who looked after a customer at a moment. */
export const ownerAt = (one: Customer, at: Date): string | undefined =>
  one.owners.filter(owner => owner.from <= at).at(-1)?.login ?? one.owners[0]?.login
