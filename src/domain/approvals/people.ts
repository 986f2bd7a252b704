import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Approver } from './definition'

/** Around whom a request goes: who asked, and the record as it is. */
export interface Around {
  submitter: string
  record: Record<string, unknown>
}
export interface Found {
  person: string
  /** Who would have decided, had they not delegated, left or asked themselves. */
  standsFor?: string
}

/**
 * The people whom a step's approvers name, now: everybody able to decide. Where somebody is frozen or gone, or the submitter
 * themself, it falls to their manager and at last to an administrator, so a decision always finds somebody, once each.
 */
export async function deciders(ctx: Ctx, approvers: readonly Approver[], around: Around): Promise<Found[]> {
  const named = (await Promise.all(approvers.map(one => namedBy(ctx, one, around)))).flat()
  const found = new Map<string, Found>()
  for (const person of new Set(named)) {
    const one = await ableFor(ctx, person, around.submitter)
    if (!found.has(one.person)) found.set(one.person, one)
  }
  if (found.size > 0) return [...found.values()]
  // Nobody holds the role, heads the department, stands in the field.
  return [{ person: (await ableFor(ctx, around.submitter, around.submitter)).person }]
}

/** Those of the named who can read what they are told. */
export async function readers(ctx: Ctx, approvers: readonly Approver[], around: Around): Promise<string[]> {
  const named = (await Promise.all(approvers.map(one => namedBy(ctx, one, around)))).flat()
  const rows = await ctx.db.query<{ id: string }>(
    sql`select id from users where id = any(${[...new Set(named)]}::uuid[]) and status = 'active' and deleted_at is null order by id`,
  )
  return rows.map(row => row.id)
}

/** Who decides in a person's place: the person, if able. @param submitter is passed over as long as there is anybody else */
export async function ableFor(ctx: Ctx, person: string, submitter: string, seen = new Set<string>()): Promise<Found> {
  const today = dayOf(ctx.now)
  const as = (id: string): Found => (id === person ? { person } : { person: id, standsFor: person })
  for (let id: string | null = person; id && !seen.has(id); ) {
    seen.add(id)
    const [found]: { able: boolean; manager: string | null; delegate: string | null }[] = await ctx.db.query(sql`
      select u.status = 'active' and u.deleted_at is null as able, u.manager_id as manager,
        (select d.delegate_id from approval_delegations d where d.owner_id = u.id and d.deleted_at is null
          and ${today}::date between d.starts_on and d.ends_on order by d.created_at desc limit 1) as delegate
      from users u where u.id = ${id}`)
    if (found?.able && id !== submitter) {
      const { delegate } = found
      if (!delegate || delegate === submitter || seen.has(delegate)) return as(id)
      const beyond = await ableFor(ctx, delegate, submitter, seen)
      return as(beyond.person)
    }
    id = found?.manager ?? null
  }
  return as(await administrator(ctx, submitter))
}

/** Of the submitter's board, else of the whole company; the submitter alone only where nobody else is left. */
async function administrator(ctx: Ctx, submitter: string): Promise<string> {
  const [found] = await ctx.db.query<{ id: string }>(sql`
    select u.id from users u join roles r on r.id = any(u.roles) and r.deleted_at is null join users s on s.id = ${submitter}
    where u.status = 'active' and u.deleted_at is null
      and (r.code = 'system-admin' or (r.code = 'board-admin' and u.board_id = s.board_id))
    order by (u.id = s.id), (r.code = 'system-admin'), u.created_at, u.id limit 1`)
  return found?.id ?? submitter
}

async function namedBy(ctx: Ctx, approver: Approver, { submitter, record }: Around): Promise<string[]> {
  const ids = async (query: ReturnType<typeof sql>) => (await ctx.db.query<{ id: string }>(query)).map(row => row.id)
  switch (approver.by) {
    case 'person':
      return [...approver.people]
    case 'field':
      return [record[approver.field]].flat().filter(value => typeof value === 'string')
    case 'role': {
      const board =
        approver.within === 'board'
          ? sql` and u.board_id = (select board_id from users where id = ${submitter})`
          : raw('')
      return ids(sql`select u.id from users u join roles r on r.id = any(u.roles) where r.code = ${approver.role} and r.deleted_at is null
        and u.status = 'active' and u.deleted_at is null and u.id <> ${submitter}${board} order by u.created_at, u.id`)
    }
    case 'manager':
      // Where the line of managers is shorter its head decides.
      return ids(sql`with recursive line as (
          select manager_id as id, 1 as level from users where id = ${submitter} and manager_id is not null
          union all select u.manager_id, l.level + 1 from line l join users u on u.id = l.id
            where u.manager_id is not null and l.level < ${approver.level})
        select id from line order by level desc limit 1`)
    case 'departmentHead':
      return ids(sql`with recursive above as (
          select d.id, d.parent_id, d.head_id, 1 as level from departments d join users u on u.department_id = d.id where u.id = ${submitter}
          union all select d.id, d.parent_id, d.head_id, a.level + 1 from departments d join above a on d.id = a.parent_id where a.level < 20)
        select head_id as id from above where head_id is not null and head_id <> ${submitter} order by level limit 1`)
  }
}
