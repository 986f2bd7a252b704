import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { companyName } from './company'
import { isCreditCode } from './creditCode'
import { domainOf, phonesOf } from './keys'

describe('the core of a company name', () => {
  it.each([
    ['四川好又多商贸有限责任公司', '好又多贸易'],
    ['成都市武侯区好又多超市', '好又多超市'],
    ['深圳市振业（集团）股份有限公司', '振业'],
    ['德勤（上海）有限公司', '德勤'],
    ['中国移动通信集团有限公司', '中国移动通信'],
    ['中国平安保险（集团）股份有限公司四川分公司', '中国平安保险'],
    ['北京银行股份有限公司', '银行'],
    ['TCL科技集团股份有限公司', 'tcl科技'],
    ['Acme Trading Co., Ltd.', 'acmetrading'],
    ['有限公司', '有限公司'],
    ['北京', '北京'],
  ])('%s is %s', (name, core) => expect(companyName(name).core).toBe(core))

  it('keeps the place apart', () => {
    expect(companyName('北京市银行股份有限公司').place).toBe('北京')
    expect(companyName('德勤（上海）有限公司').place).toBe('上海')
    expect(companyName('中国移动').place).toBe('')
  })
  it('is never empty while the name has a letter, and never throws', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        name => (companyName(name).core === '') === (companyName(name).whole === ''),
      ),
    ))
})

describe('a unified social credit code', () => {
  it('has 18 places and a check digit', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode(' 91350100m000100y43 ')).toBe(true)
    expect(isCreditCode('91350100M000100Y44')).toBe(false)
    expect(isCreditCode('91350100M000100Y4')).toBe(false)
    expect(isCreditCode('9135O100M000100Y43')).toBe(false)
  })
})

describe('phones and hosts compare', () => {
  it('as E.164', () => {
    expect(phonesOf('138 0013 8000、028-8588 1234 转 801')).toEqual(['+8613800138000', '+862885881234'])
    expect(phonesOf('+86 (28) 8588-1234')).toEqual(['+862885881234'])
    expect(phonesOf('+1 212 555 0123')).toEqual(['+12125550123'])
    expect(phonesOf('12')).toEqual([])
  })
  it('unless everybody uses them', () => {
    expect(domainOf('HTTPS://www.Fenghe.cn/a?b')).toBe('fenghe.cn')
    expect(domainOf('zhou@fenghe.cn')).toBe('fenghe.cn')
    expect(domainOf('zhou@qq.com')).toBe('')
    expect(domainOf('not a host')).toBe('')
  })
})
