import { onBehalf } from '../../core/access/behalf'
import { type Act, act, type Reaction, reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { choice, type Entity, type Row } from '../../core/entity'
import { guard } from './guard'
import { requestsOf } from './keeping'
import { type Approvable, type Declared, declare, type Request } from './registry'
import { mayNotSubmit, submit, waitingFor } from './submit'

/** A field by which an object's lists and filters show how far its approval is; kept by the approvals. */
export const approvalField = choice({
  label: ['审批', 'Approval'],
  dictionary: 'approvalStatus',
  default: 'draft',
  readOnly: true,
  filter: true,
})

/**
 * Says that records of an object can be put to a decision: flows can be drawn for it, and `submit` asks. The slice lists the
 * `acts` (a button «提交审批», `POST …/submit`) and `reactions` it gets back.
 * @param purpose what is asked, where an object knows several; `submit` unless given
 */
export function approvable<E extends Entity<any>>(
  entity: E,
  options: Approvable<E>,
  purpose = 'submit',
): { acts: Act[]; reactions: Reaction[]; submit(ctx: Ctx, record: Row<E>): Promise<Request | null> } {
  const marks = entity.fields.approval?.dictionary === approvalField.dictionary
  declare({ ...options, entity, purpose, marks } as unknown as Declared)
  const ask = (ctx: Ctx, record: Row<E>) => submit(ctx, entity, purpose, record)
  return {
    acts: [
      act(entity, purpose, {
        label: purpose === 'submit' ? ['提交审批', 'Submit'] : options.label,
        icon: 'stamp',
        async allow(ctx, record) {
          const earlier = await requestsOf(ctx, entity.name, record.id)
          return mayNotSubmit(
            marks ? record.approval : null,
            earlier.filter(one => one.purpose === purpose),
          )
        },
        async run(ctx, record) {
          await ask(ctx, record as Row<E>)
        },
      }),
    ],
    reactions: options.locks
      ? [
          reaction<Entity<any>>(entity, ['update', 'delete'], (ctx, after, before) =>
            guard(ctx, entity, purpose, after, before),
          ),
        ]
      : [],
    submit: ask,
  }
}

/**
 * The same act, put to a decision first wherever a flow fits: it then answers what it waits for, and is done in its asker's name
 * once that is approved.
 */
export function gated(gatedAct: Act): Act {
  const { entity, name: purpose } = gatedAct
  declare({
    entity,
    purpose,
    marks: false,
    label: gatedAct.label,
    async onApproved(ctx, record, request) {
      const asker = await onBehalf(ctx, request!.owner!, ctx.origin)
      const refusal = await gatedAct.allow?.(asker, record as never)
      if (refusal) throw refusal
      await gatedAct.run(asker, record as never, (request!.payload ?? {}) as never)
    },
  })
  return {
    ...gatedAct,
    async run(ctx, record, input) {
      if (gatedAct.on !== 'record') throw refuse('approval.needsRecord')
      const request = await submit(ctx, entity, purpose, record as never, input as Record<string, unknown>, false)
      return request ? waitingFor(ctx, request) : gatedAct.run(ctx, record, input)
    },
  }
}
