import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../../core/metadata/types'
import { post } from '../../api'
import { moneyText } from '../../fields/format'
import { both, type Filter } from '../../generic/list/filter'
import type { Asked } from '../../generic/list/useLines'
import { Icon } from '../../kit/Icon'
import { Skeleton } from '../../kit/States'
import { Link } from '../../shell/Link'
import { listAddress } from '../../supervision/report'
import { fill, useWords } from '../../words'
import * as words from '../words'

type Amounts = Record<string, number>
/** As POST /api/opportunities/analysis/standing answers. */
interface Figures {
  amounts: Amounts | null
  weighted: Amounts | null
  stalled: number
  overdue: number
}

/** What all opportunities on show come to, weighted by how likely they are, and how many want attention. */
export function Standing({ object, asked }: { object: ObjectMeta; asked: Asked }) {
  const w = useWords(words)
  const { data } = useQuery({
    queryKey: ['aggregate', object.path, 'standing', asked.filter],
    queryFn: ({ signal }) =>
      post<Figures>('/api/opportunities/analysis/standing', { filter: asked.filter }, { signal }),
    enabled: asked.ready,
    placeholderData: before => before,
  })
  if (!data)
    return (
      <div className="board-standing">
        <Skeleton width={160} height={20} />
      </div>
    )
  const wants = (field: string): Filter | null => both(asked.filter, { field, op: 'eq', value: true })
  return (
    <div className="board-standing">
      {data.amounts && (
        <span className="wide">
          {w.total} <b>{amountsText(data.amounts)}</b>
        </span>
      )}
      {data.weighted && (
        <span className="wide" title={w.weightedHint}>
          {w.weighted} <b>{amountsText(data.weighted)}</b>
        </span>
      )}
      {data.stalled > 0 && (
        <span>
          <Link className="due" to={listAddress(object.path, wants('stalled'))}>
            <Icon name="pause" size={12} />
            {fill(w.stalled, { n: data.stalled.toLocaleString('en-US') })}
          </Link>
        </span>
      )}
      {data.overdue > 0 && (
        <span>
          <Link className="over" to={listAddress(object.path, wants('overdue'))}>
            <Icon name="triangle-alert" size={12} />
            {fill(w.overdue, { n: data.overdue.toLocaleString('en-US') })}
          </Link>
        </span>
      )}
    </div>
  )
}

const amountsText = (amounts: Amounts) =>
  Object.entries(amounts)
    .map(([currency, value]) => moneyText(value, currency, 0))
    .join(' + ') || '–'
