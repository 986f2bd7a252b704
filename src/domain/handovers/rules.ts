import { reachOf } from '../../core/access/reach'
import { forbidden, Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, listOf } from '../../core/entity'
import type { Filter } from '../../core/records/filter'
import { isObject } from '../../core/records/parse'
import type { Duty } from './duties'

/** Who gets what: records of an object (all objects unless named) that fit, shared out among people. The first rule that fits counts. */
export interface Rule {
  object?: string
  /** The field that makes responsible; `owner` unless named. */
  field?: string
  where?: Filter
  people: string[]
  by?: 'turns' | 'load' | 'region'
}

const RULES_MAX = 50
const KEYS = ['object', 'field', 'where', 'people', 'by']

/** Refuses what are no rules: answers the code of a sentence, null when they are well formed. */
export const checkRules = listOf(
  rule =>
    isObject(rule) &&
    Object.keys(rule).every(key => KEYS.includes(key)) &&
    Array.isArray(rule.people) &&
    rule.people.length > 0 &&
    rule.people.length <= 100 &&
    rule.people.every(isId) &&
    [undefined, 'turns', 'load', 'region'].includes(rule.by as undefined) &&
    (rule.object === undefined || typeof rule.object === 'string') &&
    (rule.field === undefined || typeof rule.field === 'string') &&
    (rule.where === undefined || (isObject(rule.where) && typeof rule.object === 'string')),
  RULES_MAX,
  'handover.rules',
)

/** True where a rule speaks of a duty. A rule that names no field is for what the person owns; one that names nothing, for all. */
export const speaksOf = (rule: Rule, { entity, field }: Duty) =>
  rule.object === undefined
    ? rule.field === undefined || rule.field === field
    : rule.object === entity.name && (rule.field ?? 'owner') === field

export interface Heir {
  id: string
  name: string
  board: string
}

/** The people who are to get something: there, able, and within reach of whoever orders it. */
export async function heirsOf(ctx: Ctx, person: string, ids: readonly string[]): Promise<Map<string, Heir>> {
  const found = await ctx.db.query<Heir & { status: string }>(
    sql`select id, name, board_id as board, status from users where id = any(${ids}::uuid[]) and deleted_at is null`,
  )
  if (new Set(ids).size > found.length) throw new Refusal('handover.nobodySuch', {}, 422)
  for (const one of found) {
    if (one.id === person) throw refuse('handover.toThemselves')
    if (one.status !== 'active') throw refuse('handover.heirFrozen', { name: one.name })
    if (one.board !== ctx.user.board && scopeOf(ctx) !== 'all')
      throw forbidden('handover.heirElsewhere', { name: one.name })
  }
  return new Map(found.map(one => [one.id, one]))
}

/** Whose things the caller may hand over. */
export const scopeOf = (ctx: Ctx) => {
  if (ctx.user.system) return 'all'
  const rights = ctx.user.rights('user')
  return reachOf(ctx, ctx.words.entity('user'), 'read').kind === 'nothing'
    ? 'none'
    : (rights.acts.handover ?? rights.update)
}

/** True where the caller may hand over what `person` has on `board`. */
export function mayHandOver(ctx: Ctx, person: string, board: string): boolean {
  const scope = scopeOf(ctx)
  if (scope === 'all') return true
  if (scope === 'none' || board !== ctx.user.board) return false
  if (scope === 'board') return true
  const people = scope === 'team' ? ctx.user.team : scope === 'department' ? ctx.user.departmentPeople : [ctx.user.id]
  return people.includes(person)
}

export async function managersOf(ctx: Ctx, people: readonly string[]): Promise<string[]> {
  const found = await ctx.db.query<{ id: string }>(
    sql`select distinct manager_id as id from users where id = any(${people}::uuid[]) and manager_id is not null`,
  )
  return found.map(one => one.id)
}
