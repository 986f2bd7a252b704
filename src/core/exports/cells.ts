import { fieldAccess, reachOf } from '../access/reach'
import { onChinasClock } from '../calendar/china'
import type { Ctx } from '../ctx'
import { type Entity, type Field, kindOf } from '../entity'
import { labelIn, textIn } from '../i18n/say'
import { type FieldPath, pathOf } from '../records/path'
import type { Cell } from './sheet'

export interface Column {
  header: string
  format?: string
  width?: number
  /** The field to read for it. */
  reads: string
  cell(record: Record<string, any>): Cell
}

/** Fields whose values are no text for a cell. */
const WITHOUT_CELL = new Set(['files', 'structure'])

/** Everything of an object that the caller may see and a sheet can show. */
export const exportable = (ctx: Ctx, entity: Entity, readable: readonly string[]): string[] =>
  readable
    .filter(name => name !== 'id' && name !== 'version' && !WITHOUT_CELL.has(entity.fields[name]!.kind))
    .filter(name => !ctx.words.findEntity(entity.fields[name]!.target ?? '')?.internal)

/** A column for a field, or for one reached through references: its header and how a record fills it. */
export function columnFor(ctx: Ctx, entity: Entity, dotted: string): Column {
  const path = pathOf(ctx, entity, dotted)
  // A reference shows its record's title, asked for by name, since other columns may reach further through the same reference.
  const target =
    path.field.kind === 'ref' && dotted !== 'id' ? ctx.words.findEntity(path.field.target ?? '') : undefined
  if (target && reachOf(ctx, target, 'read').kind !== 'nothing' && fieldAccess(ctx, target, target.title) !== 'none') {
    const { reads, cell } = columnFor(ctx, entity, `${dotted}.${target.title}`)
    return { header: headerOf(ctx, path), reads, cell }
  }
  const steps = dotted.split('.')
  return {
    header: headerOf(ctx, path),
    reads: dotted,
    ...shape(path),
    cell: record =>
      cellOf(
        ctx,
        path.field,
        steps.reduce<any>((at, step) => at?.[step] ?? null, record),
      ),
  }
}

const headerOf = (ctx: Ctx, path: FieldPath) =>
  [...path.through.map(step => step.field), path.field].map(field => labelIn(field.label, ctx.lang)).join(' · ')

function shape({ field }: FieldPath): Pick<Column, 'format' | 'width'> {
  switch (field.kind) {
    case 'date':
      return { format: 'yyyy-mm-dd', width: 12 }
    case 'instant':
      return { format: 'yyyy-mm-dd hh:mm', width: 17 }
    case 'money':
      return { format: '#,##0.00', width: 14 }
    case 'longText':
      return { width: 40 }
    default:
      return field.kind === 'text' ? { width: 24 } : {}
  }
}

/** Spreadsheets know no day before this one. */
const FIRST_DAY = '1900-03-01'

function cellOf(ctx: Ctx, field: Field, value: any): Cell {
  if (value === null || value === undefined) return null
  const kind = kindOf(field)
  if (field.target && kind.family !== 'json')
    return [value]
      .flat()
      .map(one => one?.name ?? one?.id ?? String(one))
      .join('、')
  // What is masked comes as text, whatever the field holds.
  if (kind.family === 'number')
    return typeof value === 'number' ? (field.kind === 'money' ? value / 100 : value) : String(value)
  if (kind.family === 'date')
    return value >= FIRST_DAY && /^\d{4}-/.test(value) ? new Date(`${value}T00:00:00Z`) : String(value)
  if (kind.family === 'instant') {
    const at = onChinasClock(new Date(value))
    return Number.isNaN(at.getTime()) ? String(value) : at.toISOString() >= FIRST_DAY ? at : String(value)
  }
  if (field.dictionary) {
    const items = ctx.words.dictionary(field.dictionary)
    return [value]
      .flat()
      .map(code => {
        const item = items?.get(code)
        return item ? textIn(item.label, item.labelEn, ctx.lang) : String(code)
      })
      .join('、')
  }
  if (field.kind === 'flag' && typeof value === 'boolean')
    return ctx.lang === 'en' ? (value ? 'Yes' : 'No') : kind.toText(value, field, ctx.words)
  return typeof value === 'string' && field.kind !== 'region' ? value : kind.toText(value, field, ctx.words)
}
