import { refuse } from '../../core/acts/refusal'
import { type Branch, type Decision, isBranch, listsAround, partOf, partsOf, type Step, type Steps } from './definition'

/** A person's part in a step. `standsFor` is who would have decided, had they not delegated or left. */
export interface Seat {
  id: string
  person: string
  standsFor?: string
}

/** What happened to a request. Ids and people stand in it, so that folding it needs nothing else. */
export type Happening =
  | { kind: 'submit' }
  | { kind: 'withdraw' }
  /** A step or branch begins; of a copy step `copied` are told. */
  | { kind: 'open'; step: string; seats: readonly Seat[]; copied?: readonly string[] }
  /** Its condition does not hold. */
  | { kind: 'skip'; step: string }
  | { kind: 'approve'; task: string; edits?: Record<string, readonly [unknown, unknown]> }
  | { kind: 'reject'; task: string }
  /** To an earlier step, or to the submitter. */
  | { kind: 'sendBack'; task: string; to: string | null }
  | { kind: 'transfer'; task: string; seat: Seat }
  | { kind: 'addSigner'; task: string; where: 'before' | 'after'; seats: readonly Seat[] }
  | { kind: 'comment' }
  | { kind: 'urge' }
  | { kind: 'copy'; copied: readonly string[] }
  | { kind: 'overdue'; task: string }

export type Outcome = 'running' | 'approved' | 'rejected' | 'returned' | 'withdrawn'

export interface Task extends Seat {
  step: string
  /** Who was asked in the first place and the signers added around them decide together. */
  group: string
  /** Tasks that must be approved before this one's turn comes. */
  needs: readonly string[]
  status: 'waiting' | 'open' | 'approved' | 'rejected' | 'returned' | 'transferred' | 'dropped'
  /** Its step has begun anew since: history, which no longer counts. */
  past?: true
}

export interface State {
  outcome: Outcome
  /** Of steps and branches; what is not named has not begun. */
  parts: Readonly<Record<string, 'open' | 'done' | 'skipped'>>
  tasks: readonly Task[]
  /** What must be opened or skipped now. */
  ready: readonly (Step | Branch)[]
}

export const BEGINNING: State = { outcome: 'withdrawn', parts: {}, tasks: [], ready: [] }

/**
 * The state after one more happening. The only place that knows how approvals go: who keeps requests tells it what happened and
 * opens or skips what is `ready` until nothing is.
 * @throws Refusal when it can't happen now
 */
export function next(steps: Steps, state: State, happening: Happening): State {
  switch (happening.kind) {
    case 'submit':
      if (state.outcome !== 'returned' && state !== BEGINNING) throw refuse('approval.cantSubmit')
      return settled(steps, { ...state, outcome: 'running', parts: {}, tasks: past(state.tasks, () => true) })
    case 'withdraw':
      if (state.outcome !== 'running' && state.outcome !== 'returned') throw ended(state.outcome)
      return over(state, 'withdrawn')
    case 'open':
      return opened(steps, state, happening.step, happening.seats)
    case 'skip':
      readyPart(state, happening.step)
      return settled(steps, { ...state, parts: { ...state.parts, [happening.step]: 'skipped' } })
    case 'approve':
      return settled(steps, marked(state, openTask(state, happening.task), 'approved'))
    case 'reject':
      return over(marked(state, openTask(state, happening.task), 'rejected'), 'rejected')
    case 'sendBack':
      return sentBack(steps, state, openTask(state, happening.task), happening.to)
    case 'transfer':
      return transferred(state, taskOf(state, happening.task), happening.seat)
    case 'addSigner':
      return signersAdded(state, openTask(state, happening.task), happening.where, happening.seats)
    default:
      if (state.outcome !== 'running' && happening.kind === 'urge') throw ended(state.outcome)
      return state
  }
}

/** The state that a request's happenings lead to. */
export const fold = (steps: Steps, happenings: readonly Happening[]): State =>
  happenings.reduce((state, happening) => next(steps, state, happening), BEGINNING)

