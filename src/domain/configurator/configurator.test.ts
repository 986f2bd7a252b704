import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type Company, freshCompany } from '../../../test/company'

let company: Company
let admin: Caller
let zhou: Caller
const id: Record<string, string> = {}
beforeAll(async () => {
  company = await freshCompany()
  admin = company.as('admin')
  zhou = company.as('zhou')
  const made = async (name: string, body: unknown) => {
    id[name] = (await admin.post('/api/products', body)).body.id
  }
  await made('computer', { name: '工作站', listPrice: 3_000_00, leadDays: 3 })
  await made('ssd', { name: '固态硬盘 2 TB', listPrice: 900_00, leadDays: 10 })
  const model = await admin.post('/api/configuration-models', {
    name: '工作站选配',
    product: id.computer,
    leadDays: 2,
    ...workstation(),
  })
  if (model.status !== 201) throw new Error(JSON.stringify(model.body))
  id.model = model.body.id
})
afterAll(() => company?.close())

/** A computer as one orders it: processor and board must fit, the power supply must carry it all. */
const workstation = () => ({
  options: [
    {
      id: 'cpu',
      name: '处理器',
      kind: 'one',
      required: true,
      values: [
        { id: 'i5', name: 'i5', price: 0, figures: { 功率: 65 } },
        { id: 'i9', name: 'i9', price: 2_000_00, figures: { 功率: 250 } },
      ],
    },
    {
      id: 'gpu',
      name: '显卡',
      kind: 'one',
      values: [
        { id: 'small', name: '入门', price: 800_00, figures: { 功率: 75 } },
        { id: 'large', name: '旗舰', price: 9_000_00, figures: { 功率: 450 } },
      ],
    },
    {
      id: 'power',
      name: '电源',
      kind: 'one',
      required: true,
      values: [
        { id: 'p500', name: '500 W', price: 0, figures: { 供电: 500 } },
        { id: 'p1000', name: '1000 W', price: 600_00, figures: { 供电: 1000 } },
      ],
    },
    {
      id: 'disk',
      name: '硬盘',
      kind: 'number',
      required: true,
      least: 1,
      most: 4,
      each: { product: '', price: undefined },
    },
    {
      id: 'extras',
      name: '附件',
      kind: 'many',
      most: 1,
      values: [
        { id: 'mouse', name: '鼠标', price: 50_00 },
        { id: 'case', name: '木箱', price: 90_00 },
      ],
    },
  ].map(option => (option.id === 'disk' ? { ...option, each: { product: id.ssd } } : option)),
  rules: [
    {
      id: 'watts',
      kind: 'limit',
      of: [
        { option: 'cpu', figure: '功率' },
        { option: 'gpu', figure: '功率' },
        { option: 'power', figure: '供电', times: -1 },
      ],
      most: 0,
      text: '功率合计不能超过电源',
    },
    {
      id: 'cooling',
      kind: 'requires',
      when: [{ option: 'gpu', is: ['large'] }],
      needs: [{ option: 'cpu', is: ['i9'] }],
    },
  ],
})
const look = (body: unknown, by = zhou) => by.post(`/api/products/${id.computer}/configurator`, body)

