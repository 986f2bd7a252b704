import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { canEdit } from '../../fields/value'
import type { Display } from './definition'
import { lanedBy } from './lanes'

/** The fields by which a display can lay out an object's rows, the best first. */
export function fieldsFor(metadata: Metadata, object: ObjectMeta, display: Display): FieldMeta[] {
  const seen = object.fields.filter(f => f.access !== 'masked')
  switch (display) {
    case 'list':
      return []
    case 'board':
      return listedFirst(
        object,
        seen.filter(f => (f.kind === 'choice' && !f.many && f.name !== 'currency') || !!lanedBy(metadata, object, f)),
      )
    case 'calendar':
      return listedFirst(object, seen.filter(isDay)).toSorted((a, b) => Number(canEdit(b)) - Number(canEdit(a)))
    case 'chart':
      return listedFirst(
        object,
        seen.filter(f => isDay(f) || (!f.many && CHARTED.includes(f.kind) && f.name !== 'currency')),
      )
  }
}
const CHARTED: readonly FieldMeta['kind'][] = ['choice', 'tree', 'flag', 'ref', 'region']
export const isDay = (field: FieldMeta): boolean => field.kind === 'date' || field.kind === 'instant'

/** What the list shows comes first, what every record has comes last. */
function listedFirst(object: ObjectMeta, fields: FieldMeta[]): FieldMeta[] {
  const place = (field: FieldMeta) => (object.list.includes(field.name) ? 0 : field.system ? 2 : 1)
  return fields.toSorted((a, b) => place(a) - place(b))
}

/** The field a display lays its rows out by: the one chosen, as long as it serves, else the first that does. */
export function fieldFor(
  metadata: Metadata,
  object: ObjectMeta,
  display: Display,
  chosen: string | null,
): FieldMeta | undefined {
  const fields = fieldsFor(metadata, object, display)
  return fields.find(f => f.name === chosen) ?? fields[0]
}
