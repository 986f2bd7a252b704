import { reaction } from '../../core/acts/act'
import { refuseInvalid } from '../../core/acts/refusal'
import { raw, sql } from '../../core/db/statement'
import { insert } from '../../core/records/write'
import { approvalFlow } from './approvalFlow'
import { approvalFlowVersion } from './approvalFlowVersion'
import { faultsOf } from './faults'

/** A flow in use has no faults; what changes its steps makes a new version, and running requests keep theirs. */
export const keepVersions = reaction(approvalFlow, ['create', 'update', 'restore'], async (ctx, flow, before) => {
  if (flow.active) {
    const faults = (await faultsOf(ctx, flow)).filter(fault => !fault.warning)
    refuseInvalid(faults.map(({ field, code, params }) => ({ field, code, params })))
  }
  const same = (name: 'name' | 'steps' | 'days') => JSON.stringify(flow[name]) === JSON.stringify(before?.[name])
  if (before && same('name') && same('steps') && same('days')) return
  const [latest] = await ctx.db.query<{ number: number | null }>(
    sql`select max(number)::int4 as number from ${raw(approvalFlowVersion.table)} where flow_id = ${flow.id}`,
  )
  await insert(ctx, approvalFlowVersion, {
    flow: flow.id,
    number: (latest?.number ?? 0) + 1,
    name: flow.name,
    steps: flow.steps,
    days: flow.days,
  })
})
