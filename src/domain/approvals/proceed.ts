import { v7 as uuid } from 'uuid'
import { admit } from '../../core/access/sharing'
import { refuse } from '../../core/acts/refusal'
import { addWorkingDays } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import type { Entity } from '../../core/entity'
import { sameValue } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import { notify } from '../together'
import { approvalEvent } from './approvalEvent'
import { approvalRequest } from './approvalRequest'
import { approvalTask } from './approvalTask'
import { type Branch, isBranch, partOf, type Step } from './definition'
import { editsToUndo, type Happening, next, type Outcome, type State } from './engine'
import { fits, type Kept, kept, recordOf, tasksOf } from './keeping'
import { deciders, readers } from './people'
import { approvableOf, type Request } from './registry'

const TWO_HOURS_MS = 2 * 3_600_000

/**
 * Goes on with a request by what just happened, and begins the steps that follow: story, tasks, what lists show, the record's own
 * mark, what the slice does on an outcome, and who is told, in the act's transaction. The request's row is locked by now.
 */
export async function proceed(
  ctx: Ctx,
  request: Request,
  happening: Happening,
  comment: string | null = null,
): Promise<Request> {
  const before = await kept(ctx, request)
  const entity = ctx.words.entity(request.aboutObject)
  const told: Happening[] = []
  let { state } = before
  const tell = (one: Happening) => {
    state = next(before.steps, state, one)
    told.push(one)
  }
  tell(happening)
  while (state.ready.length > 0) tell(await beginning(ctx, entity, request, state.ready[0]!))

  for (const [i, one] of told.entries())
    await insert(ctx, approvalEvent, {
      request: request.id,
      number: before.happenings.length + i + 1,
      kind: one.kind,
      happening: one,
      comment: i === 0 ? comment : null,
    })
  const opened = await keepTasks(ctx, request, before, state, comment)
  const copied = told.flatMap(one => ('copied' in one ? (one.copied ?? []) : []))
  await admit(ctx, approvalRequest, request, [...state.tasks.map(task => task.person), ...copied])
  const waitsFor = [...new Set(state.tasks.filter(task => task.status === 'open').map(task => task.person))]
  const written = await change(
    ctx,
    approvalRequest,
    request,
    {
      status: state.outcome,
      waitsFor: waitsFor.length ? waitsFor : null,
      copied: copied.length ? [...new Set([...(request.copied ?? []), ...copied])] : request.copied,
      endedAt: ['approved', 'rejected', 'withdrawn'].includes(state.outcome) ? ctx.now.toISOString() : null,
      ...(happening.kind === 'urge' ? { urgedAt: ctx.now.toISOString() } : {}),
    },
    happening.kind,
  )
  const about = { title: request.title, aboutObject: approvalRequest.name, aboutId: request.id }
  for (const { person, stepName } of opened)
    await notify(ctx, { to: [person], type: 'approval', text: stepName, ...about })
  await notify(ctx, { to: copied, type: 'copied', ...about })
  if (state.outcome !== before.state.outcome)
    await conclude(ctx, entity, written, state.outcome, [...before.happenings, ...told], comment)
  return written
}

/** What begins a step: it is passed over, or opened with the people who are to decide now. */
async function beginning(ctx: Ctx, entity: Entity<any>, request: Request, part: Step | Branch): Promise<Happening> {
  const submitter = request.owner!
  const record = await recordOf(ctx, entity, request.aboutId)
  if (!record) throw refuse('approval.recordGone')
  if (!(await fits(ctx, entity, request.aboutId, part.when, submitter))) return { kind: 'skip', step: part.id }
  const open = { kind: 'open', step: part.id } as const
  if (isBranch(part) || part.kind === 'parallel') return { ...open, seats: [] }
  if (part.kind === 'copy') return { ...open, seats: [], copied: await readers(ctx, part.to, { submitter, record }) }
  const found = await deciders(ctx, part.approvers, { submitter, record })
  return { ...open, seats: found.map(one => ({ id: uuid(), ...one })) }
}

