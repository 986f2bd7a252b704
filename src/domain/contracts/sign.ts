import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { choice, date, files, flag, longText, type Row, text } from '../../core/entity'
import { load, rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { account } from '../customers'
import { wind } from '../ownership'
import { contract } from './contract'
import { contractAmendment } from './contractAmendment'

type Contract = Row<typeof contract>

/** Notes that both sides signed; the contract is then in force unless it is to begin later by hand. */
export const sign = act(contract, 'sign', {
  label: ['签订', 'Sign'],
  icon: 'pen-line',
  input: {
    signedOn: date({ label: ['签订日期', 'Signed on'], hint: ['不填为今天', 'Today unless given'] }),
    startsOn: date({ label: ['生效日期', 'Starts on'] }),
    endsOn: date({ label: ['到期日期', 'Ends on'] }),
    ourSignatory: text({ label: ['我方签约人', 'Signs for us'], max: 60 }),
    theirSignatory: text({ label: ['对方签约人', 'Signs for them'], max: 60 }),
    files: files({ label: ['签字件', 'Signed copy'] }),
    activate: flag({ label: ['立即生效', 'In force at once'], default: true }),
  },
  allow: (_ctx, row) =>
    row.status !== 'draft' || row.signedOn
      ? refuse('contract.signed')
      : row.approval === 'approved'
        ? null
        : refuse(row.approval === 'running' ? 'contract.beingDecided' : 'contract.approvalFirst'),
  async run(ctx, row, { signedOn, activate: atOnce, files: signed, ...given }) {
    const day = signedOn ?? today(ctx)
    if (day > today(ctx)) throw invalid('signedOn', 'contract.future')
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined))
    const changed = await change(
      ctx,
      contract,
      row,
      {
        ...said,
        startsOn: given.startsOn ?? row.startsOn ?? day,
        signedOn: day,
        ...(signed?.length ? { files: [...(row.files ?? []), ...signed] } : {}),
      },
      'sign',
    )
    if (atOnce !== false) await putInForce(ctx, changed)
  },
})

/** Puts a signed contract in force; the one it renews is thereby renewed. */
export const activate = act(contract, 'activate', {
  label: ['生效', 'Put in force'],
  icon: 'circle-play',
  allow: (_ctx, row) =>
    row.status !== 'draft' ? refuse('contract.notDraft') : row.signedOn ? null : refuse('contract.signFirst'),
  run: (ctx, row) => putInForce(ctx, row),
})

async function putInForce(ctx: Ctx, row: Contract): Promise<void> {
  const standing = await load(ctx, contract, row.id, 'read', true)
  await change(ctx, contract, standing, { status: 'active' }, 'activate')
  await wind(ctx, account, [row.account])
  if (!row.renewalOf) return
  const [before] = await ctx.db.query<{ row: Contract }>(
    sql`select ${rowSql(contract)} as row from ${raw(contract.table)} t where t.id = ${row.renewalOf} and t.deleted_at is null for update`,
  )
  if (before && ['active', 'expired'].includes(before.row.status!))
    await change(ctx, contract, before.row, { status: 'renewed' }, 'renew')
}

/** Ends a contract before its time, with the reason. */
export const terminate = act(contract, 'terminate', {
  label: ['终止', 'Terminate'],
  icon: 'octagon-x',
  input: {
    terminationReason: choice({ label: ['终止原因', 'Reason'], dictionary: 'terminationReason', required: true }),
    terminatedOn: date({ label: ['终止日期', 'Terminated on'], hint: ['不填为今天', 'Today unless given'] }),
    terminationNote: longText({ label: ['终止说明', 'Why'], max: 2_000 }),
  },
  allow: (_ctx, row) => (row.status === 'active' ? null : refuse('contract.notActive')),
  async run(ctx, row, { terminatedOn, ...why }) {
    await change(
      ctx,
      contract,
      row,
      { status: 'terminated', terminatedOn: terminatedOn ?? today(ctx), ...why },
      'terminate',
    )
    await wind(ctx, account, [row.account])
  },
})

/** An amendment counts from its own signing: the contract's amounts, and its end where it moves. */
export const signAmendment = act(contractAmendment, 'sign', {
  label: ['签订变更', 'Sign'],
  icon: 'pen-line',
  input: {
    signedOn: date({ label: ['签订日期', 'Signed on'], hint: ['不填为今天', 'Today unless given'] }),
    files: files({ label: ['签字件', 'Signed copy'] }),
  },
  allow: (_ctx, row) => (row.status === 'draft' ? null : refuse('contract.amendmentSigned')),
  async run(ctx, row, { signedOn, files: signed }) {
    const day = signedOn ?? today(ctx)
    const parent = await load(ctx, contract, row.contract, 'update', true)
    if (parent.status !== 'active') throw refuse('contract.notActive')
    if (day > today(ctx)) throw invalid('signedOn', 'contract.future')
    if (parent.signedOn && day < parent.signedOn) throw invalid('signedOn', 'contract.amendedBefore')
    if ((parent.gross ?? 0) + (row.gross ?? 0) < 0) throw invalid('signedOn', 'contract.lessThanNothing')
    await change(
      ctx,
      contractAmendment,
      row,
      { status: 'signed', signedOn: day, ...(signed?.length ? { files: [...(row.files ?? []), ...signed] } : {}) },
      'sign',
    )
    if (!row.newEndsOn) return
    const now = await load(ctx, contract, row.contract, 'update', true)
    await change(ctx, contract, now, { endsOn: row.newEndsOn, remindedOn: null }, 'extend')
  },
})

/** Puts an amendment aside that will not be signed. */
export const dropAmendment = act(contractAmendment, 'drop', {
  label: ['作废', 'Drop'],
  icon: 'ban',
  allow: (_ctx, row) => (row.status === 'draft' ? null : refuse('contract.amendmentSigned')),
  async run(ctx, row) {
    await change(ctx, contractAmendment, row, { status: 'dropped' }, 'drop')
  },
})
