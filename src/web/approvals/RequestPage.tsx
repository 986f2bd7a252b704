import { useParams } from '@tanstack/react-router'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { useWords } from '../words'
import { useProgress } from './progress'
import { RequestView } from './RequestView'
import * as words from './words'

/** A request on a page of its own: where notifications lead. */
export function RequestPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { title } = useWords(words)
  useTitle(useProgress(id).data?.title ?? title)
  return (
    <div className="ap-page">
      <RequestView
        id={id}
        before={
          <div className="record-crumb">
            <Link to="/approvals">{title}</Link>
          </div>
        }
      />
    </div>
  )
}
