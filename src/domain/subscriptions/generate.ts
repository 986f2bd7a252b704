import { onBehalf } from '../../core/access/behalf'
import { reachOf, within } from '../../core/access/reach'
import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { forbidden, Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { learnSize } from '../../core/db/learnSize'
import { raw, type Sql, sql } from '../../core/db/statement'
import { flag, type Row, ref } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { enqueue } from '../../core/jobs/enqueue'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { dispatch } from './dispatch'
import { dispatchLine } from './dispatchLine'
import { subscription } from './subscription'

const JOB = 'list-dispatch'
const BATCH = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Makes the list by which an issue goes out; a job fills it. */
export const generate = act(dispatch, 'generate', {
  label: ['生成发刊单', 'Make dispatch'],
  icon: 'list-plus',
  on: 'object',
  input: {
    issue: ref('issue', { label: ['刊期', 'Issue'], required: true }),
    backIssues: flag({
      label: ['补发已出的期', 'Back issues too'],
      default: false,
      hint: ['晚到的征订一并补发起订期以来的各期', 'Late subscriptions get what appeared since they begin'],
    }),
  },
  async run(ctx, _, { issue, backIssues }) {
    if (!ctx.user.system && !ctx.user.rights(dispatch.name).create) throw forbidden()
    const [of] = await ctx.db.query<{ name: string; publication: string }>(
      sql`select name, publication_id as publication from issues where id = ${issue}`,
    )
    const made = await insert(
      ctx,
      dispatch,
      {
        name: say('dispatch.name', { issue: of!.name }, ctx.lang),
        issue,
        publication: of!.publication,
        backIssues: backIssues ?? false,
        status: 'working',
        ...NOTHING,
      },
      'generate',
    )
    await list(ctx, made.id)
    return made
  },
})

const NOTHING = { addresses: 0, copies: 0, resent: 0, total: 0, done: 0 }

/** Brings a list that has not gone out to what is subscribed now. */
export const regenerate = act(dispatch, 'regenerate', {
  label: ['重新生成', 'Make again'],
  icon: 'refresh-cw',
  allow: (_ctx, row) =>
    row.status === 'sent' ? refuse('dispatch.sent') : row.status === 'working' ? refuse('dispatch.working') : null,
  async run(ctx, row) {
    await change(ctx, dispatch, row, { status: 'working', total: 0, done: 0 }, 'regenerate')
    await list(ctx, row.id)
  },
})

const list = (ctx: Ctx, id: string) => enqueue(ctx, JOB, { dispatch: id, user: ctx.user.id }, { key: `${JOB} ${id}` })

/**
 * Lists what a dispatch sends, some thousand subscriptions at a time: a run that was killed goes on and lists nothing twice, since no
 * subscription has two lines in order for one issue.
 */
export const listDispatch: Job<{ dispatch: string; user: string }> = {
  name: JOB,
  async run(system, { dispatch: id, user }) {
    const [found] = await system.db.query<{ row: Row<typeof dispatch> }>(
      sql`select ${rowSql(dispatch)} as row from ${raw(dispatch.table)} t where t.id = ${id} and t.deleted_at is null and t.status = 'working'`,
    )
    if (!found) return
    const { row } = found
    const ctx = await onBehalf(system, user, { by: 'job' }).catch(async thrown => {
      if (!(thrown instanceof Refusal)) throw thrown
      // Whoever ordered it has left meanwhile.
      await inTransaction(system, tx => change(tx, dispatch, row, { status: 'failed' }, 'listed'))
      return null
    })
    if (!ctx) return
    const subscribed = ctx.words.entity(subscription.name)
    const mine = within(reachOf(ctx, subscribed, 'read'), subscribed, 'c')
    await begin(ctx, row, mine)
    for (let last: string | null = FIRST; last; ) {
      const first = last === FIRST
      last = await listSome(ctx, row, mine, last)
      if (first && last) await learnSize(ctx.database, dispatchLine.table)
    }
    await sendAgain(ctx, row, mine)
    await finish(ctx, row.id)
  },
}

/** Drops what is no longer sent, and takes addresses as they are now. */
const begin = (ctx: Ctx, row: Row<typeof dispatch>, mine: Sql) =>
  inTransaction(ctx, async tx => {
    await tx.db.query(sql`delete from dispatch_lines l using subscriptions c where l.dispatch_id = ${row.id} and l.tenant_id = ${tx.tenant}
      and c.id = l.subscription_id and l.instead_id is null and (c.status <> 'active' or c.deleted_at is not null
        or not exists (select 1 from issues k, issues f, issues u where k.id = l.issue_id and f.id = c.from_issue_id and u.id = c.until_issue_id
          and k.publishes_on between f.publishes_on and u.publishes_on))`)
    await tx.db.query(sql`update dispatch_lines l set recipient = c.recipient, copies = c.copies, method = c.method, region = c.region,
        address = c.address, postcode = c.postcode, phone = c.phone
      from subscriptions c where l.dispatch_id = ${row.id} and c.id = l.subscription_id and l.tenant_id = ${tx.tenant}`)
    await tx.db.query(sql`update dispatches set done = 0, total = (select count(*) from subscriptions c
        where c.publication_id = ${row.publication} and c.status = 'active' and c.deleted_at is null and ${mine})
      where id = ${row.id} and tenant_id = ${tx.tenant}`)
  })

/** Lists the next subscriptions behind `last`. @returns the last of them, null when there are no more */
const listSome = (ctx: Ctx, row: Row<typeof dispatch>, mine: Sql, last: string) =>
  inTransaction(ctx, async tx => {
    const [went] = await tx.db.query<{ last: string | null; n: number }>(sql`
      with part as materialized (select c.* from subscriptions c where c.publication_id = ${row.publication} and c.status = 'active'
          and c.deleted_at is null and c.id > ${last} and ${mine} order by c.id limit ${raw(String(BATCH))}),
        -- Read by their subscriptions: by the issue there are as many as there are subscribers.
        sent as materialized (select l.subscription_id, l.issue_id from dispatch_lines l
          where l.subscription_id = any(array(select id from part)) and l.deleted_at is null),
        due as (select part.*, k.id as issue_id from part join issues f on f.id = part.from_issue_id join issues u on u.id = part.until_issue_id
          join issues i on i.id = ${row.issue}
          join issues k on k.publication_id = i.publication_id and k.deleted_at is null
            and (k.id = i.id ${row.backIssues ? sql`or k.publishes_on < i.publishes_on` : raw('')})
          where k.publishes_on between f.publishes_on and u.publishes_on
            and not exists (select 1 from sent where sent.subscription_id = part.id and sent.issue_id = k.id)),
        listed as (${lineSql(tx, row, raw('due'), raw('null::uuid'))})
      select (select max(id::text) from part) as last, (select count(*) from part)::int as n`)
    await tx.db.query(
      sql`update dispatches set done = done + ${went!.n} where id = ${row.id} and tenant_id = ${tx.tenant}`,
    )
    return went!.n < BATCH ? null : went!.last
  })

/** What did not arrive goes out again with the next list of its publication. */
const sendAgain = (ctx: Ctx, row: Row<typeof dispatch>, mine: Sql) =>
  inTransaction(ctx, async tx => {
    await tx.db.query(sql`
      with due as materialized (select c.*, l.issue_id, l.id as line_id from dispatch_lines l join subscriptions c on c.id = l.subscription_id
          where l.again and l.deleted_at is null and c.publication_id = ${row.publication} and c.status = 'active' and c.deleted_at is null and ${mine}
          order by l.id for update of l),
        listed as (${lineSql(tx, row, raw('due'), raw('due.line_id'))})
      update dispatch_lines l set again = false, status = 'resent', version = l.version + 1 from due where l.id = due.line_id and l.tenant_id = ${tx.tenant}`)
  })

const lineSql = (ctx: Ctx, row: Row<typeof dispatch>, due: Sql, instead: Sql) => sql`
  insert into dispatch_lines (tenant_id, id, created_by, updated_by, created_at, updated_at, dispatch_id, subscription_id, account_id, issue_id, copies,
    recipient, phone, region, address, postcode, method, status, again, instead_id, owner_id, board_id)
  select ${ctx.tenant}::int4, gen_random_uuid(), ${ctx.user.id}::uuid, ${ctx.user.id}::uuid, now(), now(), ${row.id}::uuid, due.id, due.account_id, due.issue_id, due.copies,
    due.recipient, due.phone, due.region, due.address, due.postcode, due.method, 'listed', false, ${instead}, ${row.owner ?? null}::uuid, ${row.board}::uuid
  from ${due} on conflict do nothing`

const finish = (ctx: Ctx, id: string) =>
  inTransaction(ctx, async tx => {
    const [found] = await tx.db.query<{
      row: Row<typeof dispatch>
      addresses: number
      copies: number
      resent: number
    }>(sql`
      select ${rowSql(dispatch)} as row, l.* from ${raw(dispatch.table)} t, lateral (select count(*)::int as addresses, coalesce(sum(copies), 0)::int as copies,
        count(instead_id)::int as resent from dispatch_lines where dispatch_id = ${id} and deleted_at is null) l where t.id = ${id} for update of t`)
    const { row, addresses, copies, resent } = found!
    await change(tx, dispatch, row, { status: 'ready', addresses, copies, resent, done: row.total }, 'listed')
  })
