import { reachOf, within } from '../access/reach'
import { perform } from '../acts/perform'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, raw, sql } from '../db/statement'
import { columnOf, type Entity, type Field, isId, kindOf } from '../entity'
import { refusalOf } from '../http/problem'
import { matchKeys } from '../matching/keys'
import { columnSql } from '../records/column'
import { newIds } from '../records/ids'
import { nextNumbers } from '../records/numbering'
import type { Values } from '../records/parse'
import { rowSql, sameValue } from '../records/row'
import { boardOfPool, change, checkPool } from '../records/write'
import { AUTHORSHIP, requiredFields } from './guess'
import type { ImportOptions } from './options'
import type { Later, References } from './references'
import type { Draft, Fault } from './rows'
import { insertAll } from './stage'

export interface Counts {
  created: number
  updated: number
  unchanged: number
  skipped: number
  failed: number
  similar: number
  /** New records of other objects that the rows brought along. */
  along: number
}
export const noCounts = (): Counts => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  similar: 0,
  along: 0,
})

/** What stays the same through one file. */
export interface Run {
  entity: Entity
  options: ImportOptions
  references: References
  /** Rows by what their match fields, unique fields and comparison keys say, to find what a file says twice. */
  seen: Map<string, number>
  /** The same for comparison keys. */
  seenKeys: Map<number, number>
  /** Where rows bring other records along: ids of what the rows before were, by what those say they are. */
  ids: Map<string, string>
}

/** Rows of one batch, each with what is to become of it. */
export interface Judged {
  create: Draft[]
  update: { draft: Draft; record: Values }[]
  skipped: Draft[]
  similar: { draft: Draft; title: string; row?: number }[]
  /** Match keys of the new rows, which their search documents bear too. */
  keys: Map<Draft, number[]>
  /** Records that rows mean which are left out because they are there. */
  there: Map<Draft, string>
}

/**
 * Decides for every row: new, a change of a record, left out, or at fault. Reads only; faults are added to the drafts.
 * @param lock keeps matched records still until the transaction ends
 */