/** Steps that a task may be sent back to: decisions before its own, in its branch or before the branching. */
export function stepsBefore(steps: Steps, state: State, step: string): Decision[] {
  const lists = listsAround(steps, step)
  return lists.flatMap((list, depth) => {
    const here = list.findIndex(one => one.id === step || (depth < lists.length - 1 && contains(one, step)))
    return list.slice(0, here).filter((one): one is Decision => one.kind === 'decide' && state.parts[one.id] === 'done')
  })
}

/**
 * What undoes the changes that deciders made to the record since it was last submitted: field → [what was there before, what they
 * left].
 */
export function editsToUndo(happenings: readonly Happening[]): Record<string, readonly [unknown, unknown]> {
  const undo: Record<string, readonly [unknown, unknown]> = {}
  for (const happening of happenings.slice(happenings.findLastIndex(one => one.kind === 'submit') + 1)) {
    if (happening.kind !== 'approve') continue
    for (const [field, [before, after]] of Object.entries(happening.edits ?? {}))
      undo[field] = [undo[field] ? undo[field][0] : before, after]
  }
  return undo
}

const ended = (outcome: Outcome) =>
  outcome === 'approved'
    ? refuse('approval.alreadyApproved')
    : outcome === 'rejected'
      ? refuse('approval.alreadyRejected')
      : refuse('approval.notRunning')

const isLive = (task: Task) => task.status === 'open' || task.status === 'waiting'

function taskOf(state: State, id: string): Task {
  if (state.outcome !== 'running') throw ended(state.outcome)
  const task = state.tasks.find(one => one.id === id)
  if (!task || !isLive(task)) throw refuse('approval.taskClosed')
  return task
}
function openTask(state: State, id: string): Task {
  const task = taskOf(state, id)
  if (task.status === 'waiting') throw refuse('approval.notYourTurn')
  return task
}
function readyPart(state: State, id: string): Step | Branch {
  const part = state.ready.find(one => one.id === id)
  if (!part) throw new Error(`Step ${id} is not about to begin.`)
  return part
}

const dropped = (tasks: readonly Task[], which: (task: Task) => boolean = () => true): Task[] =>
  tasks.map(task => (isLive(task) && which(task) ? { ...task, status: 'dropped' } : task))

const over = (state: State, outcome: Outcome): State => ({
  ...state,
  outcome,
  tasks: dropped(state.tasks),
  ready: [],
})

const marked = (state: State, task: Task, status: Task['status']): State => ({
  ...state,
  tasks: state.tasks.map(one => (one === task ? { ...one, status } : one)),
})

function opened(steps: Steps, state: State, id: string, seats: readonly Seat[]): State {
  const part = readyPart(state, id)
  const decides = !isBranch(part) && part.kind === 'decide'
  if (decides !== seats.length > 0) throw new Error(`Step ${id} opened with ${seats.length} people.`)
  const status = !isBranch(part) && part.kind === 'copy' ? 'done' : 'open'
  const tasks = seats.map((seat): Task => ({ ...seat, step: id, group: seat.id, needs: [], status: 'open' }))
  return settled(steps, { ...state, parts: { ...state.parts, [id]: status }, tasks: [...state.tasks, ...tasks] })
}

/** Whoever decides the step already decides for both, unless the order of signers needs the two apart. */
function transferred(state: State, task: Task, seat: Seat): State {
  const theirs = state.tasks.some(
    one => one !== task && one.step === task.step && one.person === seat.person && isLive(one),
  )
  const apart = task.needs.length > 0 || state.tasks.some(one => one.needs.includes(task.id))
  if (theirs && !apart) return marked(state, task, 'transferred')
  const tasks = state.tasks.map(
    (one): Task =>
      one === task
        ? { ...one, status: 'transferred' }
        : one.needs.includes(task.id)
          ? { ...one, needs: one.needs.map(id => (id === task.id ? seat.id : id)) }
          : one,
  )
  return { ...state, tasks: [...tasks, { ...task, standsFor: undefined, ...seat }] }
}

