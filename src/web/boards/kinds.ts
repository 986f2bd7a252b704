import { type ComponentType, lazy } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Filter } from '../../core/records/filter'
import type { Row } from '../api'
import { asClauses, both, isCondition } from '../generic/list/filter'
import type { GroupHead } from '../generic/list/useGroups'
import type { Asked } from '../generic/list/useLines'

export interface FaceProps {
  object: ObjectMeta
  row: Row
  /** Waits for an answer: what must still be said before it stands where it was put. */
  waiting: boolean
}
export interface MoverProps {
  object: ObjectMeta
  row: Row
  from: GroupHead | undefined
  to: GroupHead
  /** The card where it lies now. */
  anchor: HTMLElement
  onDone(values: Partial<Row>): void
  onBack(): void
}

/** What the cards of an object show and how they move, where that is more than a changed field. */
export interface BoardKind {
  /** The field whose columns these are. */
  by: string
  /** Fields that the cards show, besides the columns of the list. */
  fields: readonly string[]
  /** Pixels of a card. */
  height: number
  /** What a board begins with unless the filter says something of the same field. */
  filter: Filter & { field: string }
  Face: ComponentType<FaceProps>
  /** Moves a card, asking for what is missing; draws nothing when nothing is. */
  Mover: ComponentType<MoverProps>
  /** Figures of all that is shown. */
  Standing?: ComponentType<{ object: ObjectMeta; asked: Asked }>
  /** The act that lets the reader move cards at all. */
  moves: string
  /** Acts that take a card off the board; it can be dropped on them. */
  ends: readonly string[]
  /** A page that looks at the same records as a whole: its address and its name among the pages. */
  analysis: { path: string; name: 'funnel'; icon: string }
}

const kinds: Readonly<Record<string, BoardKind>> = {
  opportunity: {
    by: 'stage',
    fields: [
      'account',
      'amount',
      'currency',
      'owner',
      'nextStep',
      'nextStepOn',
      'stageEnteredAt',
      'closeDate',
      'status',
      'stalled',
      'overdue',
    ],
    height: 124,
    filter: { field: 'status', op: 'eq', value: 'open' },
    Face: lazy(() => import('./opportunity/Face').then(m => ({ default: m.Face }))),
    Mover: lazy(() => import('./opportunity/Mover').then(m => ({ default: m.Mover }))),
    Standing: lazy(() => import('./opportunity/Standing').then(m => ({ default: m.Standing }))),
    moves: 'advance',
    ends: ['win', 'lose'],
    analysis: { path: '/sales-funnel', name: 'funnel', icon: 'filter' },
  },
}

export const boardKindOf = (object: ObjectMeta, by: string | undefined): BoardKind | undefined =>
  kinds[object.name]?.by === by ? kinds[object.name] : undefined

/** The page that looks at an object's records as a whole, with what of a list's filter it can use: it shows what is over too. */
export function analysisOf(object: ObjectMeta, filter: Filter | null) {
  const kind = kinds[object.name]
  if (!kind) return
  const rest = asClauses(filter).and.filter(c => !(isCondition(c) && c.field === kind.filter.field))
  const search = rest.length > 0 ? `?filter=${encodeURIComponent(JSON.stringify({ and: rest }))}` : ''
  return { ...kind.analysis, to: `${kind.analysis.path}${search}` }
}

/** The fields a board of this kind reads, as far as the reader may see them. */
export const fieldsOf = (object: ObjectMeta, kind: BoardKind | undefined): readonly string[] =>
  kind?.fields.filter(name => object.fields.some(f => f.name === name)) ?? []

/** What a list shows when it becomes a board: what is over would bury what is under way. */
export function filterOf(object: ObjectMeta, by: string | undefined, filter: Filter | null): Filter | null {
  const kind = boardKindOf(object, by)
  const says = (field: string) => asClauses(filter).and.some(c => isCondition(c) && c.field === field)
  return kind && !says(kind.filter.field) ? both(filter, kind.filter) : filter
}
