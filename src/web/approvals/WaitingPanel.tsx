import { totalOf, useRecords } from '../api'
import { dayText, momentText } from '../fields/format'
import type { Named } from '../fields/value'
import { Avatar } from '../kit/Avatar'
import { Link } from '../shell/Link'
import { useLang, useWords } from '../words'
import { PanelBox, PanelRows } from '../workbench/PanelBox'
import { waitingForMe } from './lists'
import * as words from './words'

/** What waits for the reader's consent, the longest waiting first. */
export function WaitingPanel() {
  const w = useWords(words)
  const lang = useLang()
  const list = useRecords(waitingForMe.path, { ...waitingForMe.query, limit: 5 })
  return (
    <PanelBox name="approvals" count={totalOf(list.data)} all="/approvals">
      <PanelRows list={list} empty={<p className="t2">{w.none.open[0]}</p>}>
        {row => {
          const request = row.request as Named | null
          const submitter = row.submitter as Named | null
          const due = row.dueAt as string | null
          const late = due !== null && Date.parse(due) < Date.now()
          return (
            <li key={row.id}>
              <Link to={`/approvals?id=${request?.id ?? ''}`} className="bench-row">
                <Avatar name={submitter?.name ?? ''} size={20} />
                <span className="ellipsis spring">{String(row.title)}</span>
                <span className={late ? 'small over' : 'small t3'}>
                  {late ? w.late : due ? momentText(due, lang) : dayText(String(row.openedAt).slice(0, 10), lang)}
                </span>
              </Link>
            </li>
          )
        }}
      </PanelRows>
    </PanelBox>
  )
}
