import type { ObjectMeta } from '../../core/metadata/types'
import { useMetadata } from '../api'
import { Badge } from '../kit/Chip'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import './approvals.css'
import { Line } from './Line'
import { useStanding } from './progress'
import { toneOf } from './RequestView'

/** Where a record stands in its approval, under its head: the request that runs, or the latest outcome. */
export function StandingOf({ object, id }: { object: ObjectMeta; id: string }) {
  const metadata = useMetadata()
  const { data } = useStanding(object, id)
  const latest = data?.items.find(one => one.status === 'running' || one.status === 'returned') ?? data?.items[0]
  const { kit } = useWords()
  if (!latest) return null
  const status = metadata.dictionaries.approvalStatus?.items.find(i => i.code === latest.status)?.label
  return (
    <section className="ap-standing" aria-label={latest.label}>
      <div className="ap-standing-head">
        <Link to={`/approval-requests/${latest.id}`} className="accent">
          {latest.label}
        </Link>
        <Badge tone={toneOf[latest.status] ?? 'lost'}>{status ?? kit.none}</Badge>
      </div>
      <Line steps={latest.steps} />
    </section>
  )
}
