import type { ActMeta, ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { Button } from '../../kit/Button'
import { useRecordActs } from '../record/useRecordActs'

/** True when a record is such that screens offer the act; what is not known of it keeps nothing back. */
export const isOffered = ({ offer }: ActMeta, row: Row): boolean =>
  !offer || !(offer.field in row) || (row[offer.field] === null) === (offer.op === 'isNull')

/** Acts that one press does and that are made for records like this one: they stand on its row. */
const onRow = (object: ObjectMeta, row: Row) =>
  object.acts.filter(
    act => act.batch && act.offer && act.offer.field in row && act.input.length === 0 && isOffered(act, row),
  )

export function RowActs({ object, row }: { object: ObjectMeta; row: Row }) {
  const acts = onRow(object, row)
  return acts.length > 0 ? <Offered acts={acts} object={object} row={row} /> : null
}

function Offered({ acts, object, row }: { acts: ActMeta[]; object: ObjectMeta; row: Row }) {
  const { start } = useRecordActs(object, row)
  return acts.map(act => (
    <Button key={act.name} size={24} icon={act.icon} className="row-act" onClick={() => start(act)}>
      {act.label}
    </Button>
  ))
}
