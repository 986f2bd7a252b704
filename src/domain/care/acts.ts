import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { change, create } from '../../core/records/write'
import { care } from './care'

/** Planned by hand: a person or customer, a day, and what is to be done. */
export const createCare = act(care, 'create', {
  label: ['安排关怀', 'Plan'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    if (!draft.contact && !draft.account) throw refuse('care.nobody')
    if (draft.means === 'message') checkMessage(draft)
    const given = { ...draft, ...(draft.contact && !draft.account ? await accountOf(ctx, draft.contact) : {}) }
    const made = await create(ctx, care, given)
    return change(
      ctx,
      care,
      made,
      { status: 'planned', edited: true, subject: made.subject ?? (await titleFor(ctx, made)) },
      'create',
    )
  },
})

function checkMessage({ contact, body, channel }: Record<string, unknown>): void {
  if (!contact) throw invalid('contact', 'care.noContact')
  if (!channel) throw invalid('channel', 'care.channels')
  if (!body) throw invalid('body', 'care.noText')
}

async function accountOf(ctx: Ctx, contact: unknown): Promise<{ account?: string }> {
  if (!isId(contact)) return {}
  const [found] = await ctx.db.query<{ account: string | null }>(
    sql`select account_id as account from contacts where id = ${contact}`,
  )
  return found?.account ? { account: found.account } : {}
}

async function titleFor(
  ctx: Ctx,
  { contact, account }: { contact: string | null; account: string | null },
): Promise<string> {
  const [found] = await ctx.db.query<{ name: string }>(
    sql`select coalesce((select name from contacts where id = ${contact}), (select name from accounts where id = ${account})) as name`,
  )
  return found?.name ?? ''
}

/** This once nothing is done; the rule goes on. */
export const skip = act(care, 'skip', {
  label: ['跳过', 'Skip'],
  icon: 'skip-forward',
  batch: true,
  undo: 'resume',
  allow: (_, row) => (row.status === 'planned' ? null : refuse('care.notPlanned')),
  async run(ctx, row) {
    await change(ctx, care, row, { status: 'skipped', edited: true }, 'skip')
  },
})

/** Takes back having skipped it. */
export const resume = act(care, 'resume', {
  label: ['恢复', 'Resume'],
  icon: 'undo-2',
  batch: true,
  allow: (_, row) => (row.status === 'skipped' ? null : refuse('care.notSkipped')),
  async run(ctx, row) {
    await change(ctx, care, row, { status: 'planned' }, 'resume')
  },
})
