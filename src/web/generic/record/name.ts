import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { isNamed } from '../../fields/value'

/** What people call a record: its title, else the record it links to, else its kind. */
export function nameOf(object: ObjectMeta, row: Row, except?: string): string {
  const title = row[object.title]
  if (typeof title === 'string' && title) return title
  const linked = object.fields.find(
    f => f.kind === 'ref' && !f.system && isNamed(row[f.name]) && (row[f.name] as { id: string }).id !== except,
  )
  return (linked && (row[linked.name] as { name: string | null }).name) || object.label
}

export const fieldOf = (object: ObjectMeta, name: string): FieldMeta | undefined =>
  object.fields.find(f => f.name === name)

/** The address of a record's own page. */
export const pageOf = (object: ObjectMeta, id: string): string => `/${object.path}/${id}`

/** Set-up is not talked about; everything that somebody owns is. */
export const talksAbout = (object: ObjectMeta): boolean => object.owned && !object.setup && object.name !== 'comment'