/** Makes the rows of tasks say what the state says. @returns those whose turn has just come */
async function keepTasks(
  ctx: Ctx,
  request: Request,
  { steps }: Kept,
  state: State,
  comment: string | null,
): Promise<{ person: string; stepName: string }[]> {
  const rows = new Map((await tasksOf(ctx, request.id)).map(row => [row.id, row]))
  const now = ctx.now.toISOString()
  const opened: { person: string; stepName: string }[] = []
  for (const task of state.tasks) {
    const row = rows.get(task.id)
    if (row?.status === task.status) continue
    const step = partOf(steps, task.step)!
    const turn = task.status === 'open'
    if (turn) opened.push({ person: task.person, stepName: step.name })
    const clock = turn ? clockOf(ctx, request, step) : {}
    if (!row) {
      await insert(ctx, approvalTask, {
        id: task.id,
        owner: task.person,
        request: request.id,
        submitter: request.owner,
        title: request.title,
        purpose: request.purpose,
        step: task.step,
        stepName: step.name,
        status: task.status,
        standsFor: task.standsFor ?? null,
        ...clock,
      })
      continue
    }
    const decided = ['approved', 'rejected', 'returned', 'transferred'].includes(task.status)
    await change(ctx, approvalTask, row, {
      status: task.status,
      ...clock,
      ...(decided ? { decidedAt: now, comment } : {}),
    })
  }
  return opened
}

/** A task's clock: its step's own days or what is left of the whole request's, whichever ends first; a reminder two hours before. */
function clockOf(ctx: Ctx, request: Request, step: Step | Branch) {
  const days = !isBranch(step) && step.kind === 'decide' ? step.days : null
  const ends = [days ? addWorkingDays(ctx.now, days) : null, request.dueAt ? new Date(request.dueAt) : null]
  const due = ends.filter(end => end !== null).sort((a, b) => a.getTime() - b.getTime())[0]
  const remind = due && due.getTime() - TWO_HOURS_MS
  return {
    openedAt: ctx.now.toISOString(),
    dueAt: due?.toISOString() ?? null,
    remindAt: remind && remind > ctx.now.getTime() ? new Date(remind).toISOString() : null,
    overdueAt: null,
  }
}

/** Marks the record, does what the slice wants done, and tells who submitted. */
async function conclude(
  ctx: Ctx,
  entity: Entity<any>,
  request: Request,
  outcome: Outcome,
  happenings: readonly Happening[],
  comment: string | null,
): Promise<void> {
  let record = await recordOf(ctx, entity, request.aboutId)
  if (!record && outcome === 'approved') throw refuse('approval.recordGone')
  if (record) {
    const undo = outcome === 'withdrawn' || outcome === 'rejected' ? editsToUndo(happenings) : {}
    const patch = Object.fromEntries(
      Object.entries(undo)
        .filter(([field, [, left]]) => entity.fields[field] && sameValue(entity, field, record![field], left))
        .map(([field, [was]]) => [field, was]),
    )
    const follows = approvableOf(request.aboutObject, request.purpose)
    record = await change(ctx, entity, record as never, { ...patch, ...(follows?.marks ? { approval: outcome } : {}) })
    const hook = {
      running: follows?.onSubmitted,
      approved: follows?.onApproved,
      rejected: follows?.onRejected,
      returned: follows?.onReturned,
      withdrawn: follows?.onWithdrawn,
    }[outcome]
    await hook?.(ctx, record as never, request)
  }
  if (outcome === 'approved' || outcome === 'rejected' || outcome === 'returned')
    await notify(ctx, {
      to: [request.owner!],
      type: outcome,
      title: request.title,
      text: comment,
      aboutObject: approvalRequest.name,
      aboutId: request.id,
    })
}
