import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Row, useSave } from '../../api'
import { FilesEditor } from '../../fields/editors/FilesEditor'
import { canEdit, inputValue, isEmpty } from '../../fields/value'
import { toast } from '../../kit/Toast'
import { FactValue } from './FactValue'

/** A record's files and pictures, kept by dropping them here. */
export function FilesCard({ object, row }: { object: ObjectMeta; row: Row }) {
  const save = useSave(object.path)
  const fields = object.fields.filter(f => f.kind === 'files' && (object.can.update || !isEmpty(row[f.name])))
  return fields.map(field => (
    <section className="record-card" key={field.name}>
      <div className="record-section-head">
        <h2>{field.label}</h2>
      </div>
      {object.can.update && canEdit(field) ? (
        <FilesEditor
          field={field}
          value={row[field.name]}
          onChange={value =>
            save.mutate(
              {
                id: row.id,
                version: row.version,
                changes: { [field.name]: inputValue(value) },
                shown: { [field.name]: value },
              },
              { onError: thrown => toast({ text: asProblem(thrown).message, tone: 'over' }) },
            )
          }
        />
      ) : (
        <FactValue field={field} value={row[field.name]} row={row} />
      )}
    </section>
  ))
}
