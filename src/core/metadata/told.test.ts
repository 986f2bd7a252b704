import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'

describe('what a page learns first', () => {
  let company: Company
  beforeAll(async () => {
    company = await freshCompany()
  }, 120_000)
  afterAll(() => company?.close())

  const ask = (who: Parameters<Company['as']>[0], headers?: Record<string, string>) =>
    company.as(who).get('/api/metadata', headers)

  it('is told once to whoever knows it already, and again in another language', async () => {
    const first = await ask('zhou')
    expect((await ask('zhou', { 'if-none-match': String(first.headers.etag) })).status).toBe(304)
    const english = await ask('zhou', { 'if-none-match': String(first.headers.etag), 'x-lang': 'en' })
    expect([english.status, english.body.lang]).toEqual([200, 'en'])
  })

  it('says to everybody what they may do, and not what others may', async () => {
    const role = async (who: 'zhou' | 'admin') =>
      (await ask(who)).body.objects.find((o: { name: string }) => o.name === 'role').can.update
    expect([await role('admin'), await role('zhou')]).toEqual([true, false])
  })

  it('is new for all as soon as a field is', async () => {
    const before = await ask('zhou')
    const made = await company
      .as('admin')
      .post('/api/custom-fields', { object: 'account', name: 'motto', label: '口号', kind: 'text' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const after = await ask('zhou', { 'if-none-match': String(before.headers.etag) })
    expect(after.status).toBe(200)
    expect(JSON.stringify(after.body)).toContain('口号')
  })
})
