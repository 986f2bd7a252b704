import { today } from '../../core/access/me'
import { act, reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { date, flag, text } from '../../core/entity'
import { change } from '../../core/records/write'
import { dispatch } from './dispatch'
import { dispatchLine } from './dispatchLine'

/** Says that the copies have gone out. */
export const send = act(dispatch, 'send', {
  label: ['发出', 'Send'],
  icon: 'send',
  undo: 'unsend',
  offer: { field: 'sentOn', op: 'isNull' },
  input: { sentOn: date({ label: ['发出日期', 'Sent on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow: (_ctx, row) =>
    row.status === 'sent'
      ? refuse('dispatch.sent')
      : row.status !== 'ready'
        ? refuse('dispatch.working')
        : row.addresses
          ? null
          : refuse('dispatch.empty'),
  async run(ctx, row, { sentOn }) {
    await change(ctx, dispatch, row, { status: 'sent', sentOn: sentOn ?? today(ctx) }, 'send')
  },
})

export const unsend = act(dispatch, 'unsend', {
  label: ['撤回发出', 'Take back'],
  icon: 'undo-2',
  offer: { field: 'sentOn', op: 'notNull' },
  allow: (_ctx, row) => (row.status === 'sent' ? null : refuse('dispatch.notSent')),
  async run(ctx, row) {
    await change(ctx, dispatch, row, { status: 'ready', sentOn: null }, 'unsend')
  },
})

const isSent = async (ctx: Ctx, id: string) => {
  const [found] = await ctx.db.query(sql`select 1 from dispatches where id = ${id} and status = 'sent'`)
  return !!found
}

const again = flag({
  label: ['下一期补寄', 'Send again'],
  default: true,
  hint: ['随下一张发刊单一起补寄', 'With the next dispatch'],
})

/** A customer says that copies did not arrive. */
export const missed = act(dispatchLine, 'missed', {
  label: ['登记未收到', 'Note as missed'],
  icon: 'mail-x',
  batch: true,
  undo: 'clear',
  input: { reason: text({ label: ['说明', 'What was said'], max: 300 }), again },
  allow: async (ctx, row) =>
    row.status !== 'listed'
      ? refuse('dispatch.said')
      : (await isSent(ctx, row.dispatch))
        ? null
        : refuse('dispatch.notSent'),
  async run(ctx, row, { reason, again: resend }) {
    await change(ctx, dispatchLine, row, { status: 'missed', reason: reason ?? null, again: resend ?? true }, 'missed')
  },
})

/** Copies came back: nobody there, moved, refused. */
export const returned = act(dispatchLine, 'returned', {
  label: ['登记退回', 'Note as returned'],
  icon: 'undo-dot',
  batch: true,
  undo: 'clear',
  input: {
    reason: text({ label: ['退回原因', 'Why'], required: true, max: 300 }),
    again: { ...again, default: false },
  },
  allow: missed.allow as never,
  async run(ctx, row, { reason, again: resend }) {
    await change(ctx, dispatchLine, row, { status: 'returned', reason, again: resend ?? false }, 'returned')
  },
})

/** Takes back that something was missed or returned. */
export const clear = act(dispatchLine, 'clear', {
  label: ['撤销登记', 'Clear'],
  icon: 'undo-2',
  batch: true,
  allow: (_ctx, row) =>
    row.status === 'listed' ? refuse('dispatch.fine') : row.status === 'resent' ? refuse('dispatch.resent') : null,
  async run(ctx, row) {
    await change(ctx, dispatchLine, row, { status: 'listed', reason: null, again: false }, 'clear')
  },
})

/** What has gone out stays in the books; lists that have not take their lines along. */
export const keepDispatch = reaction(dispatch, ['delete'], async (ctx, row) => {
  if (row.status === 'sent') throw refuse('dispatch.sent')
  // What was to be sent again by this list waits for another.
  await ctx.db.query(sql`update dispatch_lines o set status = 'missed', again = true, version = o.version + 1 from dispatch_lines l
    where l.dispatch_id = ${row.id} and l.instead_id = o.id and o.tenant_id = ${ctx.tenant}`)
  await ctx.db.query(sql`delete from dispatch_lines where dispatch_id = ${row.id} and tenant_id = ${ctx.tenant}`)
})
