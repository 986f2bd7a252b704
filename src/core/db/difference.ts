import { createHash } from 'node:crypto'
import type pg from 'pg'
import { columnOf, type Entity, type Field, kindOf, snake } from '../entity'
import { isList } from '../records/column'

interface Column {
  name: string
  type: string
  /** What follows the type in a declaration. */
  rest?: string
}
interface Index {
  name: string
  unique?: boolean
  gin?: boolean
  /** Of the rows in the recycle bin, which every other index leaves out. */
  bin?: boolean
  /** Only of the rows where this column says something: most references say nothing, and each entry costs a write. */
  given?: string
  /** With their direction. */
  keys: string[]
  include?: string[]
}
interface Link {
  name: string
  column: string
  target: string
}
interface Standing {
  columns: Map<string, string>
  indexes: Map<string, string>
  links: Set<string>
}

/**
 * The SQL that brings the tables of `client`'s database to what the entities declare; empty when nothing differs. Columns
 * and types that would lose data are only named in comments: a person decides.
 */
export async function difference(client: pg.ClientBase, entities: readonly Entity<any>[]): Promise<string> {
  const tables = new Map(entities.map(entity => [entity.name, entity.table]))
  const parts: string[] = []
  const links: string[] = []
  for (const entity of entities) {
    const standing = await standingOf(client, entity.table)
    parts.push(...(standing ? changesTo(entity, standing) : [tableOf(entity)]))
    for (const index of indexesOf(entity)) {
      const found = standing?.indexes.get(index.name)
      if (found === shapeOf(index)) continue
      if (found !== undefined) parts.push(`drop index ${index.name};`)
      parts.push(indexSql(entity, index))
    }
    links.push(
      ...linksOf(entity, tables)
        .filter(link => !standing?.links.has(link.name))
        .map(link => linkSql(entity, link)),
    )
  }
  return [...parts, ...(links.length ? ['', ...links] : [])].join('\n').trim()
}

const STANDARD: readonly Column[] = [
  { name: 'tenant_id', type: 'integer', rest: 'not null references tenants (id)' },
  { name: 'id', type: 'uuid', rest: 'not null' },
  { name: 'version', type: 'integer', rest: 'not null default 1' },
  { name: 'created_at', type: 'timestamptz(3)', rest: 'not null default now()' },
  { name: 'created_by', type: 'uuid' },
  { name: 'updated_at', type: 'timestamptz(3)', rest: 'not null default now()' },
  { name: 'updated_by', type: 'uuid' },
  { name: 'deleted_at', type: 'timestamptz(3)' },
  { name: 'custom', type: 'jsonb', rest: `not null default '{}'` },
]
const fieldsOf = (entity: Entity<any>): [string, Field<any>][] =>
  Object.entries(entity.fields as Record<string, Field<any>>).filter(([name]) => !isStandard(name))
const isStandard = (name: string) => STANDARD.some(column => column.name === snake(name))

function columnsOf(entity: Entity<any>): Column[] {
  const own = fieldsOf(entity).map(([name, field]) => ({
    name: columnOf(name, field),
    type: kindOf(field).column(field),
  }))
  const [tenant, id, ...rest] = STANDARD
  return [tenant!, id!, ...own, ...rest]
}

function tableOf(entity: Entity<any>): string {
  const columns = columnsOf(entity).map(columnSql)
  return `\ncreate table ${entity.table} (\n  ${[...columns, 'primary key (tenant_id, id)'].join(',\n  ')}\n);`
}
const columnSql = ({ name, type, rest }: Column) => `${quoted(name)} ${type}${rest ? ` ${rest}` : ''}`

