import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { create } from '../../core/records/write'
import { dictionaryItem } from '../../core/vocabulary'
import { configuration, configurationModel } from '../configurator'
import { contractPrice, discountLimit, exchangeRate, priceEntry, priceList, priceRequest, promotion } from '../prices'
import { bomLine, competitorProduct, literature, product, receiveStock } from '../products'
import type { Days } from './days'
import { keepAll, picture } from './papers'

const LINES = [
  ['print', '期刊广告', 'Print advertising'],
  ['fair', '展会', 'Trade fairs'],
  ['subscription', '期刊订阅', 'Subscriptions'],
  ['service', '推广服务', 'Promotion'],
  ['material', '展具物料', 'Stand material'],
] as const

const yuan = (amount: number) => amount * 100

/**
 * What 丰禾传媒 sells: advertisements in two journals by place and size, stands at the fair that are put together to order,
 * subscriptions, a bundle; with price lists, an agreement, a promotion, what lies in store and what helps to sell.
 */
export async function catalogue(host: (login: string) => Promise<Ctx>, days: Days): Promise<void> {
  // Whoever keeps the company's words is its administrator; what they say is known once it is committed.
  await inTransaction({ ...(await host('luyiming')), now: days.ago(301, 10) }, async ctx => {
    for (const [i, [code, label, labelEn]] of LINES.entries())
      await create(ctx, dictionaryItem, { dictionary: 'productLine', code, label, labelEn, position: i + 1 })
  })
  const head = { ...(await host('shenlixin')), now: days.ago(300, 10) }
  const made = new Map<string, string>()
  await inTransaction(head, async ctx => {
    const keep = async (key: string, entity: Entity<any>, values: Record<string, unknown>) => {
      const { id } = (await create(ctx, entity, values)) as { id: string }
      made.set(key, id)
      return id
    }
    const of = (key: string) => made.get(key)!
    await keep('advert', product, {
      name: '《糖酒经纬》广告',
      code: 'AD-TJ',
      category: 'print',
      series: '糖酒经纬',
      kind: 'service',
      unit: 'page',
      specification: '210 × 285 mm，四色',
      listPrice: yuan(28_000),
      floorPrice: yuan(18_000),
      cost: yuan(6_200),
      taxRate: '6',
      leadDays: 12,
      images: await keepAll(ctx, [picture('糖酒经纬.png', 'cover')]),
      attributes: [
        {
          name: '版位',
          values: [
            { name: '封二', code: 'F2' },
            { name: '封三', code: 'F3' },
            { name: '封底', code: 'FD' },
            { name: '内页', code: 'NY' },
          ],
        },
        {
          name: '尺寸',
          values: [
            { name: '整版', code: 'Z' },
            { name: '半版', code: 'B' },
            { name: '通栏', code: 'T' },
          ],
        },
      ],
    })
    await perform(ctx, product, 'generateVariants', of('advert'), {})
    const variants = await ctx.db.query<{ id: string; code: string }>(
      sql`select id, code from products where tenant_id = ${ctx.tenant} and parent_id = ${of('advert')}`,
    )
    for (const { id, code } of variants) made.set(code, id)

    for (const [key, values] of Object.entries(PARTS))
      await keep(key, product, { category: 'material', kind: 'part', ...values })
    await keep('stand', product, {
      name: '标准展位',
      code: 'ZW-9',
      category: 'fair',
      unit: 'stand',
      specification: '3 × 3 m',
      listPrice: yuan(8_800),
      floorPrice: yuan(7_000),
      taxRate: '6',
      leadDays: 15,
      images: await keepAll(ctx, [picture('展馆.png', 'gate')]),
    })
    await keep('booth', product, {
      name: '特装展位',
      code: 'ZW-T',
      category: 'fair',
      unit: 'stand',
      specification: '36–108 ㎡，自选搭建',
      listPrice: yuan(46_000),
      taxRate: '6',
      leadDays: 20,
    })
    await keep('frame', product, { name: '展位框架', code: 'WL-KJ', category: 'material', kind: 'part' })
    await keep('magazine', product, {
      name: '《名酒渠道》全年订阅',
      code: 'DY-MJ',
      category: 'subscription',
      unit: 'year',
      specification: '12 期，快递',
      listPrice: yuan(480),
      cost: yuan(168),
      taxRate: '9',
      leadDays: 3,
    })
    await keep('bundle', product, {
      name: '糖酒会推广套装',
      code: 'TZ-01',
      category: 'service',
      kind: 'bundle',
      unit: 'set',
      specification: '展位 + 封三整版 + 订阅 10 份',
      taxRate: '6',
    })
    const lines: [string, string, number, number?][] = [
      ['stand', 'frame', 1],
      ['stand', 'table', 1],
      ['stand', 'chair', 3],
      ['stand', 'spot', 2],
      ['frame', 'tube', 12, 3],
      ['frame', 'panel', 9, 2],
      ['bundle', 'stand', 1],
      ['bundle', 'AD-TJ-F3-Z', 1],
      ['bundle', 'magazine', 10],
    ]
    for (const [i, [parent, component, quantity, scrap]] of lines.entries())
      await create(ctx, bomLine, {
        parent: of(parent),
        component: of(component),
        quantity,
        position: String(i + 1),
        ...(scrap ? { scrap } : {}),
      })

    await keep('standard', priceList, { name: '2026 标准价', validFrom: days.day(300), priority: 0 })
    await keep('strategic', priceList, {
      name: '2026 战略客户价',
      grade: 'strategic',
      validFrom: days.day(300),
      priority: 10,
    })
    const prices: [string, string, number, number?, number?][] = [
      ['standard', 'AD-TJ-F2-Z', 42_000, 1, 30_000],
      ['standard', 'AD-TJ-F3-Z', 36_000, 1, 26_000],
      ['standard', 'AD-TJ-FD-Z', 58_000, 1, 42_000],
      ['standard', 'AD-TJ-NY-Z', 28_000, 1, 18_000],
      ['standard', 'AD-TJ-NY-Z', 25_000, 6, 18_000],
      ['standard', 'AD-TJ-NY-Z', 22_000, 12, 18_000],
      ['standard', 'AD-TJ-NY-B', 16_000, 1, 10_500],
      ['standard', 'stand', 8_800, 1, 7_000],
      ['standard', 'stand', 8_200, 4, 7_000],
      ['standard', 'magazine', 480, 1],
      ['standard', 'magazine', 420, 50],
      ['strategic', 'AD-TJ-NY-Z', 22_000, 1, 18_000],
      ['strategic', 'stand', 7_900, 1, 7_000],
    ]
    for (const [list, of1, price, fromQuantity, floor] of prices)
      await create(ctx, priceEntry, {
        list: of(list),
        product: of(of1),
        price: yuan(price),
        fromQuantity,
        ...(floor ? { floorPrice: yuan(floor) } : {}),
      })
    await create(ctx, promotion, {
      name: '年单满 20 万减 3%',
      kind: 'order',
      percent: 3,
      fromAmount: yuan(200_000),
      validFrom: days.day(300),
      validUntil: days.day(-40),
    })
    await create(ctx, promotion, {
      name: '订阅每满 20 份免 1 份',
      kind: 'free',
      product: of('magazine'),
      fromQuantity: 20,
      free: 1,
      validFrom: days.day(200),
      validUntil: days.day(-60),
    })
    for (const [currency, rate] of [
      ['USD', 7.12],
      ['EUR', 8.24],
      ['HKD', 0.913],
    ] as const)
      await create(ctx, exchangeRate, { currency, rate, validFrom: days.day(200) })
    const roles = await ctx.db.query<{ id: string; code: string }>(
      sql`select id, code from roles where tenant_id = ${ctx.tenant} and code in ('salesperson', 'board-head') and deleted_at is null`,
    )
    for (const { id, code } of roles)
      await create(ctx, discountLimit, { role: id, percent: code === 'salesperson' ? 8 : 20 })

    await create(ctx, configurationModel, { name: '特装展位选配', product: of('booth'), leadDays: 5, ...booth(of) })
    for (const [name, kind, key, body] of PAGES)
      await create(ctx, literature, { name, kind, products: [of(key)], body, forCustomers: kind !== 'pitch' })
    const [rival] = await ctx.db.query<{ id: string }>(
      sql`select id from accounts where tenant_id = ${ctx.tenant} and type = 'competitor' and deleted_at is null order by created_at limit 1`,
    )
    await create(ctx, competitorProduct, {
      name: '《酒海周刊》内页整版',
      product: of('AD-TJ-NY-Z'),
      ...(rival ? { competitor: rival.id } : {}),
      price: yuan(24_000),
      strengths: '周刊，出刊快；线上同步转载。',
      weaknesses: '发行以赠阅为主，经销商覆盖不足。',
      answer: '我们 83% 是付费订阅，读者六成是县级以上经销商；可以先看上期发行核查报告。',
    })
  })

  const administrator = { ...(await host('luyiming')), now: days.ago(0, 7) }
  await receiveStock(administrator, {
    asOf: days.ago(0, 7).toISOString(),
    items: [
      {
        code: 'WL-LG',
        warehouse: '成都总库',
        onHand: 640,
        reserved: 120,
        incoming: 200,
        incomingOn: days.day(-6),
        leadDays: 10,
      },
      { code: 'WL-BB', warehouse: '成都总库', onHand: 410, reserved: 90, leadDays: 7 },
      {
        code: 'WL-SD',
        warehouse: '成都总库',
        onHand: 36,
        reserved: 30,
        incoming: 80,
        incomingOn: days.day(-4),
        leadDays: 6,
      },
      { code: 'WL-SD', warehouse: '上海分库', onHand: 20 },
      { code: 'WL-ZT', warehouse: '成都总库', onHand: 75, reserved: 12, leadDays: 5 },
      { code: 'WL-YZ', warehouse: '成都总库', onHand: 260, reserved: 36, leadDays: 5 },
    ],
  })

  // A salesperson of the first customers that come to hand: an agreement, a special price asked for, a stand put together.
  const seller = { ...(await host('zhouyutong')), now: days.ago(days.working(4), 15) }
  const [first, second] = await seller.db.query<{ id: string }>(
    sql`select id from accounts where tenant_id = ${seller.tenant} and owner_id = ${seller.user.id} and deleted_at is null and type = 'customer' order by name limit 2`,
  )
  if (!first || !second) return
  await inTransaction({ ...(await host('gaoyuan')), now: days.ago(200, 11) }, ctx =>
    create(ctx, contractPrice, {
      name: '2026 年度框架协议',
      account: first.id,
      product: made.get('AD-TJ-NY-Z'),
      price: yuan(20_500),
      fromQuantity: 1,
      validFrom: days.day(200),
      validUntil: days.day(-120),
    }),
  )
  await inTransaction(seller, async ctx => {
    const asked = (await perform(ctx, priceRequest, 'create', null, {
      account: second.id,
      product: made.get('stand'),
      quantity: 3,
      price: yuan(7_400),
      reason: '老客户一次订三个展位，竞争对手报 7,500 元。',
      validUntil: days.day(-30),
    })) as { id: string }
    await perform(ctx, priceRequest, 'submit', asked.id, {})
    await perform(ctx, configuration, 'create', null, {
      name: '春季糖酒会特装展位',
      product: made.get('booth'),
      account: first.id,
      choices: { area: 's54', place: 'corner', build: 'wood', light: 12, extras: ['screen'] },
    })
  })
}

