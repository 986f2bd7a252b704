import type { FastifyInstance } from 'fastify'
import { fieldAccess } from '../../core/access/reach'
import { invalid, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { type Entity, isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { labelIn, say } from '../../core/i18n/say'
import { isObject } from '../../core/records/parse'
import { read } from '../../core/records/query'
import { load } from '../../core/records/row'
import { approvalRequest } from './approvalRequest'
import { checkSteps } from './checkSteps'
import { type Decision, isBranch, partOf, partsOf, type Step, type Steps } from './definition'
import { type State, stepsBefore } from './engine'
import { eyesOf } from './eyes'
import { type Draft, faultsOf } from './faults'
import { kept, requestsOf, tasksOf } from './keeping'
import { deciders, readers } from './people'
import { approvableOf, approvables, type Request } from './registry'
import { storyOf } from './story'

export interface Person {
  id: string
  name: string
}
/** A step as the line of progress shows it. */
export interface StepProgress {
  id: string
  name: string
  kind: Step['kind'] | 'branch'
  mode?: 'any' | 'all'
  state: 'waiting' | 'open' | 'done' | 'skipped' | 'stopped'
  tasks: {
    id: string
    person: Person
    standsFor: Person | null
    status: string
    at: string | null
    dueAt: string | null
    comment: string | null
  }[]
  branches?: { id: string; name: string; state: StepProgress['state']; steps: StepProgress[] }[]
}

const PROGRESS = about('Where a request for approval stands, step by step')
const CHECK = about('What is wrong with a draft of a flow, and whom it would ask', {
  body: { object: 'Name', purpose: 'One of its purposes', 'condition?': 'A Filter', steps: 'As in a flow' },
})

export type Standing = Awaited<ReturnType<typeof standing>>
export type Progress = Awaited<ReturnType<typeof progress>>
/** Something that flows can be drawn for. */
export interface Purpose {
  object: string
  objectLabel: string
  purpose: string
  label: string
}
/** What a draft of a flow comes to. `part` is a step's or branch's id, null for the flow itself. */
export interface Checked {
  faults: { part: string | null; code: string; warning: boolean; message: string }[]
  /** Whom each step would ask, had the caller submitted. */
  people: Record<string, Person[]>
}

/** What the pages of approvals need and no list of records gives. */
export function approvalRoutes(app: FastifyInstance): void {
  app.get('/api/approval-requests/:id/progress', PROGRESS, async request => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    const ctx = ctxOf(request)
    return progress(ctx, await load(ctx, approvalRequest, id, 'read'))
  })

  // Where a record stands: everybody who sees the record sees that.
  app.get('/api/:objects/:id/approvals', about('Requests for approval of a record, latest first'), async request => {
    const { objects, id } = request.params as { objects: string; id: string }
    const ctx = ctxOf(request)
    const entity = ctx.words.findEntity(objects)
    if (!entity || !isId(id)) throw notFound()
    await load(ctx, entity, id, 'read')
    const items = []
    for (const one of (await requestsOf(ctx, entity.name, id)).slice(0, 20)) items.push(await standing(ctx, one))
    return { items }
  })

  app.get('/api/approval-purposes', about('What may need approval'), async request => {
    const ctx = ctxOf(request)
    const items: Purpose[] = approvables()
      .filter(one => ctx.words.findEntity(one.entity.name))
      .map(one => ({
        object: one.entity.name,
        objectLabel: labelIn(one.entity.label, ctx.lang),
        purpose: one.purpose,
        label: labelIn(one.label, ctx.lang),
      }))
    return { items }
  })

  app.post('/api/approval-flows/check', CHECK, async (request): Promise<Checked> => {
    const ctx = ctxOf(request)
    const flow = draftOf(request.body)
    const faults = await faultsOf(ctx, flow)
    return {
      faults: faults.map(({ part, code, params, warning }) => ({
        part,
        code,
        warning,
        message: say(code, params, ctx.lang),
      })),
      people: faults.some(fault => fault.part === null && fault.field === 'object') ? {} : await asked(ctx, flow.steps),
    }
  })
}

function draftOf(body: unknown): Draft {
  const bad = (field: string) => invalid(field, 'approval.malformed')
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { object, purpose, condition, steps } = body
  if (typeof object !== 'string') throw bad('object')
  if (typeof purpose !== 'string') throw bad('purpose')
  if (checkSteps(steps)) throw bad('steps')
  return { object, purpose, condition, steps: steps as Steps }
}

/** Whom each step would ask if the caller submitted now; what depends on a record's field stays open. */
async function asked(ctx: Ctx, steps: Steps): Promise<Record<string, Person[]>> {
  const around = { submitter: ctx.user.id, record: {} }
  const found: Record<string, string[]> = {}
  for (const part of partsOf(steps)) {
    if (isBranch(part) || part.kind === 'parallel') continue
    const approvers = (part.kind === 'copy' ? part.to : part.approvers).filter(one => one.by !== 'field')
    if (approvers.length === 0) continue
    found[part.id] =
      part.kind === 'copy'
        ? await readers(ctx, approvers, around)
        : (await deciders(ctx, approvers, around)).map(one => one.person)
  }
  const names = await namesOf(ctx, Object.values(found).flat())
  return Object.fromEntries(Object.entries(found).map(([part, ids]) => [part, ids.map(id => names.get(id)!)]))
}

async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = await ctx.db.query<Person>(sql`select id, name from users where id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

/** One request with its line of steps. */
async function standing(ctx: Ctx, request: Request) {
  const known = await kept(ctx, request)
  const rows = new Map((await tasksOf(ctx, request.id)).map(row => [row.id, row]))
  const names = await namesOf(ctx, [
    request.owner!,
    ...known.state.tasks.flatMap(task => [task.person, ...(task.standsFor ? [task.standsFor] : [])]),
  ])
  const label = approvableOf(request.aboutObject, request.purpose)?.label
  const line = (steps: Steps): StepProgress[] =>
    steps.map(step => ({
      id: step.id,
      name: step.name,
      kind: step.kind,
      ...(step.kind === 'decide' ? { mode: step.mode } : {}),
      state: stateOf(known.state, step.id),
      tasks: known.state.tasks
        .filter(task => task.step === step.id && !task.past && task.status !== 'transferred')
        .map(task => {
          const row = rows.get(task.id)
          return {
            id: task.id,
            person: names.get(task.person) ?? { id: task.person, name: '' },
            standsFor: (task.standsFor && names.get(task.standsFor)) || null,
            status: task.status,
            at: row?.decidedAt ?? null,
            dueAt: row?.dueAt ?? null,
            comment: row?.comment ?? null,
          }
        }),
      ...(step.kind === 'parallel'
        ? {
            branches: step.branches.map(branch => ({
              id: branch.id,
              name: branch.name,
              state: stateOf(known.state, branch.id),
              steps: line(branch.steps),
            })),
          }
        : {}),
    }))
  return {
    id: request.id,
    title: request.title,
    purpose: request.purpose,
    label: label ? labelIn(label, ctx.lang) : request.purpose,
    status: request.status,
    submitter: names.get(request.owner!) ?? null,
    submittedAt: request.submittedAt,
    dueAt: request.dueAt,
    endedAt: request.endedAt,
    steps: line(known.steps),
  }
}

const stateOf = (state: State, id: string): StepProgress['state'] =>
  state.parts[id] === 'open' && state.outcome !== 'running' ? 'stopped' : (state.parts[id] ?? 'waiting')

/** Everything its page shows: the line, the story, what the caller may do, and the record as far as it is put to them. */
async function progress(ctx: Ctx, request: Request) {
  const known = await kept(ctx, request)
  const mine = known.state.tasks.filter(task => task.person === ctx.user.id && !task.past)
  const task = mine.find(one => one.status === 'open')
  const step = (task ?? mine.at(-1)) && (partOf(known.steps, (task ?? mine.at(-1)!).step) as Decision)
  const entity = ctx.words.entity(request.aboutObject)
  const submitter = request.owner === ctx.user.id
  const running = request.status === 'running'
  return {
    ...(await standing(ctx, request)),
    story: await storyOf(ctx, request, known.steps),
    about: { object: entity.name, id: request.aboutId },
    record: await recordFor(ctx, entity, request, step),
    task: task
      ? {
          id: task.id,
          step: task.step,
          writable: Object.keys(step?.fields ?? {}).filter(name => step?.fields?.[name] === 'write'),
          backTo: stepsBefore(known.steps, known.state, task.step).map(({ id, name }) => ({ id, name })),
        }
      : null,
    may: {
      decide: !!task,
      copy: mine.length > 0 || submitter || (request.copied ?? []).includes(ctx.user.id),
      withdraw: submitter && (running || request.status === 'returned'),
      urge: submitter && running && (!request.urgedAt || ctx.now.getTime() - Date.parse(request.urgedAt) >= 3_600_000),
      resubmit: submitter && request.status === 'returned',
    },
  }
}

/** The record's fields for the caller: who takes part sees it through the step, others as far as their rights go; null: not at all. */
async function recordFor(ctx: Ctx, entity: Entity<any>, request: Request, step: Decision | undefined) {
  const takesPart = step !== undefined || request.owner === ctx.user.id || (request.copied ?? []).includes(ctx.user.id)
  const eyes = takesPart ? eyesOf(ctx, entity, step) : ctx
  const names = entity.declared.filter(
    name => entity.fields[name]!.kind !== 'structure' && fieldAccess(eyes, entity, name) !== 'none',
  )
  try {
    return { fields: names, values: await read(eyes, entity, request.aboutId, names) }
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.status === 403)) return null
    throw error
  }
}
