import type { FieldMeta } from '../../core/metadata/types'
import type { zhCN } from './words'

/** What an administrator chooses among; some are a kind with something settled. */
export interface Choosable {
  id: keyof typeof zhCN.kinds
  icon: string
  kind: FieldMeta['kind']
  many?: boolean
  /** ref: always to this object. */
  target?: string
}
export const choosable: readonly Choosable[] = [
  { id: 'text', icon: 'type', kind: 'text' },
  { id: 'longText', icon: 'text', kind: 'longText' },
  { id: 'number', icon: 'hash', kind: 'number' },
  { id: 'money', icon: 'japanese-yen', kind: 'money' },
  { id: 'date', icon: 'calendar', kind: 'date' },
  { id: 'choice', icon: 'circle-chevron-down', kind: 'choice' },
  { id: 'choices', icon: 'square-check', kind: 'choice', many: true },
  { id: 'tree', icon: 'list-tree', kind: 'tree' },
  { id: 'region', icon: 'map', kind: 'region' },
  { id: 'flag', icon: 'toggle-left', kind: 'flag' },
  { id: 'person', icon: 'user-round', kind: 'ref', target: 'user' },
  { id: 'ref', icon: 'link-2', kind: 'ref' },
  { id: 'refs', icon: 'waypoints', kind: 'refs' },
  { id: 'files', icon: 'paperclip', kind: 'files' },
  { id: 'phone', icon: 'phone', kind: 'phone' },
  { id: 'email', icon: 'mail', kind: 'email' },
  { id: 'url', icon: 'globe', kind: 'url' },
  { id: 'instant', icon: 'clock', kind: 'instant' },
]

/** How a field's kind is shown. A structure has a screen of its own and is none of them. */
export const kindOf = (field: Pick<FieldMeta, 'kind' | 'many' | 'target'>): Choosable | undefined =>
  choosable.find(c => c.kind === field.kind && !!c.many === !!field.many && c.target && c.target === field.target) ??
  choosable.find(c => c.kind === field.kind && (c.kind !== 'choice' || !!c.many === !!field.many) && !c.target)

/** A list that an index can't serve offers no fast filter. */
export const canFilter = ({ kind, many }: Choosable): boolean =>
  !many && !['refs', 'files', 'longText', 'structure'].includes(kind)
