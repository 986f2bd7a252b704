import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { bringIn } from '../../../test/importing'

let company: Company
const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

const admin = () => company.as('admin')
const rule = async () => (await admin().get('/api/numbering')).body.items.find((i: any) => i.object === 'account')
async function setPattern(pattern: string) {
  const { rule: known } = await rule()
  return known
    ? admin().patch(`/api/number-rules/${known.id}`, { pattern })
    : admin().post('/api/number-rules', { object: 'account', pattern })
}
const newAccount = async (name: string): Promise<string> =>
  (await company.as('zhou').post('/api/accounts', { name })).body.code

describe('numbers of customers', () => {
  it('follow the declaration until somebody says otherwise', async () => {
    expect(await newAccount('江南酒业')).toBe(`KH-${year}-00001`)
    expect(await rule()).toMatchObject({ pattern: 'KH-{yyyy}-{00000}', next: `KH-${year}-00002`, rule: null })
  })

  it('are previewed before they are set, and a pattern that will not do says why', async () => {
    const preview = async (pattern: string) =>
      (await admin().get(`/api/numbering/account?pattern=${encodeURIComponent(pattern)}`)).body
    expect(await preview('C{yy}{000}')).toEqual({ next: `C${String(year).slice(2)}001` })
    // However many zeros there are, it is the same series.
    expect(await preview('KH-{yyyy}-{000}')).toEqual({ next: `KH-${year}-002` })
    for (const [pattern, code] of [
      ['KH-{yyyy}', 'numberRule.noCounter'],
      ['{000}-{000}', 'numberRule.twoCounters'],
      ['KH-{year}-{000}', 'numberRule.unknownPart'],
      ['KH-{000', 'numberRule.unknownPart'],
      ['{0000000000000}', 'numberRule.counterTooLong'],
      ['', 'field.required'],
      [`${'长'.repeat(40)}{0}`, 'field.tooLong'],
    ] as const) {
      expect([pattern, (await preview(pattern)).errors?.[0].code]).toEqual([pattern, code])
      if (pattern) expect((await setPattern(pattern)).status).toBe(422)
    }
    expect((await admin().get('/api/numbering/task?pattern={000}')).status).toBe(404)
    expect((await admin().post('/api/number-rules', { object: 'task', pattern: '{000}' })).status).toBe(422)
  })

  it('change at once, and no number comes twice, whatever pattern comes back', async () => {
    const given = [await newAccount('江北酒业')]
    expect((await setPattern('KH{00}')).status).toBe(201)
    given.push(await newAccount('江东酒业'))
    expect(given.at(-1)).toBe('KH01')
    await setPattern(`KH${year}{0}`)
    given.push(await newAccount('江西酒业'))
    expect(given.at(-1)).toBe(`KH${year}1`)
    // Read by this pattern the last number was one of its own, so it counts on from there.
    await setPattern('KH{00}')
    given.push(await newAccount('湖南酒业'))
    expect(given.at(-1)).toBe(`KH${year}2`)
    await setPattern(`KH${year}{0}`)
    given.push(await newAccount('湖北酒业'))
    expect(given.at(-1)).toBe(`KH${year}3`)
    expect(new Set(given).size).toBe(given.length)
  })

  it('are drawn from one series by people and imports alike', async () => {
    await setPattern('XH-{0000}')
    await Promise.all([
      ...Array.from({ length: 10 }, (_, i) => newAccount(`云南${i}号酒业`)),
      bringIn(company, 'zhou', '客户名称\n云贵甲酒业\n云贵乙酒业\n云贵丙酒业\n'),
    ])
    const { items } = (
      await admin().post('/api/accounts/query', {
        fields: ['code'],
        filter: { field: 'code', op: 'startsWith', value: 'XH-' },
      })
    ).body
    expect(new Set(items.map((i: any) => i.code)).size).toBe(13)
  })

  it('are changed by administrators only, and the journal says by whom', async () => {
    const known = (await rule()).rule
    expect((await company.as('zhou').patch(`/api/number-rules/${known.id}`, { pattern: 'X{0}' })).status).toBe(403)
    expect((await company.as('lin').patch(`/api/number-rules/${known.id}`, { pattern: 'X{0}' })).status).toBe(404)
    const { items } = (await admin().get(`/api/number-rules/${known.id}/history`)).body
    expect(items[0]).toMatchObject({
      actor: { name: '系统管理员' },
      changes: [{ field: 'pattern', from: `KH${year}{0}`, to: 'XH-{0000}' }],
    })
    expect((await company.as('lin').get('/api/numbering')).body.items.map((i: any) => i.rule)).not.toContainEqual(
      expect.anything(),
    )
  })

  it('go back to the declaration when the rule is deleted', async () => {
    await admin().delete(`/api/number-rules/${(await rule()).rule.id}`)
    expect(await newAccount('黄河酒业')).toMatch(new RegExp(`^KH-${year}-0000[3-9]$`))
  })
})
