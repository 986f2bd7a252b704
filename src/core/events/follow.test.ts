import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import type { Slice } from '../slice'
import { startFollowers } from './follow'

const heard: string[] = []
let failing = false
const listening: Slice = {
  name: 'listening',
  followers: [
    {
      object: 'account',
      acts: ['create'],
      async run(ctx, change) {
        if (failing) throw new Error('not yet')
        const [row] = await ctx.db.query({ text: 'select name from accounts where id = $1', values: [change.record] })
        heard.push(row!.name)
      },
    },
  ],
}

let company: Company
beforeAll(async () => {
  company = await freshCompany([listening])
})
afterAll(() => company.close())
const create = (name: string) => company.as('zhou').post('/api/accounts', { name })

describe('who follows the journal', () => {
  it('hears every act it asked for, once, in order, also when nobody was there to hear', async () => {
    const first = startFollowers(company.host)
    await create('甲商行')
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['甲商行'])
    await first.stop()
    await create('乙商行')
    const [one, two] = [startFollowers(company.host), startFollowers(company.host)]
    await create('丙商行')
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['甲商行', '乙商行', '丙商行'])
    await Promise.all([one.stop(), two.stop()])
  })

  it('hears again what it failed at', async () => {
    failing = true
    const before = startFollowers(company.host)
    await create('丁商行')
    await create('戊商行')
    await new Promise(resolve => setTimeout(resolve, 700))
    await before.stop()
    expect(heard).not.toContain('丁商行')
    failing = false
    const after = startFollowers(company.host)
    await expect.poll(() => heard.slice(-2), { timeout: 10_000 }).toEqual(['丁商行', '戊商行'])
    await after.stop()
  })
})
