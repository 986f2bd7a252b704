import { Refusal } from '../../core/acts/refusal'
import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { filterSql } from '../../core/records/filter'
import { type Approver, isBranch, partsOf, type Steps } from './definition'
import { approvableOf } from './registry'

/** What keeps a flow from being used, or (`warning`) may not be meant. `part` is the step or branch, null for the flow. */
export interface Fault {
  part: string | null
  field: 'object' | 'purpose' | 'condition' | 'steps'
  code: string
  params: Record<string, string | number>
  warning: boolean
}

export interface Draft {
  object: string
  purpose: string
  condition?: unknown
  steps: Steps
}

/** Everything that is wrong with a flow, in the order in which people read it. */
export async function faultsOf(ctx: Ctx, flow: Draft): Promise<Fault[]> {
  const faults: Fault[] = []
  const fault = (code: string, part: string | null, params: Fault['params'] = {}, field: Fault['field'] = 'steps') =>
    void faults.push({ part, field, code, params, warning: false })
  const entity = ctx.words.findEntity(flow.object)
  if (!entity) {
    fault('field.notObject', null, {}, 'object')
    return faults
  }
  if (!approvableOf(entity.name, flow.purpose)) fault('approval.noSuchPurpose', null, {}, 'purpose')
  if (!isCondition(ctx, entity, flow.condition)) fault('approval.badFlowCondition', null, {}, 'condition')
  if (flow.steps.length === 0) fault('approval.noSteps', null)

  const { people, roles } = await known(ctx)
  const ids = new Set<string>()
  let asksAlways = false
  const approversOf = (part: string, step: string, approvers: readonly Approver[]) => {
    if (approvers.length === 0) fault('approval.noApprovers', part, { step })
    for (const one of approvers) {
      if (one.by === 'person' && one.people.length === 0) fault('approval.noApprovers', part, { step })
      if (one.by === 'person')
        for (const id of one.people) {
          const person = people.get(id)
          if (!person?.able) fault('approval.personGone', part, { step, name: person?.name ?? id })
        }
      if (one.by === 'role' && !roles.has(one.role)) fault('approval.noSuchRole', part, { step, role: one.role })
      const field = one.by === 'field' ? entity.fields[one.field] : undefined
      if (one.by === 'field' && field?.target !== 'user')
        fault('approval.notPersonField', part, { step, field: one.field })
    }
  }
  for (const part of partsOf(flow.steps)) {
    const step = part.name.trim()
    if (ids.has(part.id)) fault('approval.sameStep', part.id, { step })
    ids.add(part.id)
    if (!step) fault('approval.nameless', part.id)
    if (!isCondition(ctx, entity, part.when)) fault('approval.badCondition', part.id, { step })
    if (isBranch(part)) {
      if (part.steps.length === 0) fault('approval.emptyBranch', part.id, { step })
    } else if (part.kind === 'parallel') {
      if (part.branches.length < 2) fault('approval.fewBranches', part.id, { step })
    } else if (part.kind === 'copy') approversOf(part.id, step, part.to)
    else {
      approversOf(part.id, step, part.approvers)
      for (const name of Object.keys(part.fields ?? {}))
        if (!entity.fields[name]) fault('approval.noSuchField', part.id, { step, field: name })
      if (!part.when && flow.steps.includes(part)) asksAlways = true
    }
  }
  if (flow.steps.length > 0 && !asksAlways)
    faults.push({ part: null, field: 'steps', code: 'approval.mayPassUnseen', params: {}, warning: true })
  return faults
}

function isCondition(ctx: Ctx, entity: Entity, condition: unknown): boolean {
  if (condition === null || condition === undefined) return true
  try {
    filterSql({ ...ctx, user: systemPrincipal(ctx.tenant) }, entity, condition)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

async function known(ctx: Ctx) {
  const people = await ctx.db.query<{ id: string; name: string; able: boolean }>(
    sql`select id, name, status = 'active' and deleted_at is null as able from users`,
  )
  const roles = await ctx.db.query<{ code: string }>(sql`select code from roles where deleted_at is null`)
  return { people: new Map(people.map(one => [one.id, one])), roles: new Set(roles.map(one => one.code)) }
}