function changesTo(entity: Entity<any>, standing: Standing): string[] {
  const declared = columnsOf(entity)
  const lines: string[] = []
  for (const column of declared) {
    const type = standing.columns.get(column.name)
    if (type === undefined) lines.push(`alter table ${entity.table} add column ${columnSql(column)};`)
    else if (type !== longName(column.type)) {
      lines.push(`-- ${entity.table}.${column.name} is ${type} and declared ${column.type}:`)
      lines.push(`-- drop view wall.${entity.table};`)
      lines.push(`-- alter table ${entity.table} alter column ${quoted(column.name)} type ${column.type};`)
    }
  }
  for (const name of standing.columns.keys()) {
    if (declared.some(column => column.name === name)) continue
    lines.push(`-- No longer declared; its data would be lost:`)
    lines.push(`-- drop view wall.${entity.table};`)
    lines.push(`-- alter table ${entity.table} drop column ${quoted(name)};`)
  }
  return lines
}

/** Every list walks one of these: newest change first, among the rows that are not in the recycle bin. */
const NEWEST = ['updated_at desc', 'id desc']

function indexesOf(entity: Entity<any>): Index[] {
  const { table } = entity
  const fields = Object.entries(entity.fields as Record<string, Field<any>>)
  const isLink = (field: Field<any>) => field.kind === 'ref'
  const include = fields
    .filter(([, field]) => field.filter && isSmall(field))
    .map(([name, field]) => columnOf(name, field))
  const walk = (...scope: string[]): Index => ({
    name: indexName(table, [...scope, 'newest']),
    keys: ['tenant_id', ...scope, ...NEWEST],
    // A walk that has all it is asked for reads no row: what an owner has counts on the owner's board only.
    include: [...include, ...(scope.includes('owner_id') ? ['board_id'] : [])].filter(
      column => !scope.includes(column),
    ),
  })
  const indexes = [walk(), ...(entity.owned ? [walk('owner_id'), walk('board_id')] : [])]

  for (const [name, field] of fields) {
    const column = columnOf(name, field)
    const declared = entity.declared.includes(name)
    if (field.unique)
      indexes.push({ name: indexName(table, [column, 'unique']), unique: true, keys: ['tenant_id', column] })
    if (isList(field)) {
      if (field.filter || field.kind === 'refs')
        indexes.push({ name: indexName(table, [column]), gin: true, keys: [column] })
    } else if (field.filter) {
      indexes.push({ name: indexName(table, [column]), keys: ['tenant_id', column, ...NEWEST] })
    } else if (isLink(field) && declared && !entity.timeline) {
      // What lies in a realm is walked in the order of lists.
      const order = entity.realm === name ? NEWEST : []
      indexes.push({ name: indexName(table, [column]), keys: ['tenant_id', column, ...order], given: column })
    }
    if (isLink(field) && declared && entity.timeline) {
      const at = snake(entity.timeline)
      indexes.push({ name: indexName(table, [column, at]), keys: ['tenant_id', column, `${at} desc`, 'id desc'] })
    }
  }
  // What belongs to a record follows it to its new owner, in the bin too.
  if (entity.belongsTo) {
    const column = columnOf(entity.belongsTo, entity.fields[entity.belongsTo]!)
    indexes.push({ name: indexName(table, [column, 'bin']), bin: true, keys: ['tenant_id', column] })
  }
  return indexes
}
/** Few bytes, so carrying it in every walk costs little; texts of people's making are not. */
const isSmall = (field: Field<any>) =>
  !isList(field) && ['number', 'date', 'instant', 'code', 'flag', 'id'].includes(kindOf(field).family)

const indexSql = ({ table }: Entity<any>, { name, unique, gin, bin, given, keys, include }: Index) =>
  `create ${unique ? 'unique ' : ''}index ${name} on ${table} ${gin ? 'using gin ' : ''}(${keys.map(quotedKey).join(', ')})${
    include?.length ? ` include (${include.map(quoted).join(', ')})` : ''
  } where deleted_at is ${bin ? 'not null' : 'null'}${given ? ` and ${quoted(given)} is not null` : ''};`