describe('configuring', () => {
  it('greys out what has no completion and forces what follows', async () => {
    const { body } = await look({ choices: { gpu: 'large' } })
    expect(body.values.cpu).toEqual({ i5: 'out', i9: 'forced' })
    expect(body.values.power).toEqual({ p500: 'out', p1000: 'forced' })
    expect(body).toMatchObject({ fits: true, complete: false, choices: { gpu: 'large', cpu: 'i9', power: 'p1000' } })
    expect((await look({ choices: { cpu: 'i5', power: 'p500', disk: 2 } })).body.complete).toBe(true)
  })
  it('says in a sentence why something does not fit, and the smallest change that makes it', async () => {
    const { body } = await look({
      choices: { cpu: 'i9', power: 'p500', disk: 1 },
      wish: { option: 'gpu', value: 'large' },
    })
    expect(body.why.text).toBe('已选「电源：500 W」，而功率合计不能超过电源')
    expect(body.repairs.map((r: any) => [r.text, r.choices])).toEqual([
      ['把「电源」从500 W改为1000 W', { cpu: 'i9', power: 'p1000', disk: 1, gpu: 'large' }],
    ])
    const cool = (await look({ choices: { cpu: 'i5' }, wish: { option: 'gpu', value: 'large' } })).body
    expect(cool.why.text).toBe('已选「处理器：i5」，而选了「显卡：旗舰」，就要选「处理器：i9」')
    const english = await zhou.post(
      `/api/products/${id.computer}/configurator`,
      { choices: { cpu: 'i5' }, wish: { option: 'gpu', value: 'large' } },
      { 'accept-language': 'en' },
    )
    expect(english.body.why.choices).toEqual([{ option: 'cpu', value: 'i5' }])
  })
  it('prices what is chosen, its parts by their own price, and says when it can be had', async () => {
    const { body } = await zhou.post('/api/prices/quote', {
      lines: [
        { product: id.computer, quantity: 1, configuration: { cpu: 'i9', power: 'p1000', disk: 2, extras: ['mouse'] } },
      ],
    })
    expect(body.lines[0].unitPrice).toBe(3_000_00 + 2_000_00 + 600_00 + 2 * 900_00 + 50_00)
    expect([body.leadDays, body.lines[0].steps.map((s: any) => s.text)]).toEqual([
      12,
      ['产品的标准价', '选配：处理器 i9', '选配：电源 1000 W', '选配：硬盘 2', '选配：附件 鼠标'],
    ])
    const wrong = await zhou.post('/api/prices/quote', {
      lines: [{ product: id.computer, quantity: 1, configuration: { cpu: 'i9', gpu: 'large', power: 'p500' } }],
    })
    expect([wrong.status, wrong.body.detail]).toEqual([
      422,
      '选择之间有冲突：已选「显卡：旗舰」、「电源：500 W」，而功率合计不能超过电源',
    ])
  })
  it('is kept as a line with its structure, its owner’s alone', async () => {
    const saved = await zhou.post('/api/configurations', {
      name: '设计部工作站',
      product: id.computer,
      quantity: 3,
      choices: { gpu: 'large', disk: 1 },
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(201)
    expect(saved.body).toMatchObject({
      complete: true,
      leadDays: 12,
      choices: { cpu: 'i9', gpu: 'large', power: 'p1000', disk: 1 },
    })
    expect(saved.body.lines.map((l: any) => `${l.optionName} ${l.valueName}`)).toEqual([
      '处理器 i9',
      '显卡 旗舰',
      '电源 1000 W',
      '硬盘 1',
    ])
    const quoted = await zhou.post('/api/prices/quote', {
      lines: [{ product: id.computer, quantity: 3, configuration: saved.body.id }],
    })
    expect(quoted.body.lines[0].unitPrice).toBe(saved.body.unitPrice)
    const others = await company
      .as('wang')
      .post('/api/prices/quote', { lines: [{ product: id.computer, quantity: 1, configuration: saved.body.id }] })
    expect(others.status).toBe(422)
    expect(
      (await zhou.patch(`/api/configurations/${saved.body.id}`, { choices: { gpu: 'large', cpu: 'i5' } })).status,
    ).toBe(422)
  })
})

describe('a model', () => {
  it('with rules that nothing can keep is not saved, and says which', async () => {
    const { options } = workstation()
    const rules = [
      { id: 'r1', kind: 'requires', when: [], needs: [{ option: 'gpu', is: ['large'] }] },
      { id: 'r2', kind: 'excludes', of: [{ option: 'gpu' }] },
    ]
    const answer = await admin.patch(`/api/configuration-models/${id.model}`, { rules })
    expect([answer.status, answer.body.detail, answer.body.rules]).toEqual([
      422,
      '这些规则下没有任何搭配成立，放宽一条',
      ['r1', 'r2'],
    ])
    const missing = await admin.patch(`/api/configuration-models/${id.model}`, {
      options,
      rules: [{ id: 'r', kind: 'excludes', of: [{ option: 'fan' }] }],
    })
    expect(missing.body.errors[0].message).toBe('规则「r」用到的「fan」不在选项里')
    for (const options of [
      [{}],
      [{ id: 'a', name: 'a', kind: 'number', most: 1e9 }],
      [{ id: 'a', name: 'a', kind: 'one', values: [] }],
    ])
      expect((await admin.patch(`/api/configuration-models/${id.model}`, { options })).status).toBe(422)
  })
  it('is there for those who sell, and changed by those who keep the catalogue', async () => {
    expect((await zhou.get(`/api/products/${id.computer}/configurator`)).body.options).toHaveLength(5)
    expect((await zhou.patch(`/api/configuration-models/${id.model}`, { name: 'x' })).status).toBe(403)
    expect((await zhou.get(`/api/products/${id.ssd}/configurator`)).status).toBe(404)
    for (const body of [
      [],
      { choices: [] },
      { choices: { cpu: 'i7' } },
      { choices: { x: 1 } },
      { wish: 1 },
      { wish: { option: 'cpu', value: 'z' } },
    ])
      expect((await look(body)).status).toBeGreaterThanOrEqual(400)
  })
})
