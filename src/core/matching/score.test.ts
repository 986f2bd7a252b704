import { describe, expect, it } from 'vitest'
import { type Named, scoreOf } from './score'

const company = (name: string, others: Named['others'] = []): Named => ({ names: [name], as: 'company', others })
const alike = (a: string, b: string) => scoreOf(company(a), company(b)).score
const code = (value: string): Named['others'] => [{ field: 'creditCode', as: 'code', values: [value] }]

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
