import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'

/** A field as a list or a filter names it: of the object itself, or reached through references (`owner.department`). */
export interface Reached {
  path: string
  field: FieldMeta
  /** The object that has the field. */
  object: ObjectMeta
  /** Labels on the way: 负责人, 部门. */
  labels: string[]
}

const ID: FieldMeta = {
  name: 'id',
  label: 'ID',
  kind: 'text',
  system: true,
  readOnly: true,
  operators: ['eq', 'in'],
  access: 'read',
}

const targetOf = (metadata: Metadata, field: FieldMeta | undefined) =>
  metadata.objects.find(o => o.name === field?.target)

/** Undefined when the caller sees no such field: views outlive fields and rights. */
export function reach(metadata: Metadata, object: ObjectMeta, path: string): Reached | undefined {
  const names = path.split('.')
  const labels: string[] = []
  let at = object
  for (const [i, name] of names.entries()) {
    const field = name === 'id' ? ID : at.fields.find(f => f.name === name)
    if (!field) return undefined
    labels.push(field.label)
    if (i === names.length - 1) return { path, field, object: at, labels }
    const target = field.kind === 'ref' ? targetOf(metadata, field) : undefined
    if (!target) return undefined
    at = target
  }
  return undefined
}

export const canShow = (field: FieldMeta) => field.kind !== 'structure' && field.name !== 'version'
export const canGroup = (field: FieldMeta) =>
  field.access !== 'masked' && !field.many && ['choice', 'tree', 'flag', 'ref', 'region'].includes(field.kind)
export const canSort = (field: FieldMeta) =>
  field.sortable !== false && field.access !== 'masked' && !field.many && field.kind !== 'structure'

const WIDTHS: Partial<Record<FieldMeta['kind'], number>> = {
  text: 160,
  longText: 220,
  number: 108,
  money: 140,
  date: 108,
  instant: 124,
  choice: 104,
  tree: 128,
  region: 132,
  flag: 72,
  ref: 128,
  refs: 160,
  phone: 132,
  email: 176,
  url: 160,
  files: 96,
}
export const WIDTH_MIN = 64
export const WIDTH_MAX = 640
/** Where the check boxes stand, the page margin included. */
export const CHECK_WIDTH = 44
/** The title is the first thing read and the last to be cut. */
export const widthOf = (object: ObjectMeta, column: Reached) =>
  column.path === object.title ? 252 : column.field.many ? 160 : (WIDTHS[column.field.kind] ?? 140)

/** Fields to ask the server for. What lies behind a reference must not cost the reference its own name. */
export function fieldsToRead(
  object: ObjectMeta,
  columns: readonly Reached[],
  metadata: Metadata,
  by?: string,
): string[] {
  // What may be done with a record depends on whose it is.
  const whose = object.pool ? [object.pool, 'owner'] : []
  const beside = columns.flatMap(({ field, path }) =>
    path.includes('.') ? [] : [field?.countdown, field?.because].filter(name => name !== undefined),
  )
  const paths = new Set([
    'version',
    object.title,
    ...whose,
    ...beside,
    ...columns.map(c => c.path),
    ...(by ? [by] : []),
  ])
  for (const { path } of columns) {
    const steps = path.split('.').slice(0, -1)
    steps.forEach((_, i) => {
      const reference = steps.slice(0, i + 1).join('.')
      const title = targetOf(metadata, reach(metadata, object, reference)?.field)?.title
      if (title) paths.add(`${reference}.${title}`)
      paths.delete(reference)
    })
  }
  if (
    columns.some(c => c.field.kind === 'money' && !c.path.includes('.')) &&
    object.fields.some(f => f.name === 'currency')
  ) {
    paths.add('currency')
  }
  return [...paths].sort()
}

type Row = Record<string, any>

/** The row that has the field itself, and its value there; a reference read deeper gets its name back from its title. */
export function valueAt(row: Row, column: Reached, metadata: Metadata): { value: unknown; holder: Row | null } {
  const names = column.path.split('.')
  let holder: Row | null = row
  for (const name of names.slice(0, -1)) holder = holder?.[name] ?? null
  const value = holder?.[column.field.name]
  if (column.field.kind === 'ref' && value && typeof value === 'object' && !('name' in value)) {
    const title = targetOf(metadata, column.field)?.title
    return { value: { id: value.id, name: title ? value[title] : undefined }, holder }
  }
  return { value, holder }
}

/** Squeezes or stretches the first columns a little so that what is in sight ends with a whole column: a figure is never cut. */
export function fitted<C extends { width: number }>(columns: readonly C[], room: number): readonly C[] {
  const total = columns.reduce((sum, c) => sum + c.width, 0)
  if (room <= 0 || total <= room) return columns
  // Squeezing cuts words, stretching costs nothing but room.
  const cost = (scale: number) => (scale < 1 ? 3 : 1) * Math.abs(Math.log(scale))
  let best = { last: 0, scale: Number.POSITIVE_INFINITY }
  let sum = 0
  for (const [last, column] of columns.entries()) {
    sum += column.width
    const scale = room / sum
    if (cost(scale) < cost(best.scale)) best = { last, scale }
  }
  return columns.map((c, i) => (i <= best.last ? { ...c, width: Math.floor(c.width * best.scale) } : c))
}
