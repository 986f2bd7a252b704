import { asProblem } from '../api'
import { momentText } from '../fields/format'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { ErrorState, Skeleton } from '../kit/States'
import { Link } from '../shell/Link'
import { useLang, useWords } from '../words'
import { PanelBox } from '../workbench/PanelBox'
import { asks, useAnnouncements } from './api'
import * as words from './words'

const FEW = 4

/** Announcements to the caller on the workbench: those that ask something first. */
export function AnnouncementsPanel() {
  const w = useWords(words)
  const lang = useLang()
  const query = useAnnouncements()
  const mine = (query.data?.items ?? []).filter(one => one.forMe)
  const shown = [...mine.filter(asks), ...mine.filter(one => !asks(one))].slice(0, FEW)
  return (
    <PanelBox name="announcements" count={mine.filter(asks).length} all="/announcements">
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={36} />
      ) : shown.length === 0 ? (
        <div className="bench-empty">
          <p className="t2">{w.panelNone}</p>
        </div>
      ) : (
        <ul>
          {shown.map(one => (
            <li key={one.id}>
              <Link to={`/announcements/${one.id}`} className="bench-row">
                <Icon name={one.pinned ? 'pin' : 'megaphone'} />
                <span className="ellipsis spring">{asks(one) ? <b>{one.title}</b> : one.title}</span>
                {asks(one) && one.mustConfirm ? (
                  <Badge tone="due">{w.toConfirm}</Badge>
                ) : (
                  <span className="small t3">{momentText(one.createdAt, lang)}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PanelBox>
  )
}
