import { describe, expect, it } from 'vitest'
import { entity, text } from '../entity'
import { likeness, type Named, scoreOf } from './score'

const company = (name: string, others: Named['others'] = new Map()): Named => ({ names: [name], as: 'company', others })
const alike = (a: string, b: string) => scoreOf(company(a), company(b)).score
const code = (value: string): Named['others'] => new Map([['code', [value]]])

describe('two companies', () => {
  it('are surely the same when they share the name or the credit code', () => {
    expect(alike('好又多商贸有限公司', '好又多商贸有限公司')).toBeGreaterThan(0.95)
    expect(
      scoreOf(company('甲', code('91350100M000100Y43')), company('乙', code('91350100M000100Y43'))).score,
    ).toBeGreaterThan(0.95)
  })
  it('are less likely the same the less their names share', () => {
    const scores = ['四川好又多商贸有限责任公司', '好又多伤贸', '好乐多商贸'].map(name =>
      alike('好又多商贸有限公司', name),
    )
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(alike('好又多商贸有限公司', '红旗连锁股份有限公司')).toBe(0)
  })
  it.each([
    ['宝钢股份', '宝山钢铁股份有限公司'],
    ['哈高科', '哈尔滨高科技（集团）股份有限公司'],
    ['康达新材', '上海康达化工新材料集团股份有限公司'],
    ['平安银行', '平安银行股份有限公司'],
    ['中国移动', '中国移动通信集团有限公司'],
  ])('%s may be %s', (short, full) => expect(alike(short, full)).toBeGreaterThan(0.55))
  it('of different places are doubted', () =>
    expect(alike('北京银行', '上海银行')).toBeLessThan(alike('北京银行', '北京银行股份有限公司') - 0.2))
  it('with different valid credit codes are doubted whatever their names', () => {
    const same = scoreOf(company('好又多', code('91350100M000100Y43')), company('好又多', code('91110000100006485K')))
    expect(same.score).toBeLessThan(0.55)
  })
  it('are compared the same both ways', () => {
    for (const [a, b] of [
      ['宝钢', '宝山钢铁股份有限公司'],
      ['好又多', '好又多超市'],
      ['北京银行', '上海银行'],
    ] as const)
      expect(alike(a, b)).toBe(alike(b, a))
  })
})

describe('two records of people', () => {
  const person = entity('person', {
    label: ['人员', 'Person'],
    fields: {
      name: text({ label: ['姓名', 'Name'] }),
      birthday: text({ label: ['生日', 'Birthday'] }),
      address: text({ label: ['地址', 'Address'] }),
    },
    match: { name: 'person', birthday: 'birthday', address: 'address' },
  })
  const like = (a: Record<string, string>, b: Record<string, string>) => likeness(person as never, a, b)
  it('are the same in spite of a slip of the pen or names in another order', () => {
    const here = { name: 'courtney painter', birthday: '19161214', address: '12 pinkerton circuit 4560' }
    expect(like(here, { ...here, name: 'courtnee painter' }).score).toBeGreaterThan(0.75)
    expect(like(here, { ...here, name: 'painter courtney', birthday: '19161215' }).reasons).toEqual([
      'similarName',
      'similarBirthday',
      'sameAddress',
    ])
  })
  it('are two when their birthdays say so', () => {
    const [one, two] = [
      { name: '张伟', birthday: '1980-01-02' },
      { name: '张伟', birthday: '1993-11-30' },
    ]
    expect(like(one, two).score).toBeLessThan(0.5)
  })
})

describe('names of several Latin words', () => {
  it('share a type, or do not', () => {
    const place = entity('place', {
      label: ['单位', 'Place'],
      fields: { name: text({ label: ['名称', 'Name'] }) },
      match: { name: 'company' },
    })
    const like = (a: string, b: string) => likeness(place as never, { name: a }, { name: b }).score
    expect(like('sony turntable pslx350h', 'sony pslx350h belt drive turntable')).toBeGreaterThan(0.85)
    expect(like('linksys ethernet switch ezxs88w', 'linksys ethernet switch ezxs55w')).toBeLessThan(
      like('linksys ethernet switch', 'linksys ethernet switches'),
    )
  })
})
