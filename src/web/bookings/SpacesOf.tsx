import { asProblem, post, type Row, refresh, remove, rowsOf, useObject, useRecords } from '../api'
import { useLookup } from '../fields/lookups'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import './bookings.css'
import * as words from './words'

/** The space that a publication has in every issue. */
export function SpacesOf({ publication }: { publication: Row }) {
  const w = useWords(words).spaces
  const lookup = useLookup()
  const object = useObject('space')
  const query = useRecords(
    'spaces',
    {
      filter: { field: 'publication', op: 'eq', value: publication.id },
      sort: 'position,name',
      limit: 200,
    },
    { enabled: !!object },
  )
  if (!object) return null
  const rows = rowsOf(query.data)
  const again = () => refresh('spaces')
  async function drop(row: Row) {
    try {
      await remove(`/api/spaces/${row.id}`)
      toast({
        text: fill(w.removed, { name: String(row.name) }),
        undo: () => post(`/api/spaces/${row.id}/restore`).then(again),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    again()
  }
  return (
    <section>
      <h3>{w.title}</h3>
      {query.isSuccess && rows.length === 0 && <p className="t3">{w.none}</p>}
      <ul className="issue-rows">
        {rows.map(row => (
          <li key={row.id}>
            <button type="button" className="issue-open" onClick={() => openForm({ object: 'space', id: row.id })}>
              <span className="ellipsis">{String(row.name)}</span>
            </button>
            <span className="small t3">
              {[lookup.item('spaceKind', String(row.kind))?.label, row.size, row.active === false && w.off]
                .filter(one => one && one !== row.name)
                .join(' · ')}
            </span>
            <span className="number small">{fill(w.places, { n: Number(row.places ?? 1) })}</span>
            {object.can.delete && (
              <IconButton
                icon="trash-2"
                size={24}
                label={fill(w.remove, { name: String(row.name) })}
                onClick={() => void drop(row)}
              />
            )}
          </li>
        ))}
      </ul>
      {object.can.create && (
        <Button
          icon="plus"
          size={28}
          onClick={() =>
            openForm({
              object: 'space',
              preset: {
                publication: { id: publication.id, name: String(publication.name) },
                position: rows.length + 1,
              },
              onSaved: again,
            })
          }
        >
          {w.add}
        </Button>
      )}
    </section>
  )
}
