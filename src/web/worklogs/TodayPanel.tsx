import { asProblem, post } from '../api'
import { todayInChina } from '../fields/format'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ErrorState, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import { PanelBox } from '../workbench/PanelBox'
import { refreshLogs, useLogDay } from './api'
import { Counted } from './LogView'
import * as words from './words'
import './worklogs.css'

/** Today's log on the workbench: what is known of the day, and one tap to hand it in. */
export function TodayPanel() {
  const w = useWords(words)
  const query = useLogDay(todayInChina())
  const { data } = query
  const status = data?.log?.status
  const submit = async () => {
    try {
      const log = data?.log ?? (await post<{ id: string }>('/api/work-logs', {}, { key: crypto.randomUUID() }))
      await post(`/api/work-logs/${log.id}/submit`, {}, { key: crypto.randomUUID() })
      toast({ text: w.submitted })
    } catch (error) {
      toast({ text: asProblem(error).message, tone: 'over' })
    } finally {
      refreshLogs()
    }
  }
  return (
    <PanelBox name="workLog" all="/work-logs">
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : data ? (
        <>
          <Counted figures={data.figures} />
          <div className="wl-bench">
            {status === 'submitted' ? (
              <span className="won">
                <Icon name="check" size={14} /> {w.panelDone}
              </span>
            ) : (
              <span className="t2">{status ? w.panelDraft : w.panelNone}</span>
            )}
            <span className="spring" />
            {status !== 'submitted' && (
              <>
                <Link to="/work-logs" className="accent">
                  {w.writeLog}
                </Link>
                {(data.log?.done || data.prefill) && (
                  <Button size={28} icon="send" onClick={() => void submit()}>
                    {w.submit}
                  </Button>
                )}
              </>
            )}
          </div>
        </>
      ) : (
        <Skeleton height={36} />
      )}
    </PanelBox>
  )
}
