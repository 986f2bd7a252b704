import { inTransaction } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { join, raw, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { AGAIN_DAYS, nightSql, type Rule, rulesOf, windSql } from './clocks'
import { enter } from './release'

const BATCH = 200
const DAY_MS = 86_400_000

/**
 * Every night: of what is due, and of nothing else, warns owners, hands over to managers, recycles into the pools. Each batch is
 * a transaction, and what it did is no longer due, so a run that was killed goes on where it stopped.
 */
export const recycleJob: Job = {
  name: 'recycle-into-pools',
  cron: '30 1 * * *',
  async run(ctx) {
    for (const entity of pooledEntities(ctx)) await recycleDue(ctx, entity)
  },
}

export const pooledEntities = (ctx: Pick<Ctx, 'words'>) => ctx.words.entities.filter(entity => entity.pool)

export interface Night {
  recycled: number
  warned: number
  escalated: number
}
interface Place {
  id: string
  due: string
}
interface Due {
  id: string
  owner: string
  title: string
  rule: string
  pool: string
  basis: string | null
  due: string | null
  warn_days: number
  escalate_days: number
  exempt: string | null
  step: 'recycle' | 'escalate' | 'warn' | 'exempt' | 'later' | 'none'
}

/** What one night does with one object. */
export async function recycleDue(ctx: Ctx, entity: Entity<any>): Promise<Night> {
  const rules = await rulesOf(ctx, entity)
  const night: Night = { recycled: 0, warned: 0, escalated: 0 }
  await windNew(ctx, entity, rules)
  const ahead = Math.max(0, ...rules.map(rule => rule.warnDays))
  const horizon = new Date(ctx.now.getTime() + ahead * DAY_MS).toISOString()
  for (let last: Place | null = null; ; ) {
    const after: Place | null = last
    const batch: Place[] = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<Place>(sql`select id, recycle_due_at as due from ${raw(entity.table)} t
        where recycle_due_at <= ${horizon} and deleted_at is null and owner_id is not null
          ${after ? sql`and (recycle_due_at, id) > (${after.due}::timestamptz, ${after.id}::uuid)` : raw('')}
        order by recycle_due_at, id limit ${raw(String(BATCH))} for update`)
      if (due.length > 0)
        await settle(
          tx,
          entity,
          rules,
          due.map(one => one.id),
          night,
        )
      return due
    })
    if (batch.length < BATCH) return night
    last = batch.at(-1) ?? null
  }
}

const NEW_DAYS = 2

/**
 * Starts the clocks of records that are new: nothing is done for them while they are written, a hundred thousand come in one
 * import. What no rule is meant for stays as it is.
 */
export async function windNew(ctx: Ctx, entity: Entity<any>, rules: readonly Rule[]): Promise<void> {
  if (rules.length === 0) return
  const since = new Date(ctx.now.getTime() - NEW_DAYS * DAY_MS).toISOString()
  const boards = rules.map(rule => rule.board)
  const found = await ctx.db.query<{ id: string }>(sql`select id from ${raw(entity.table)} where created_at > ${since}
    and recycle_due_at is null and owner_id is not null and deleted_at is null and board_id = any(${boards}::uuid[])`)
  for (let i = 0; i < found.length; i += BATCH) {
    const some = found.slice(i, i + BATCH).map(one => one.id)
    await ctx.db.query(windSql(ctx, entity, rules, sql`t.id = any(${some}::uuid[]) and d.due is not null`, raw('')))
  }
}

/** Starts new records' clocks soon after they are written. */
export const windNewJob: Job = {
  name: 'wind-new-clocks',
  cron: '*/5 * * * *',
  async run(ctx) {
    for (const entity of pooledEntities(ctx)) await windNew(ctx, entity, await rulesOf(ctx, entity))
  },
}