function signersAdded(state: State, task: Task, where: 'before' | 'after', seats: readonly Seat[]): State {
  if (seats.length === 0) throw refuse('approval.nobodyAdded')
  const needs = where === 'after' ? [task.id] : task.needs
  const added = seats.map(
    (seat): Task => ({
      ...seat,
      step: task.step,
      group: task.group,
      needs,
      status: where === 'after' ? 'waiting' : 'open',
    }),
  )
  const asked: Task =
    where === 'after' ? task : { ...task, needs: [...task.needs, ...seats.map(seat => seat.id)], status: 'waiting' }
  return { ...state, tasks: [...state.tasks.map(one => (one === task ? asked : one)), ...added] }
}

/** What comes from the step on begins anew; branches beside it go on. */
function sentBack(steps: Steps, state: State, task: Task, to: string | null): State {
  const back = marked(state, task, 'returned')
  if (to === null) return over(back, 'returned')
  if (!stepsBefore(steps, state, task.step).some(step => step.id === to)) throw refuse('approval.notBefore')
  const list = listsAround(steps, to).at(-1)!
  const again = new Set([...partsOf(list.slice(list.findIndex(step => step.id === to)))].map(part => part.id))
  return settled(steps, {
    ...back,
    parts: Object.fromEntries(Object.entries(state.parts).filter(([id]) => !again.has(id))),
    tasks: past(back.tasks, one => again.has(one.step)),
  })
}
const past = (tasks: readonly Task[], which: (task: Task) => boolean): Task[] =>
  dropped(tasks, which).map(task => (which(task) ? { ...task, past: true } : task))

/** Ends what is complete, lets those have their turn who waited for others, and finds what must begin. */
function settled(steps: Steps, given: State): State {
  let { tasks } = given
  const parts = { ...given.parts }
  const done = (part: Step | Branch) => parts[part.id] === 'done' || parts[part.id] === 'skipped'
  tasks = tasks.map(task =>
    task.status === 'waiting' && task.needs.every(id => tasks.some(one => one.id === id && one.status === 'approved'))
      ? { ...task, status: 'open' }
      : task,
  )
  const end = (list: Steps): void => {
    for (const step of list) {
      if (parts[step.id] !== 'open') continue
      if (step.kind === 'parallel') {
        for (const branch of step.branches) {
          if (parts[branch.id] !== 'open') continue
          end(branch.steps)
          if (branch.steps.every(done)) parts[branch.id] = 'done'
        }
        if (step.branches.every(done)) parts[step.id] = 'done'
      } else if (step.kind === 'decide' && isDecided(step, tasks)) {
        parts[step.id] = 'done'
        tasks = dropped(tasks, task => task.step === step.id)
      }
    }
  }
  end(steps)
  if (steps.every(done)) return { outcome: 'approved', parts, tasks, ready: [] }
  const ready = (list: Steps): (Step | Branch)[] => {
    const step = list.find(one => !done(one))
    if (!step) return []
    if (parts[step.id] !== 'open') return [step]
    if (step.kind !== 'parallel') return []
    return step.branches.flatMap(branch =>
      done(branch) ? [] : parts[branch.id] === 'open' ? ready(branch.steps) : [branch],
    )
  }
  return { ...given, parts, tasks, ready: ready(steps) }
}

/** One group of all (或签) or every group (会签) has approved. */
function isDecided(step: Decision, tasks: readonly Task[]): boolean {
  const mine = tasks.filter(task => task.step === step.id && !task.past && (isLive(task) || task.status === 'approved'))
  const groups = [...new Set(mine.map(task => task.group))]
  const complete = (group: string) => mine.every(task => task.group !== group || task.status === 'approved')
  return groups.length > 0 && (step.mode === 'any' ? groups.some(complete) : groups.every(complete))
}

const contains = (step: Step, id: string) => step.kind === 'parallel' && partOf([step], id) !== undefined