const PARTS: Record<string, Record<string, unknown>> = {
  tube: { name: '八棱柱铝管', code: 'WL-LG', specification: '2.5 m', cost: yuan(38) },
  panel: { name: '白色展板', code: 'WL-BB', specification: '1 × 2.5 m', cost: yuan(45) },
  spot: { name: '射灯', code: 'WL-SD', specification: '100 W', cost: yuan(26), listPrice: yuan(80) },
  table: { name: '洽谈桌', code: 'WL-ZT', cost: yuan(120), listPrice: yuan(260) },
  chair: { name: '折叠椅', code: 'WL-YZ', cost: yuan(35), listPrice: yuan(60) },
}

const PAGES = [
  ['《糖酒经纬》刊例 2026', 'brochure', 'advert', '出刊：每月 5 日。截稿：上月 20 日。发行 12 万册，付费订阅占 83%。'],
  ['客户说“太贵了”怎么答', 'pitch', 'advert', '先问和谁比；再算每千名经销商读者的成本；最后给 6 期以上的阶梯价。'],
  ['特装展位搭建须知', 'faq', 'booth', '限高 6 米；木结构须刷防火涂料；用电超过 15 kW 要提前 10 天报备。'],
  ['淮泽酒业三年案例', 'case', 'bundle', '三届糖酒会连续参展，新增县级代理 214 家。'],
] as const