async function settle(
  ctx: Ctx,
  entity: Entity<any>,
  rules: readonly Rule[],
  ids: readonly string[],
  night: Night,
): Promise<void> {
  const found = await ctx.db.query<Due>(nightSql(ctx, entity, rules, ctx.now, sql`t.id = any(${ids}::uuid[])`))
  const later = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS).toISOString()
  const ahead = Math.max(0, ...rules.map(rule => rule.warnDays))
  for (const one of found) {
    switch (one.step) {
      case 'recycle':
        await recycle(ctx, entity, one)
        night.recycled++
        break
      case 'warn': {
        const due = new Date(Math.max(Date.parse(one.due!), Date.parse(later(one.warn_days)))).toISOString()
        await put(ctx, entity, one.id, { due, why: one.basis, stage: 'warned' })
        await tell(ctx, entity, one, [one.owner], daysUntil(ctx, due), 'warned')
        night.warned++
        break
      }
      case 'escalate': {
        await put(ctx, entity, one.id, { due: later(one.escalate_days), why: one.basis, stage: 'escalated' })
        const managers = await ctx.db.query<{ id: string }>(
          sql`select manager_id as id from users where id = ${one.owner} and manager_id is not null`,
        )
        await tell(ctx, entity, one, [one.owner, ...managers.map(m => m.id)], one.escalate_days, 'escalated')
        night.escalated++
        break
      }
      case 'exempt':
        await put(ctx, entity, one.id, { due: later(ahead + AGAIN_DAYS), why: one.basis, exempt: one.exempt })
        break
      case 'none':
        await put(ctx, entity, one.id, { due: null, why: null })
        break
      case 'later':
        await ctx.db.query(sql`update ${raw(entity.table)} set recycle_due_at = ${one.due}, recycle_why = ${one.basis}, recycle_exempt = null
          where id = ${one.id} and recycle_stage is null and tenant_id = ${ctx.tenant}`)
    }
  }
}

const daysUntil = (ctx: Ctx, at: string) => Math.max(0, Math.ceil((Date.parse(at) - ctx.now.getTime()) / DAY_MS))

const put = (
  ctx: Ctx,
  entity: Entity<any>,
  id: string,
  {
    due,
    why,
    stage = null,
    exempt = null,
  }: { due: string | null; why: string | null; stage?: string | null; exempt?: string | null },
) =>
  ctx.db.query(
    sql`update ${raw(entity.table)} set ${join([
      sql`recycle_due_at = ${due}::timestamptz`,
      sql`recycle_why = ${why}`,
      sql`recycle_stage = ${stage}`,
      sql`recycle_exempt = ${exempt}`,
    ])} where id = ${id} and tenant_id = ${ctx.tenant}`,
  )

async function recycle(ctx: Ctx, entity: Entity<any>, due: Due): Promise<void> {
  const [found] = await ctx.db.query<{
    row: any
    board: string
  }>(sql`select ${rowSql(entity)} as row, p.board_id as board
    from ${raw(entity.table)} t join pools p on p.id = ${due.pool} where t.id = ${due.id}`)
  await enter(ctx, entity, found!.row, { id: due.pool, board: found!.board }, 'recycled', 'recycle')
  await tell(ctx, entity, due, [due.owner], 0, 'recycled')
}

/** Tells people what happens to a record, each in their own language. */
async function tell(
  ctx: Ctx,
  entity: Entity<any>,
  { id, title, basis }: Due,
  to: readonly string[],
  days: number,
  what: 'warned' | 'escalated' | 'recycled',
): Promise<void> {
  const people = await ctx.db.query<{ id: string; lang: string | null }>(
    sql`select id, lang from users where id = any(${to}::uuid[])`,
  )
  for (const person of people) {
    const lang = isLang(person.lang) ? person.lang : ctx.lang
    const text = say(`recycle.${what}`, { days, why: say(`recycle.why.${basis ?? 'rule'}`, {}, lang) }, lang)
    await notify(ctx, { to: [person.id], type: 'recycle', title, text, aboutObject: entity.name, aboutId: id })
  }
}
