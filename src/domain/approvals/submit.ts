import { type Refusal, refuse } from '../../core/acts/refusal'
import { addWorkingDays } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { insert, titleOf } from '../../core/records/write'
import { approvalFlow } from './approvalFlow'
import { approvalFlowVersion } from './approvalFlowVersion'
import { approvalRequest } from './approvalRequest'
import { fits, recordOf, requestsOf } from './keeping'
import { proceed } from './proceed'
import { approvableOf, type Request } from './registry'

/**
 * Puts a record to the decision of the first flow that fits; a request that was sent back begins anew with the steps it had.
 * @param payload what the flow's purpose needs once it is approved
 * @param concluding whether, where no flow fits, the purpose's own rule applies; else null is answered and the caller goes on
 * @returns the request, or null where none was needed
 */
export async function submit(
  ctx: Ctx,
  entity: Entity<any>,
  purpose: string,
  record: { id: string },
  payload: Record<string, unknown> | null = null,
  concluding = true,
): Promise<Request | null> {
  const approvable = approvableOf(entity.name, purpose)
  if (!approvable) throw new Error(`Nothing declares ${entity.name}/${purpose}.`)
  const earlier = (await requestsOf(ctx, entity.name, record.id, true)).filter(one => one.purpose === purpose)
  const standing = (await recordOf(ctx, entity, record.id))!
  const refusal = mayNotSubmit(approvable.marks ? standing.approval : null, earlier)
  if (refusal) throw refusal
  const returned = earlier.find(one => one.status === 'returned')
  if (returned) return proceed(ctx, returned, { kind: 'submit' })

  const version = await versionFor(ctx, entity, purpose, record.id)
  if (!version) {
    if (!concluding) return null
    if (approvable.withoutFlow !== 'approve') throw refuse('approval.noFlow')
    await approvable.onApproved?.(ctx, standing as never, null)
    return null
  }
  const request = await insert(
    ctx,
    approvalRequest,
    {
      title: approvable.title?.(ctx, standing as never) ?? titleOf(entity, standing) ?? version.name,
      status: 'running',
      flow: version.flow,
      flowVersion: version.id,
      purpose,
      aboutObject: entity.name,
      aboutId: record.id,
      submittedAt: ctx.now.toISOString(),
      dueAt: version.days ? addWorkingDays(ctx.now, version.days).toISOString() : null,
      payload,
    },
    'submit',
  )
  return proceed(ctx, request, { kind: 'submit' })
}

/**
 * Why a record can't be submitted now: it is being decided, or its mark says that it has been approved. A slice that lets an approved
 * record be changed sets the mark back to `draft`.
 * @param earlier its requests for the same purpose
 */
export function mayNotSubmit(mark: unknown, earlier: readonly Request[]): Refusal | null {
  if (earlier.some(one => one.status === 'running')) return refuse('approval.alreadyRunning')
  return mark === 'approved' ? refuse('approval.alreadyApproved') : null
}

async function versionFor(ctx: Ctx, entity: Entity<any>, purpose: string, id: string) {
  const flows = await ctx.db.query<{ row: Row<typeof approvalFlow> }>(sql`
    select ${rowSql(approvalFlow)} as row from ${raw(approvalFlow.table)} t where t.object = ${entity.name} and t.purpose = ${purpose}
      and t.active and t.deleted_at is null order by t.position, t.created_at, t.id`)
  for (const { row: flow } of flows) {
    if (!(await fits(ctx, entity, id, flow.condition, ctx.user.id))) continue
    const [latest] = await ctx.db.query<{ row: Row<typeof approvalFlowVersion> }>(sql`
      select ${rowSql(approvalFlowVersion)} as row from ${raw(approvalFlowVersion.table)} t where t.flow_id = ${flow.id} order by t.number desc limit 1`)
    if (latest) return latest.row
  }
  return null
}

/** What an act answers that has to wait: which request, and for whom. */
export async function waitingFor(ctx: Ctx, request: Request) {
  const people = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, name from users where id = any(${request.waitsFor ?? []}::uuid[]) order by name`,
  )
  return { approval: { id: request.id, status: request.status, title: request.title, waitsFor: people } }
}