export async function judge(ctx: Ctx, run: Run, drafts: readonly Draft[], lock: boolean): Promise<Judged> {
  const { entity, options } = run
  const judged: Judged = { create: [], update: [], skipped: [], similar: [], keys: new Map(), there: new Map() }
  const matches = await matching(
    ctx,
    run,
    drafts.filter(draft => draft.faults.length === 0),
    lock,
  )
  const mayCreate = ctx.user.system || ctx.user.rights(entity.name).create || ctx.user.rights(entity.name).import
  const required = requiredFields(entity)
  for (const draft of drafts) {
    if (draft.faults.length > 0) continue
    const found = matches.get(draft) ?? []
    if (found.length > 0 && options.onMatch === 'skip') {
      judged.skipped.push(draft)
      if (found.length === 1) judged.there.set(draft, found[0]!.row.id)
    } else if (found.length > 1 && options.onMatch === 'update')
      draft.faults.push({ field: options.match[0]!, code: 'import.severalMatch', params: { count: found.length } })
    else if (found.length === 1 && options.onMatch === 'update') {
      if (!found[0]!.allowed) draft.faults.push({ field: options.match[0]!, code: 'import.notYours' })
      else judged.update.push({ draft, record: found[0]!.row })
    } else if (options.onNew === 'skip') judged.skipped.push(draft)
    else if (!mayCreate)
      draft.faults.push({ field: entity.title, code: 'right.create', params: { object: entity.name } })
    else {
      for (const field of required)
        if (isBlank(draft.values[field])) draft.faults.push({ field, code: 'field.required' })
      if (draft.faults.length === 0) judged.create.push(draft)
    }
  }
  for (const { draft, record } of judged.update) {
    for (const field of required)
      if (field in draft.values && isBlank(draft.values[field])) draft.faults.push({ field, code: 'field.required' })
    for (const field of Object.keys(draft.values)) {
      const access = ctx.user.system ? 'write' : (ctx.user.rights(entity.name).fields[field] ?? 'write')
      if (access === 'masked' && record.owner !== ctx.user.id) draft.faults.push({ field, code: 'field.noRight' })
      if (entity.fields[field]?.once && !isBlank(draft.values[field]))
        draft.faults.push({ field, code: 'field.readOnly' })
    }
  }
  await checkOwners(ctx, run, [...judged.create, ...judged.update.map(u => u.draft)])
  await checkPools(ctx, run, judged.create)
  await checkUnique(ctx, run, judged)
  await findSimilar(ctx, run, judged)
  const sound = (draft: Draft) => draft.faults.length === 0
  return { ...judged, create: judged.create.filter(sound), update: judged.update.filter(u => sound(u.draft)) }
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

/** The SQL type in which a field's values are compared. */
function comparedAs(name: string, field: Field | undefined): string {
  if (name === 'id') return 'uuid'
  if (!field!.custom)
    return kindOf(field!)
      .column(field!)
      .replace(/\(.*\)/, '')
  return ({ number: 'numeric', flag: 'boolean', id: 'uuid' } as Record<string, string>)[kindOf(field!).family] ?? 'text'
}

const matchValues = (run: Run, draft: Draft): unknown[] | null => {
  const values = run.options.match.map(field => draft.values[field])
  return values.length === 0 || values.some(isBlank) ? null : values
}
/** What a row says it is, if it says so. */
export const matchKey = (run: Run, draft: Draft): string | null => {
  const values = matchValues(run, draft)
  return values && JSON.stringify(['match', ...values])
}

async function matching(
  ctx: Ctx,
  run: Run,
  drafts: readonly Draft[],
  lock: boolean,
): Promise<Map<Draft, { row: Values; allowed: boolean }[]>> {
  const { entity, options } = run
  const found = new Map<Draft, { row: Values; allowed: boolean }[]>()
  const asked = drafts.flatMap(draft => {
    const values = matchValues(run, draft)
    return values && !(options.match.includes('id') && !isId(draft.values.id)) ? [{ draft, values }] : []
  })
  if (asked.length === 0 || options.onMatch === 'create') return found
  const columns = options.match.map(
    (field, i) => sql`${asked.map(a => a.values[i])}::${raw(comparedAs(field, entity.fields[field]))}[]`,
  )
  const aliases = options.match.map((_, i) => `v${i}`)
  const equal = options.match.map(
    (field, i) =>
      sql`${columnSql(field, entity.fields[field] ?? ({ kind: 'text' } as Field), 't')} = ${raw(`k.v${i}`)}`,
  )
  const rows = await ctx.db.query<{ n: number; row: Values; allowed: boolean }>(sql`
    select k.n::int as n, ${rowSql(entity)} as row, ${within(reachOf(ctx, entity, 'update'), entity, 't')} as allowed
    from unnest(${join(columns)}) with ordinality as k(${raw(aliases.join(', '))}, n) join ${raw(entity.table)} t on ${join(equal, ' and ')}
    where t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')} ${raw(lock ? 'for update of t' : '')}`)
  for (const { n, row, allowed } of rows) {
    const { draft } = asked[n - 1]!
    found.set(draft, [...(found.get(draft) ?? []), { row, allowed }])
  }
  return found
}

/** Whoever brings records in may give them to the people he could give them to by hand. */
async function checkOwners(ctx: Ctx, run: Run, drafts: readonly Draft[]): Promise<void> {
  if (!run.entity.owned) return
  const reach = reachOf(ctx, run.entity, 'update')
  if (reach.kind === 'everything') return
  for (const draft of drafts) {
    const { owner } = draft.values
    if (!owner || owner === ctx.user.id) continue
    const reached =
      reach.kind === 'people'
        ? reach.people.includes(owner)
        : reach.kind === 'board' && run.references.board(owner) === reach.board
    if (!reached) draft.faults.push({ field: 'owner', code: 'owner.outOfReach' })
  }
}

/** Values that must be unique are looked for among the records and in the file, so that one bad row doesn't stop the others. */
async function checkUnique(ctx: Ctx, run: Run, judged: Judged): Promise<void> {
  const { entity } = run
  for (const [name, field] of Object.entries<Field>(entity.fields)) {
    if (!field.unique) continue
    const drafts = [
      ...judged.create.map(draft => ({ draft, own: null })),
      ...judged.update.map(({ draft, record }) => ({ draft, own: record.id as string })),
    ].filter(({ draft }) => !isBlank(draft.values[name]))
    if (drafts.length === 0) continue
    const values = drafts.map(({ draft }) => draft.values[name])
    const taken = await ctx.db.query<{
      value: string
      id: string
    }>(sql`select ${columnSql(name, field, 't')}::text as value, t.id from ${raw(entity.table)} t
      where ${columnSql(name, field, 't')} = any(${values}::${raw(comparedAs(name, field))}[]) and t.deleted_at is null`)
    const holders = new Map(taken.map(({ value, id }) => [value, id]))
    for (const { draft, own } of drafts) {
      const value = String(draft.values[name])
      const key = JSON.stringify(['unique', name, value])
      const holder = holders.get(value)
      if (holder ? holder !== own : run.seen.has(key) && run.seen.get(key) !== draft.row)
        draft.faults.push({ field: name, code: 'field.taken' })
      else run.seen.set(key, draft.row)
    }
  }
}

/** New rows that share a name, number or address with a record, whoever's it is, or with an earlier row. */
async function findSimilar(ctx: Ctx, run: Run, judged: Judged): Promise<void> {
  const { entity, options } = run
  if (!entity.match) return
  const drafts = new Map<number, Draft[]>()
  const similar = new Map<Draft, Judged['similar'][number]>()
  for (const draft of judged.create) {
    const keys = matchKeys(ctx.tenant, entity, draft.values)
    judged.keys.set(draft, keys)
    for (const key of keys) {
      const sharing = drafts.get(key)
      if (sharing) sharing.push(draft)
      else drafts.set(key, [draft])
      const earlier = run.seenKeys.get(key)
      if (earlier !== undefined && earlier !== draft.row)
        similar.set(draft, { draft, title: String(draft.values[entity.title] ?? ''), row: earlier })
      else run.seenKeys.set(key, draft.row)
    }
  }
  for (const { key, title } of await holders(ctx, entity, [...drafts.keys()]))
    for (const draft of drafts.get(key) ?? []) if (!similar.has(draft)) similar.set(draft, { draft, title })
  judged.similar.push(...similar.values())
  if (options.onSimilar === 'create') return
  judged.skipped.push(...similar.keys())
  judged.create = judged.create.filter(draft => !similar.has(draft))
}

/**
 * Keys that a record bears already: one narrow look into the index for each. The planner, above all while the table is new, would
 * rather read all of it every time, so it is left no other way; hence the owner's connection, whose tables stand without the wall.
 */
async function holders(ctx: Ctx, entity: Entity, keys: readonly number[]): Promise<{ key: number; title: string }[]> {
  if (keys.length === 0) return []
  const client = await ctx.database.owner.connect()
  try {
    // What was written a moment ago waits in a list that every look would have to read to its end.
    await client.query(`select gin_clean_pending_list('public.search_documents_terms')`)
    await client.query('begin; set local enable_seqscan = off')
    const { rows } = await client.query<{ key: number; title: string }>(
      `select k.key, d.title from unnest($1::int4[]) k(key) cross join lateral (select title from public.search_documents s
        where s.terms @> array[k.key] and s.tenant_id + 0 = $2 and s.object || '' = $3 limit 1) d`,
      [keys, ctx.tenant, entity.name],
    )
    await client.query('commit')
    return rows
  } finally {
    client.release()
  }
}

/** What follows when records of an object are new. */
const births = (ctx: Ctx, entity: Entity) =>
  ctx.program.reactions(entity.name).filter(reaction => reaction.to.includes('create'))

/** Objects whose new records others react to one by one, or that have a creation of their own, come in through the same door as by hand. */
export const isWholesale = (ctx: Ctx, entity: Entity) =>
  !ctx.program.act(entity.name, 'create') && births(ctx, entity).every(reaction => reaction.together)

/** Writes what was judged, inside the caller's transaction. Rows that the database refuses become faults; the others stay. */
export async function write(
  ctx: Ctx,
  run: Run,
  judged: Judged,
  later: readonly Later[],
): Promise<{ counts: Counts; links: { id: string; later: Later }[]; ids: Map<Draft, string> }> {
  const counts = { ...noCounts(), similar: judged.similar.length, skipped: judged.skipped.length }
  const ids = new Map<Draft, string>()
  if (isWholesale(ctx, run.entity)) await createTogether(ctx, run, await wholeRows(ctx, run, judged), ids)
  else for (const draft of judged.create) await createAlone(ctx, run, draft, ids)
  counts.created = ids.size
  for (const { draft, record } of judged.update) {
    const patch = patchOf(run.entity, draft, record)
    const same = Object.keys(patch).length === 0
    if (!same && !(await apart(ctx, draft, () => update(ctx, run.entity, record, patch)))) continue
    ids.set(draft, record.id)
    counts.updated++
    if (same) counts.unchanged++
  }
  counts.failed = [...judged.create, ...judged.update.map(u => u.draft)].filter(draft => draft.faults.length > 0).length
  const links = later.flatMap(one => (ids.has(one.draft) ? [{ id: ids.get(one.draft)!, later: one }] : []))
  return { counts, links, ids }
}

/** A draft that is to be a record, with all that its row needs. */
interface Whole {
  draft: Draft
  row: Values
  keys: readonly number[] | undefined
}

/** Completes drafts to rows: identity, defaults, number, authorship, owner and board. */
async function wholeRows(ctx: Ctx, run: Run, { create: drafts, keys }: Judged): Promise<Whole[]> {
  const { entity } = run
  const now = ctx.now.toISOString()
  const author = ctx.user.system ? null : ctx.user.id
  const standard: Values = { createdAt: now, createdBy: author, updatedAt: now, updatedBy: author, version: 1 }
  for (const [name, field] of Object.entries<Field>(entity.fields))
    if (field.default !== undefined)
      standard[name] = typeof field.default === 'function' ? field.default(ctx) : field.default
  const numbers = await nextNumbers(ctx, entity, drafts.filter(draft => isBlank(draft.values.code)).length)
  const unused = numbers.values()
  const ids = newIds(drafts.length)
  const names = Object.keys(entity.fields)
  const rows = drafts.map((draft, i): Whole => {
    // All rows alike, each with every field in the same order: thousands of odd shapes cost several times as much.
    const row: Values = { id: ids[i] }
    for (const name of names) row[name] = draft.values[name] ?? standard[name] ?? null
    if (entity.numbering && isBlank(row.code)) row.code = unused.next().value
    return { draft, row, keys: keys.get(draft) }
  })
  if (entity.owned)
    await giveOwners(
      ctx,
      run,
      rows.map(({ row }) => row),
    )
  await entity.prepare?.(
    ctx,
    rows.map(({ row }) => row),
  )
  if (entity.complete) for (const { row } of rows) Object.assign(row, entity.complete(row))
  return rows
}

/** What goes into a pool goes into one that the caller may put things into. */
async function checkPools(ctx: Ctx, { entity }: Run, drafts: readonly Draft[]): Promise<void> {
  const field = entity.pool
  if (!field) return
  const refusals = new Map<string, string>()
  for (const id of new Set(drafts.map(draft => draft.values[field]).filter(Boolean)))
    await checkPool(ctx, entity, id).catch(error => {
      if (!(error instanceof Refusal)) throw error
      refusals.set(id, error.errors[0]?.code ?? error.code)
    })
  for (const draft of drafts) {
    const code = refusals.get(draft.values[field])
    if (code) draft.faults.push({ field, code })
  }
}

async function giveOwners(ctx: Ctx, run: Run, rows: Values[]): Promise<void> {
  const { entity } = run
  const pools = new Map<string, string>()
  for (const id of new Set(rows.map(row => entity.pool && row[entity.pool]).filter(Boolean)))
    pools.set(id, await boardOfPool(ctx, entity, id))
  const via = entity.belongsTo
  const parents = new Map<string, { owner: string | null; board: string }>()
  const parentIds = via ? [...new Set(rows.map(row => row[via]).filter(Boolean))] : []
  if (via && parentIds.length > 0) {
    const parent = ctx.words.entity(entity.fields[via]!.target!)
    const found = await ctx.db.query<{
      id: string
      owner: string | null
      board: string
    }>(sql`select id, owner_id as owner, board_id as board
      from ${raw(parent.table)} where id = any(${parentIds}::uuid[])`)
    for (const { id, owner, board } of found) parents.set(id, { owner, board })
  }
  for (const row of rows) {
    const pool = entity.pool && row[entity.pool]
    if (pool) {
      Object.assign(row, { owner: null, board: pools.get(pool) })
      continue
    }
    const owner = row.owner ?? (ctx.user.system ? null : ctx.user.id)
    Object.assign(
      row,
      parents.get(via ? row[via] : '') ?? {
        owner,
        board: (owner && owner !== ctx.user.id && run.references.board(owner)) || ctx.user.board,
      },
    )
  }
}

/** All at once; when the database refuses, in halves, until the row that it refuses stands alone. */
async function createTogether(ctx: Ctx, run: Run, rows: Whole[], ids: Map<Draft, string>): Promise<void> {
  if (rows.length === 0) return
  const [only] = rows
  const done = await apart(ctx, rows.length === 1 ? only!.draft : null, async () => {
    await insertAll(ctx, run.entity, rows)
    for (const reaction of births(ctx, run.entity))
      await reaction.together!(
        ctx,
        rows.map(({ row }) => row),
        'create',
      )
    return true
  })
  if (done) for (const { draft, row } of rows) ids.set(draft, row.id)
  else if (rows.length > 1) {
    const half = rows.length >> 1
    await createTogether(ctx, run, rows.slice(0, half), ids)
    await createTogether(ctx, run, rows.slice(half), ids)
  }
}

async function createAlone(ctx: Ctx, run: Run, draft: Draft, ids: Map<Draft, string>): Promise<void> {
  const { entity } = run
  const values = Object.entries(draft.values).filter(([, value]) => value !== null && value !== undefined)
  const id = await apart(ctx, draft, async () => {
    const created = (await perform(
      ctx,
      entity,
      'create',
      null,
      Object.fromEntries(values.filter(([name]) => !AUTHORSHIP.includes(name))),
    )) as Values | null
    const authorship = values.filter(([name]) => AUTHORSHIP.includes(name))
    if (created && authorship.length > 0) {
      const sets = authorship.map(([name, value]) => sql`${raw(columnOf(name, entity.fields[name]!))} = ${value}`)
      await ctx.db.query(
        sql`update ${raw(entity.table)} set ${join(sets)} where id = ${created.id} and tenant_id = ${ctx.tenant}`,
      )
    }
    return created?.id as string | undefined
  })
  if (id) ids.set(draft, id)
}

/** What the row says otherwise than the record. Who made a record and when is never changed by a later file. */
function patchOf(entity: Entity, draft: Draft, record: Values): Values {
  return Object.fromEntries(
    Object.entries(draft.values).filter(
      ([name, value]) =>
        name in entity.fields &&
        !AUTHORSHIP.includes(name) &&
        !entity.fields[name]!.readOnly &&
        !sameValue(entity, name, value, record[name]),
    ),
  )
}

async function update(ctx: Ctx, entity: Entity, record: Values, patch: Values): Promise<boolean> {
  if (ctx.program.act(entity.name, 'update')) await perform(ctx, entity, 'update', record.id, patch)
  else await change(ctx, entity, record as never, patch)
  return true
}

/** Does one thing under a savepoint: a refusal, ours or the database's, becomes the row's fault and undoes only this. */
async function apart<T>(ctx: Ctx, draft: Draft | null, work: () => Promise<T>): Promise<T | undefined> {
  await ctx.db.query(raw('savepoint row_of_file'))
  try {
    const result = await work()
    await ctx.db.query(raw('release savepoint row_of_file'))
    return result
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    await ctx.db.query(raw('rollback to savepoint row_of_file'))
    draft?.faults.push(...faultsOf(refusal))
    return undefined
  }
}

const faultsOf = (refusal: Refusal): Fault[] =>
  refusal.errors.length > 0
    ? refusal.errors.map(({ field, code, params }) => ({ field, code, params }))
    : [{ field: '', code: refusal.code, params: refusal.params }]
