import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { account, contact } from '../../domain/customers'
import { peopleOf } from '../../domain/org'
import { inTransaction } from '../acts/perform'
import { contextFor } from '../context'
import type { Ctx } from '../ctx'
import { changeMany, insertMany, removeMany } from './many'
import type { Values } from './parse'
import { change, insert, remove } from './write'

let company: Company
let ctx: Ctx
beforeAll(async () => {
  company = await freshCompany()
  const zhou = await peopleOf(company.database).principal(company.tenant, company.people.zhou)
  ctx = await contextFor(company.host, zhou!, { by: 'web', request: 'r-1', address: '10.0.0.1' })
}, 60_000)
afterAll(() => company?.close())

/** Everything that was written of a record, without what makes it another one. */
async function written(id: string, table: string) {
  const of = async (sql: string, values: unknown[]) => (await company.database.owner.query(sql, values)).rows
  const [row] = await of(
    `select to_jsonb(t) - array['id','code','created_at','updated_at'] as row from ${table} t where id = $1`,
    [id],
  )
  const journal = await of(
    `select to_jsonb(j) - array['id','xid','at','record_id'] as entry from journal j where record_id = $1 order by id`,
    [id],
  )
  const found = await of(`select title, norm, terms from search_documents where record_id = $1`, [id])
  return {
    row: row?.row,
    journal: journal.map(one => one.entry),
    found: found.map(({ norm, terms, ...one }) => ({ ...one, norm: norm.replace(/kh\d+/, ''), terms: terms.length })),
  }
}

const drafts = (name: string): Values[] => [
  {
    name: `${name}酒业`,
    region: '510107',
    salesChannels: ['mall', 'catering'],
    annualRevenue: 9_000_000_00,
    keyAccount: true,
  },
  { name: `${name}"糖业"`, level: 'key', address: '第一行\n第二行\\3' },
]

describe('many records at once', () => {
  it('are written as each by itself: row, journal, search; changed and deleted, too', async () => {
    const ways = {
      alone: async (tx: Ctx) => {
        const rows = []
        for (const draft of drafts('云岭')) rows.push(await insert(tx, account, draft, 'create'))
        const people = []
        for (const { id } of rows) people.push(await insert(tx, contact, { name: '王芳', account: id }))
        const changed = []
        for (const [i, row] of rows.entries())
          changed.push(
            await change(tx, account, row, i ? { name: '云岭糖厂', address: null } : { level: 'strategic' }, 'grade'),
          )
        await remove(tx, account, changed[1]!)
        return { rows, people }
      },
      together: async (tx: Ctx) => {
        const rows = await insertMany(tx, account, drafts('云岭'))
        const people = await insertMany(
          tx,
          contact,
          rows.map(({ id }) => ({ name: '王芳', account: id })),
        )
        const changed = await changeMany(
          tx,
          account,
          rows.map((before, i) => ({
            before,
            patch: i ? { name: '云岭糖厂', address: null } : { level: 'strategic' },
          })),
          'grade',
        )
        await removeMany(tx, account, [changed[1]!])
        return { rows, people }
      },
    }
    const told = async (way: keyof typeof ways) => {
      const { rows, people } = await inTransaction(ctx, ways[way])
      return {
        accounts: await Promise.all(rows.map(({ id }) => written(id, 'accounts'))),
        people: (await Promise.all(people.map(({ id }) => written(id, 'contacts')))).map(one => ({
          ...one,
          row: { ...one.row, account_id: null, deleted_at: !!one.row.deleted_at },
        })),
        codes: rows.map(({ code }) => code),
      }
    }
    const alone = await told('alone')
    const together = await told('together')
    const plain = ({ accounts, people }: typeof alone) => ({
      accounts: accounts.map(one => ({
        ...one,
        row: { ...one.row, deleted_at: !!one.row.deleted_at, owned_since: !!one.row.owned_since },
      })),
      people: people.map(one => ({
        ...one,
        row: { ...one.row, owned_since: null },
      })),
    })
    expect(plain(together)).toEqual(plain(alone))
    expect(new Set([...alone.codes, ...together.codes]).size).toBe(4)
    expect(together.accounts.map(one => [!!one.row.deleted_at, one.journal.map((j: any) => j.act)])).toEqual([
      [false, ['create', 'grade']],
      [true, ['create', 'grade', 'delete']],
    ])
  })

  it('take as many statements as two do', async () => {
    const statements = async (n: number) => {
      let count = 0
      await inTransaction(ctx, async tx => {
        const query: Ctx['db']['query'] = (...asked) => {
          count++
          return tx.db.query(...asked)
        }
        const counted: Ctx = { ...tx, db: { ...tx.db, query } }
        const [parent] = await insertMany(counted, account, [{ name: `${n} 人商贸` }])
        count = 0
        await insertMany(
          counted,
          contact,
          Array.from({ length: n }, (_, i) => ({ name: `员工 ${i}`, account: parent!.id })),
        )
      })
      return count
    }
    expect(await statements(60)).toBe(await statements(2))
  })

  it('of which one has been changed meanwhile are all left as they are', async () => {
    const rows = await inTransaction(ctx, tx => insertMany(tx, account, drafts('金穗')))
    await inTransaction(ctx, tx => change(tx, account, rows[1]!, { level: 'key', address: '别处' }))
    const late = inTransaction(ctx, tx =>
      changeMany(
        tx,
        account,
        rows.map(before => ({ before, patch: { level: 'strategic' } })),
      ),
    )
    await expect(late).rejects.toMatchObject({ code: 'record.changedMeanwhile', status: 412 })
    expect((await written(rows[0]!.id, 'accounts')).row.level).toBeNull()
  })
})
