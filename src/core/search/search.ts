import { fieldAccess, hiddenFields, within as reachable, reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { type Entity, type Field, kindOf } from '../entity'
import { columnSql } from '../records/column'
import { pathOf } from '../records/path'
import { documentSql } from '../records/select'
import { beginning, fitting, shared, type Within } from './candidates'
import { isSearched, readAs } from './document'
import { frequencies } from './frequency'
import { type Mark, marksOf } from './marks'
import { scopesFor } from './scope'
import { type Fit, type Question, question, type Reading } from './terms'

export interface Found {
  object: string
  id: string
  title: string
  subtitle: string
  /** Where in the title what was typed was found, as [from, to) in UTF-16 units. */
  marks: Mark[]
}

interface Candidate {
  object: string
  record_id: string
  norm: string
  /** Milliseconds since 1970. */
  rank: number
}
interface Seen {
  object: string
  id: string
  mine: boolean
  /** The pool it lies in. */
  pool: string | null
  record: Record<string, any>
}

export const SEARCH_MAX = 50
const SEARCH_DEFAULT = 20

/**
 * Records of any object that fit what was typed: Chinese, pinyin, initials, the last four digits of a phone, codes. Titles that
 * are it or begin with it come first, then the newest. Two statements: the index names candidates, the door shows those the
 * caller may read, in the caller's rights.
 */
export async function search(
  ctx: Ctx,
  typed: string,
  options: { objects?: readonly string[]; limit?: number } = {},
): Promise<Found[]> {
  const limit = Math.min(options.limit ?? SEARCH_DEFAULT, SEARCH_MAX)
  const searched = ctx.words.entities.filter(isSearched)
  const entities = searched
    .filter(e => !options.objects || options.objects.includes(e.name))
    .filter(e => reachOf(ctx, e, 'read').kind !== 'nothing' && reads(ctx, e, e.title))
  const asked = question(ctx.tenant, typed)
  if (entities.length === 0 || (!asked.text && asked.alternatives.length === 0)) return []
  const within: Within = {
    scopes: scopesFor(ctx, entities),
    objects: entities.length === searched.length ? null : entities.map(e => e.name),
  }
  // Some candidates will be dropped: hash collisions, fields the caller may not see. A second look fetches more of them.
  const first = await look(ctx, typed, asked, entities, within, limit, limit * 2 + 10)
  return first.found.length < limit && first.more
    ? (await look(ctx, typed, asked, entities, within, limit, limit * 40)).found
    : first.found
}

async function look(
  ctx: Ctx,
  typed: string,
  asked: Question,
  entities: readonly Entity[],
  within: Within,
  limit: number,
  many: number,
): Promise<{ found: Found[]; more: boolean }> {
  const { rows, more } = await candidatesFor(ctx, asked, entities, within, many)
  const found = await shown(ctx, typed, asked, entities, rows, limit, many)
  return { found, more }
}

async function candidatesFor(
  ctx: Ctx,
  asked: Question,
  entities: readonly Entity[],
  within: Within,
  many: number,
): Promise<{ rows: Candidate[]; more: boolean }> {
  const common = await frequencies(ctx.database)
  const branches = [
    ...(asked.text ? [beginning(asked.text, within, many)] : []),
    ...asked.alternatives.map(a => fitting(a, within, many, common)),
  ]
  const personal = entities.filter(e => reachOf(ctx, e, 'read').kind === 'people')
  if (personal.length && asked.alternatives.length)
    branches.push(
      shared(
        asked.alternatives,
        ctx.user.id,
        personal.map(e => e.name),
        many,
      ),
    )
  const rows = await ctx.db.query<Candidate>(join(branches, ' union all '), 'general')
  const unique = new Map(rows.map(row => [`${row.object} ${row.record_id}`, row]))
  return { rows: [...unique.values()], more: rows.length >= many }
}

/** Candidates the caller may read and that do fit, best first, as the door shows them. */
async function shown(
  ctx: Ctx,
  typed: string,
  asked: Question,
  entities: readonly Entity[],
  candidates: readonly Candidate[],
  limit: number,
  many: number,
): Promise<Found[]> {
  const readings = new Map(entities.map(e => [e.name, readingOf(ctx, e)]))
  // Taken first as if everything masked were the caller's own, so that only likely ones are read.
  const likely = candidates
    .map(c => ({ ...c, fit: asked.fit(c.norm, readings.get(c.object)!(true)) }))
    .filter((c): c is Candidate & { fit: Fit } => c.fit !== null)
    .sort(better)
    .slice(0, many)
  const seen = await read(ctx, entities, likely)
  return likely
    .flatMap(c => {
      const record = seen.get(c.record_id)
      if (!record) return []
      const really = record.mine ? c.fit : asked.fit(c.norm, readings.get(c.object)!(false, record.pool))
      return really === null ? [] : [{ ...c, fit: really, record: record.record }]
    })
    .sort(better)
    .slice(0, limit)
    .map(c => {
      const entity = entities.find(e => e.name === c.object)!
      const title = String(c.record[entity.title] ?? '')
      return {
        object: c.object,
        id: c.record_id,
        title,
        subtitle: subtitleOf(ctx, entity, c.record),
        marks: marksOf(title, typed, entity.match?.[entity.title] === 'person'),
      }
    })
}

const titleLength = ({ norm }: Candidate) => (norm.indexOf('\n') + 1 || norm.length + 1) - 1
const better = (a: Candidate & { fit: Fit }, b: Candidate & { fit: Fit }) =>
  a.fit - b.fit || (a.fit <= 1 ? titleLength(a) - titleLength(b) : 0) || b.rank - a.rank

async function read(
  ctx: Ctx,
  entities: readonly Entity[],
  candidates: readonly Candidate[],
): Promise<Map<string, Seen>> {
  const parts = entities.flatMap((entity): Sql[] => {
    const ids = candidates.filter(c => c.object === entity.name).map(c => c.record_id)
    if (ids.length === 0) return []
    const { document, joins } = documentSql(ctx, entity, [entity.title, ...subtitleFields(ctx, entity)])
    const mine = entity.owned ? sql`coalesce(t.owner_id = ${ctx.user.id}, false)` : raw('false')
    const pool = entity.pool ? columnSql(entity.pool, entity.fields[entity.pool]!, 't') : raw('null::uuid')
    return [
      sql`select ${literal(entity.name)} as object, t.id, ${mine} as mine, ${pool} as pool, ${document} as record from ${raw(entity.table)} t ${joins}
      where t.id = any(${ids}::uuid[]) and t.deleted_at is null and ${reachable(reachOf(ctx, entity, 'read'), entity, 't')}`,
    ]
  })
  if (parts.length === 0) return new Map()
  const rows = await ctx.db.query<Seen>(join(parts, ' union all '), 'general')
  return new Map(rows.map(row => [row.id, row]))
}

const reads = (ctx: Ctx, entity: Entity, field: string) => ['read', 'write'].includes(fieldAccess(ctx, entity, field))

/** How the caller reads an object's fields; the owner of a record sees what is masked for others, a pool hides some from all. */
function readingOf(ctx: Ctx, entity: Entity): (own: boolean, pool?: string | null) => Reading {
  const access = new Map(Object.keys(entity.fields).map(name => [name, fieldAccess(ctx, entity, name)]))
  const reading = (own: boolean, hidden: readonly string[] = []): Reading => ({
    titleField: entity.title,
    person: entity.match?.[entity.title] === 'person',
    phone: field => entity.fields[field]?.kind === 'phone',
    named: field => !!entity.fields[field] && ['name', 'person'].includes(readAs(entity, field, entity.fields[field])),
    access(field) {
      if (hidden.includes(field)) return 'none'
      const right = access.get(field) ?? 'none'
      return right === 'masked' ? (own ? 'whole' : 'masked') : right === 'none' ? 'none' : 'whole'
    },
  })
  const [own, other] = [reading(true), reading(false)]
  return (mine, pool) =>
    mine && entity.owned ? own : pool ? reading(false, hiddenFields(ctx, entity, { [entity.pool!]: pool })) : other
}

function subtitleFields(ctx: Ctx, entity: Entity): string[] {
  return (entity.subtitle ?? []).filter(name => {
    try {
      pathOf(ctx, entity, name)
      return true
    } catch {
      return false
    }
  })
}

/** Facts under the title, in the caller's words, separated as screens separate them. */
function subtitleOf(ctx: Ctx, entity: Entity, record: Record<string, any>): string {
  return subtitleFields(ctx, entity)
    .map(name => {
      const { field } = pathOf(ctx, entity, name)
      const value = name.split('.').reduce<any>((at, step) => at?.[step], record)
      return textOf(ctx, field, value)
    })
    .filter(Boolean)
    .join(' · ')
}

function textOf(ctx: Ctx, field: Field, value: any): string {
  if (value === null || value === undefined) return ''
  if (field.kind === 'ref') return value.name ?? ''
  if (field.kind === 'refs')
    return value
      .map((one: any) => one.name ?? '')
      .filter(Boolean)
      .join('、')
  return kindOf(field).toText(value, field, ctx.words)
}
