import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { sendFile } from '../../../test/importing'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

const allowed = async (who: Who, path: string): Promise<string[]> => {
  const { body } = await company.as(who).get(`/api/${path}/overview`)
  expect((await company.as(who).get(`/api/${path}/allowed`)).body.items).toEqual(body.allowed)
  return body.allowed
}

describe('what a record allows', () => {
  it('is what the caller’s rights and its state leave', async () => {
    const zhou = company.as('zhou')
    const task = (await zhou.post('/api/tasks', { subject: '回访' })).body
    const path = `tasks/${task.id}`
    expect(await allowed('zhou', path)).toEqual(expect.arrayContaining(['update', 'delete', 'complete', 'cancel']))
    expect(await allowed('zhou', path)).not.toContain('reopen')
    await zhou.post(`/api/${path}/complete`, {})
    expect(await allowed('zhou', path)).toContain('reopen')
    expect(await allowed('zhou', path)).not.toContain('complete')
  })

  it('is little for whoever may only look, and nothing is told to whoever may not', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '宜宾百汇酒业' })).body
    expect(await allowed('sun', `accounts/${account.id}`)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(update|delete)$/)]),
    )
    expect(await allowed('sun', `accounts/${account.id}`)).toContain('follow')
    for (const who of ['wang', 'lin'] as const)
      expect((await company.as(who).get(`/api/accounts/${account.id}/allowed`)).status).toBe(404)
  })

  it('hides an amount as it hides a text', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '泸州窖藏酒业' })).body
    const order = (await company.as('zhou').post('/api/orders', { name: '首单', account: account.id })).body
    await company.database.owner.query('update orders set cost = 120000 where id = $1', [order.id])
    const { status, body } = await company.as('sun').get(`/api/orders/${order.id}?fields=name,cost`)
    expect([status, body.cost]).toEqual([200, '***'])
  })

  it('says the same as asking would', async () => {
    const acts = async (who: Who, id: string) => allowed(who, `users/${id}`)
    for (const who of ['gao', 'sun', 'admin'] as const) {
      const may = (await acts(who, company.people.li)).includes('update')
      const asked = await company.as(who).patch(`/api/users/${company.people.li}`, { position: `职务${who}` })
      expect([who, asked.status]).toEqual([who, may ? 200 : 403])
    }
  })
})

describe('the history of files', () => {
  it('tells them by name, those that were taken off too', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '泸州老巷酒坊' })).body
    const file = (await sendFile(company, 'zhou', '/api/files', '合同要点', '要点.txt')).body
    const field = 'files'
    await company.as('zhou').patch(`/api/accounts/${account.id}`, { [field]: [file.id] })
    await company.as('zhou').patch(`/api/accounts/${account.id}`, { [field]: [] })
    const { items } = (await company.as('gao').get(`/api/accounts/${account.id}/history`)).body
    const named = { id: file.id, name: '要点.txt', mime: 'text/plain', sizeBytes: file.sizeBytes }
    expect(items[0].changes).toEqual([{ field, from: [named], to: null }])
    expect(items[1].changes).toEqual([{ field, from: null, to: [named] }])
  })
})
