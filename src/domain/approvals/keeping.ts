import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Row } from '../../core/entity'
import { filterSql } from '../../core/records/filter'
import { rowSql } from '../../core/records/row'
import { approvalEvent } from './approvalEvent'
import { approvalFlowVersion } from './approvalFlowVersion'
import { approvalRequest } from './approvalRequest'
import { approvalTask } from './approvalTask'
import type { Steps } from './definition'
import { fold, type Happening, type State } from './engine'
import type { Request } from './registry'

export type TaskRow = Row<typeof approvalTask>
export type EventRow = Row<typeof approvalEvent>

/** A request with all that the engine needs of it. */
export interface Kept {
  request: Request
  steps: Steps
  happenings: Happening[]
  state: State
}

/** Loads a request's steps and story. Whoever is to go on with it has locked its row. */
export async function kept(ctx: Ctx, request: Request): Promise<Kept> {
  const [version] = await ctx.db.query<{ steps: Steps }>(
    sql`select steps from ${raw(approvalFlowVersion.table)} where id = ${request.flowVersion}`,
  )
  const events = await ctx.db.query<{ happening: Happening }>(
    sql`select happening from ${raw(approvalEvent.table)} where request_id = ${request.id} order by number`,
  )
  const steps = version!.steps
  const happenings = events.map(event => event.happening)
  return { request, steps, happenings, state: fold(steps, happenings) }
}

/** Requests for a decision on one record, newest first; locked when `lock`. */
export async function requestsOf(ctx: Ctx, object: string, id: string, lock = false): Promise<Request[]> {
  const rows = await ctx.db.query<{
    row: Request
  }>(sql`select ${rowSql(approvalRequest)} as row from ${raw(approvalRequest.table)} t
    where t.about_id = ${id} and t.about_object = ${object} and t.deleted_at is null order by t.submitted_at desc, t.id desc ${raw(lock ? 'for update' : '')}`)
  return rows.map(({ row }) => row)
}

export async function requestById(ctx: Ctx, id: string): Promise<Request | undefined> {
  const [found] = await ctx.db.query<{ row: Request }>(
    sql`select ${rowSql(approvalRequest)} as row from ${raw(approvalRequest.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  return found?.row
}

export async function tasksOf(ctx: Ctx, request: string): Promise<TaskRow[]> {
  const rows = await ctx.db.query<{ row: TaskRow }>(
    sql`select ${rowSql(approvalTask)} as row from ${raw(approvalTask.table)} t where t.request_id = ${request} and t.deleted_at is null order by t.created_at, t.id`,
  )
  return rows.map(({ row }) => row)
}

/** The record a request is about, whoever asks; null when it is gone. */
export async function recordOf(ctx: Ctx, entity: Entity<any>, id: string): Promise<Record<string, any> | null> {
  const [found] = await ctx.db.query<{ row: Record<string, any> }>(
    sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null`,
  )
  return found?.row ?? null
}

/** Whether a record fits a condition; who happens to decide has no say in it, and «me» is who submitted. */
export async function fits(
  ctx: Ctx,
  entity: Entity<any>,
  id: string,
  condition: unknown,
  submitter: string,
): Promise<boolean> {
  if (condition === null || condition === undefined) return true
  const everything: Ctx = { ...ctx, user: { ...systemPrincipal(ctx.tenant), id: submitter } }
  const [found] = await ctx.db.query(
    sql`select 1 from ${raw(entity.table)} t where t.id = ${id} and ${filterSql(everything, ctx.words.entity(entity.name), condition)}`,
  )
  return !!found
}