const shapeOf = ({ keys, include = [], given = '' }: Index) => `${keys.join(',')}|${include.join(',')}|${given}`

/** By whom and by whom last is written by the program, never by a person; a check would only cost. */
function linksOf(entity: Entity<any>, tables: ReadonlyMap<string, string>): Link[] {
  return fieldsOf(entity).flatMap(([name, field]) => {
    if (field.kind !== 'ref') return []
    const target = tables.get(field.target!)
    if (!target) throw new Error(`${entity.name}.${name} refers to ${field.target}, which no slice declares`)
    const column = columnOf(name, field)
    return [{ name: indexName(entity.table, [column, 'fk']), column, target }]
  })
}
const linkSql = ({ table }: Entity<any>, { name, column, target }: Link) =>
  `alter table ${table} add constraint ${name} foreign key (tenant_id, ${quoted(column)}) references ${target} (tenant_id, id);`

async function standingOf(client: pg.ClientBase, table: string): Promise<Standing | null> {
  const columns = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
    [`public."${table}"`],
  )
  if (!columns.rows.length) return null
  const indexes = await client.query<{ name: string; shape: string }>(
    `select c.relname as name,
       (select string_agg(trim(both '"' from pg_get_indexdef(c.oid, n, false))
          || case when i.indoption[n - 1] & 1 = 1 then ' desc' else '' end, ',' order by n)
        from generate_series(1, i.indnkeyatts) n)
       || '|' || coalesce((select string_agg(trim(both '"' from pg_get_indexdef(c.oid, n, false)), ',' order by n)
        from generate_series(i.indnkeyatts + 1, i.indnatts) n), '')
       || '|' || coalesce(trim(both '"' from substring(pg_get_expr(i.indpred, i.indrelid) from ' AND \\((\\S+) IS NOT NULL\\)')), '') as shape
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = to_regclass($1)`,
    [`public."${table}"`],
  )
  const links = await client.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = to_regclass($1) and contype = 'f'`,
    [`public."${table}"`],
  )
  return {
    columns: new Map(columns.rows.map(row => [row.name, row.type])),
    indexes: new Map(indexes.rows.map(row => [row.name, row.shape])),
    links: new Set(links.rows.map(row => row.name)),
  }
}

/** PostgreSQL cuts names at 63 bytes; a cut one would never be found again. */
function indexName(table: string, parts: string[]): string {
  const name = [table, ...parts].join('_')
  return name.length <= 63
    ? name
    : `${name.slice(0, 54)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}
const longName = (type: string) =>
  type.replace(/^timestamptz\((\d)\)$/, 'timestamp($1) with time zone').replace(/^int4$/, 'integer')

/** Words that SQL keeps for itself; quoting all names would make the files hard to read. */
const RESERVED = new Set([
  'all',
  'analyse',
  'analyze',
  'and',
  'any',
  'array',
  'as',
  'asc',
  'both',
  'case',
  'cast',
  'check',
  'collate',
  'column',
  'constraint',
  'create',
  'default',
  'desc',
  'distinct',
  'do',
  'else',
  'end',
  'except',
  'false',
  'fetch',
  'for',
  'foreign',
  'from',
  'grant',
  'group',
  'having',
  'in',
  'initially',
  'intersect',
  'into',
  'lateral',
  'leading',
  'left',
  'like',
  'limit',
  'not',
  'null',
  'offset',
  'on',
  'only',
  'or',
  'order',
  'placing',
  'primary',
  'references',
  'returning',
  'right',
  'select',
  'some',
  'table',
  'then',
  'to',
  'trailing',
  'true',
  'union',
  'unique',
  'user',
  'using',
  'variadic',
  'when',
  'where',
  'window',
  'with',
])
const quoted = (name: string) => (RESERVED.has(name) ? `"${name}"` : name)
const quotedKey = (key: string) => {
  const [column, ...direction] = key.split(' ')
  return [quoted(column!), ...direction].join(' ')
}
