import type { ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { reasonsOf, signed } from '../../fields/reasons'

/** In a record's head: what its figures are made of, where they say so. */
export const Reasons = ({ object, row }: { object: ObjectMeta; row: Row }) =>
  object.fields
    .filter(field => field.because && typeof row[field.name] === 'number' && reasonsOf(row[field.because]).length > 0)
    .map(field => (
      <ul key={field.name} className="record-reasons" aria-label={field.label}>
        <li>
          {field.label} <b>{String(row[field.name])}</b>
        </li>
        {reasonsOf(row[field.because!]).map(({ points, reason }) => (
          <li key={reason}>
            {reason} {signed(points)}
          </li>
        ))}
      </ul>
    ))