/** A stand to order: area, place, structure, light and extras, with what the hall allows. */
function booth(of: (key: string) => string): Record<string, unknown> {
  const value = (id: string, name: string, price = 0, figures: Record<string, number> = {}, more = {}) => ({
    id,
    name,
    price: yuan(price),
    figures,
    ...more,
  })
  return {
    options: [
      {
        id: 'area',
        name: '面积',
        kind: 'one',
        required: true,
        values: [
          value('s36', '36 ㎡', 0, { 供电: 6 }),
          value('s54', '54 ㎡', 22_000, { 供电: 10 }),
          value('s108', '108 ㎡', 88_000, { 供电: 20 }),
        ],
      },
      {
        id: 'place',
        name: '位置',
        kind: 'one',
        required: true,
        values: [value('row', '通道位'), value('corner', '转角位', 6_000), value('island', '岛形位', 18_000)],
      },
      {
        id: 'build',
        name: '搭建结构',
        kind: 'one',
        required: true,
        values: [
          value('alu', '铝料', 0, {}, { leadDays: 10 }),
          value('wood', '木结构', 12_000, {}, { leadDays: 25 }),
          value('steel', '钢木结构', 38_000, {}, { leadDays: 35 }),
        ],
      },
      {
        id: 'floor',
        name: '层数',
        kind: 'one',
        required: true,
        values: [value('one', '单层'), value('two', '双层', 46_000)],
      },
      {
        id: 'light',
        name: '射灯',
        kind: 'number',
        required: true,
        least: 4,
        most: 40,
        step: 4,
        each: { product: of('spot'), figures: { 用电: 0.1 } },
      },
      {
        id: 'extras',
        name: '附加',
        kind: 'many',
        values: [
          value('screen', 'LED 大屏', 9_800, { 用电: 4 }),
          value('kitchen', '品鉴吧台', 6_500, { 用电: 3 }),
          value('fridge', '恒温酒柜', 3_200, { 用电: 2 }),
          value('water', '给排水', 2_600),
          value('store', '储物间', 1_800),
        ],
      },
    ],
    rules: [
      {
        id: 'island',
        kind: 'requires',
        when: [{ option: 'place', is: ['island'] }],
        needs: [{ option: 'area', is: ['s54', 's108'] }],
      },
      {
        id: 'storey',
        kind: 'requires',
        when: [{ option: 'floor', is: ['two'] }],
        needs: [
          { option: 'area', is: ['s108'] },
          { option: 'build', is: ['steel'] },
        ],
      },
      {
        id: 'alu',
        kind: 'excludes',
        of: [
          { option: 'build', is: ['alu'] },
          { option: 'area', is: ['s108'] },
        ],
        text: '铝料结构最大搭到 54 ㎡',
      },
      {
        id: 'bar',
        kind: 'requires',
        when: [{ option: 'extras', is: ['kitchen'] }],
        needs: [{ option: 'extras', is: ['water'] }],
      },
      {
        id: 'power',
        kind: 'limit',
        of: [
          { option: 'extras', figure: '用电' },
          { option: 'light', figure: '用电' },
          { option: 'area', figure: '供电', times: -1 },
        ],
        most: 0,
        text: '用电合计不能超过展位的供电（kW）',
      },
      {
        id: 'room',
        kind: 'count',
        of: ['screen', 'kitchen', 'fridge', 'store'].map(id => ({ option: 'extras', is: [id] })),
        most: 3,
      },
    ],
  }
}
