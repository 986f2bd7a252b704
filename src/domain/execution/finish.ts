import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { date, files, type Label, longText, ref, structure, text } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { change } from '../../core/records/write'
import { order } from '../orders'
import { notify } from '../together'
import { type Answers, type Asked, faultsOf } from './asked'
import { executionStep } from './executionStep'
import { isOpen, orderOf, reschedule, type Step, stepsOf } from './schedule'

const checkAnswers = (value: unknown) => (isObject(value) ? null : 'field.notStructure')
const waiting = async (ctx: Ctx, step: Step) => {
  const after = new Set(step.after ?? [])
  const names = (await stepsOf(ctx, step.order)).filter(one => after.has(one.key!) && isOpen(one)).map(one => one.name)
  return names.length ? refuse('execution.waits', { steps: names.join('、') }) : null
}

const said = {
  answers: structure<Answers, { label: Label; check: typeof checkAnswers }>({
    label: ['填写内容', 'Answers'],
    check: checkAnswers,
  }),
  files: files({ label: ['附件', 'Files'] }),
  note: longText({ label: ['备注', 'Note'], max: 2_000 }),
}
interface Said {
  answers: Answers | null
  files: string[] | null
  note: string | null
}

/** What is said of a step, with what was said of it before; all that it asks must be there where it is to be `whole`. */
function written(ctx: Ctx, step: Step, { answers, files: given, note }: Partial<Said>, whole: boolean): Said {
  const all = { ...(step.answers ?? {}), ...(answers ?? {}) }
  const attached = given === undefined ? step.files : given
  const faults = faultsOf(ctx, (step.asks ?? []) as Asked[], all, 'answers', whole)
  if (whole && step.needsFiles && !attached?.length) faults.push({ field: 'files', code: 'execution.needsFiles' })
  refuseInvalid(faults)
  return {
    answers: Object.keys(all).length ? all : null,
    files: attached,
    note: note === undefined ? step.note : note,
  }
}

/** Notes how far a step is: a proof that was sent, what the customer said so far. */
export const record = act(executionStep, 'record', {
  label: ['记进展', 'Note progress'],
  icon: 'notebook-pen',
  input: said,
  allow: (_ctx, step) => (isOpen(step) ? null : refuse('execution.over')),
  async run(ctx, step, input) {
    await change(ctx, executionStep, step, written(ctx, step, input, false), 'record')
  },
})

/** Says that a step is done, with what it asks. The order is fulfilled with the last of them. */
export const done = act(executionStep, 'done', {
  label: ['完成', 'Done'],
  icon: 'check',
  undo: 'reopen',
  offer: { field: 'doneAt', op: 'isNull' },
  input: said,
  allow: (ctx, step) => (isOpen(step) ? waiting(ctx, step) : refuse('execution.over')),
  async run(ctx, step, input) {
    await change(
      ctx,
      executionStep,
      step,
      {
        ...written(ctx, step, input, true),
        status: 'done',
        doneAt: ctx.now.toISOString(),
        doneBy: ctx.user.system ? null : ctx.user.id,
      },
      'done',
    )
    await goOn(ctx, step.order)
  },
})

/** Leaves a step out and says why; what waits for it goes on. */
export const skip = act(executionStep, 'skip', {
  label: ['跳过', 'Skip'],
  icon: 'skip-forward',
  undo: 'reopen',
  offer: { field: 'doneAt', op: 'isNull' },
  input: { reason: text({ label: ['原因', 'Reason'], required: true, max: 300 }) },
  allow: (_ctx, step) => (isOpen(step) ? null : refuse('execution.over')),
  async run(ctx, step, { reason }) {
    await change(
      ctx,
      executionStep,
      step,
      {
        status: 'skipped',
        skipReason: reason,
        doneAt: ctx.now.toISOString(),
        doneBy: ctx.user.system ? null : ctx.user.id,
      },
      'skip',
    )
    await goOn(ctx, step.order)
  },
})

/** Takes up a step that was done or skipped; an order that it had fulfilled is under way again. */
export const reopen = act(executionStep, 'reopen', {
  label: ['重新打开', 'Reopen'],
  icon: 'undo-2',
  offer: { field: 'doneAt', op: 'notNull' },
  allow: (_ctx, step) => (step.status === 'done' || step.status === 'skipped' ? null : refuse('execution.notOver')),
  async run(ctx, step) {
    const row = await orderOf(ctx, step.order)
    if (!row || (row.status !== 'confirmed' && row.status !== 'fulfilled')) throw refuse('execution.orderOver')
    await change(
      ctx,
      executionStep,
      step,
      { status: 'waiting', doneAt: null, doneBy: null, skipReason: null },
      'reopen',
    )
    if (row.status === 'fulfilled') await change(ctx, order, row, { status: 'confirmed', fulfilledOn: null }, 'reopen')
    await reschedule(ctx, step.order)
  },
})

/** Gives a step to somebody, or another day. A day set here stays, whatever happens to the order's days. */
export const plan = act(executionStep, 'plan', {
  label: ['改派改期', 'Reassign'],
  icon: 'calendar-cog',
  batch: true,
  offer: { field: 'doneAt', op: 'isNull' },
  input: {
    assignee: ref('user', { label: ['执行人', 'Assignee'] }),
    dueOn: date({ label: ['期限', 'Due on'], hint: ['不填则不改', 'As it is unless given'] }),
  },
  allow: (_ctx, step) => (isOpen(step) ? null : refuse('execution.over')),
  async run(ctx, step, { assignee, dueOn }) {
    const patch = { ...(assignee ? { assignee } : {}), ...(dueOn ? { dueOn, dueFixed: true } : {}) }
    if (Object.keys(patch).length === 0) return
    await change(ctx, executionStep, step, patch, 'plan')
    if (assignee && assignee !== step.assignee)
      await notify(ctx, {
        to: [assignee],
        type: 'executionReady',
        title: step.name,
        aboutObject: executionStep.name,
        aboutId: step.id,
      })
    await reschedule(ctx, step.order)
  },
})

/** What comes after a step is done: the next can begin, or the order is fulfilled. */
async function goOn(ctx: Ctx, id: string): Promise<void> {
  if ((await stepsOf(ctx, id)).some(isOpen)) return reschedule(ctx, id)
  const row = await orderOf(ctx, id)
  if (row?.status === 'confirmed')
    await change(ctx, order, row, { status: 'fulfilled', fulfilledOn: today(ctx) }, 'fulfil')
}
