import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { squeeze } from './normal'
import { type Alternative, documentTerms, question, type Reading, type SearchedText } from './terms'

const TENANT = 1
const everything: Reading = {
  titleField: 'name',
  person: false,
  phone: field => field === 'phone',
  named: field => field === 'name',
  access: () => 'whole',
}
const masking: Reading = { ...everything, access: field => (field === 'name' ? 'whole' : 'masked') }
const hiding: Reading = { ...everything, access: field => (field === 'name' ? 'whole' : 'none') }

const company = (name: string, ...more: SearchedText[]): SearchedText[] => [
  { field: 'name', text: name, as: 'name' },
  ...more,
]
const phone = (text: string): SearchedText => ({ field: 'phone', text, as: 'phone' })

/** Whether a search finds a record: through the index, or as the beginning of its title, and then by its texts. */
function finds(typed: string, texts: SearchedText[], reading = everything): boolean {
  const { norm, terms } = documentTerms(TENANT, texts)
  const asked = question(TENANT, typed)
  const has = new Set(terms)
  const fits = ({ all, any }: Alternative) =>
    all.every(t => has.has(t)) && (any.length === 0 || any.some(t => has.has(t)))
  const named = (asked.text !== '' && norm.startsWith(asked.text)) || asked.alternatives.some(fits)
  return named && asked.fit(norm, reading) !== null
}

describe('a company is found by', () => {
  const mobile = company('中国移动通信集团有限公司')
  it.each([
    '移动',
    'zgyd',
    'zhongguoyidong',
    'zhongguoyid',
    'yidong',
    'ydtx',
    'zg',
    'zhong',
    '中',
    '中国移动通信',
    '中國移動',
    '国移',
    '移动 中国',
  ])('%s', typed => expect(finds(typed, mobile)).toBe(true))
  it.each(['联通', 'zglt', 'zhongguoliantong', '移通', '国动', '!', '', '   '])('but not by %j', typed =>
    expect(finds(typed, mobile)).toBe(false),
  )

  it('a reading that its neighbours decide: 重庆 is chongqing, 银行 is yinhang', () => {
    expect(finds('chongqing', company('重庆长安汽车股份有限公司'))).toBe(true)
    expect(finds('yinhang', company('厦门国际银行'))).toBe(true)
    expect(finds('xian', company('西安高新区'))).toBe(true)
    expect(finds('lvyou', company('乐山大佛旅游集团'))).toBe(true)
  })
  it('Latin letters and digits anywhere in it, whatever their width and case', () => {
    const tcl = company('ＴＣＬ科技（惠州）有限公司 KH-2026-00012')
    for (const typed of ['tcl', 'TCL科技', 'tclkj', '科技惠州', '00012', 'kh-2026', 'cl'])
      expect(finds(typed, tcl), typed).toBe(true)
  })
  it('accents and case laid aside', () => expect(finds('cafe', company('Café Zoë'))).toBe(true))
})

describe('a person is found by', () => {
  it('a surname read as surnames are', () => {
    const person: SearchedText[] = [{ field: 'name', text: '单雄信', as: 'person' }]
    expect(finds('shanxiong', person, { ...everything, person: true })).toBe(true)
    expect(finds('sxx', person, { ...everything, person: true })).toBe(true)
  })
  it('the last four digits of each of several numbers, and each number in full, however it is written', () => {
    const texts = company('周雨桐', phone('+86 138 0013 8000、028-8588 1234 转 801'))
    const numbers = [
      '8000',
      '1234',
      '138 0013 8000',
      '+8613800138000',
      '13800138000',
      '02885881234',
      '85881234',
      '38000',
    ]
    for (const typed of numbers) expect(finds(typed, texts), typed).toBe(true)
    expect(finds('0013', texts)).toBe(false)
  })
})

describe('a phone that the searcher sees masked', () => {
  const texts = company('周雨桐', phone('13800138000'), { field: 'email', text: 'zhou@fenghe.cn', as: 'text' })
  it('is found by the whole number or its last four digits only', () => {
    expect(finds('13800138000', texts, masking)).toBe(true)
    expect(finds('8000', texts, masking)).toBe(true)
    for (const typed of ['38000', '0138000', '3800138000']) expect(finds(typed, texts, masking), typed).toBe(false)
  })
  it('as an e-mail is by the whole of it', () => {
    expect(finds('zhou@fenghe.cn', texts, masking)).toBe(true)
    expect(finds('zhou@f', texts, masking)).toBe(false)
    expect(finds('zhou@f', texts)).toBe(true)
  })
  it('and not at all when it is hidden', () => {
    for (const typed of ['13800138000', '8000', 'zhou@fenghe.cn'])
      expect(finds(typed, texts, hiding), typed).toBe(false)
  })
})

const anything = fc.string({ unit: 'binary', maxLength: 60 })
const chinese = fc.string({
  unit: fc.constantFrom(...'中国移动通信集团重庆银行股份有限公司（）·abcXYZ09 -ＴＣ國龍é'),
  minLength: 2,
  maxLength: 40,
})

describe('laws', () => {
  it('any part of a title that has two characters to compare finds it, unless it is two digits of a number', () => {
    fc.assert(
      fc.property(fc.oneof(chinese, anything), fc.nat(), fc.nat(), (title, from, length) => {
        const characters = Array.from(title)
        const start = from % Math.max(1, characters.length)
        const part = characters.slice(start, start + 2 + (length % 20)).join('')
        fc.pre(squeeze(part).length >= 2 && !/^\d\d$/.test(squeeze(part)))
        expect(finds(part, company(title))).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
  it('terms are whole numbers of 32 bits for any text, and no search throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }),
        (text, units) => {
          for (const typed of [text, String.fromCharCode(...units)]) {
            const { terms } = documentTerms(TENANT, [{ field: 'name', text: typed, as: 'person' }, phone(typed)])
            expect([...terms].every(t => Number.isInteger(t) && t >= 0 && t < 2 ** 31)).toBe(true)
            question(TENANT, typed).fit(documentTerms(TENANT, company(text)).norm, masking)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })
  it('tenants share no terms', () => {
    const [one, other] = [1, 2].map(tenant => new Set(documentTerms(tenant, company('中国移动通信集团有限公司')).terms))
    expect([...one!].filter(t => other!.has(t))).toEqual([])
  })
})
