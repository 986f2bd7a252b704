import { useEffect, useState } from 'react'
import type { LogDay } from '../../domain/worklogs'
import { asProblem, patch, post, type Row, useMetadata, useSession } from '../api'
import { clockOf, dayOf, dayText, momentText, todayInChina } from '../fields/format'
import { Button } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { Labelled, TextArea } from '../kit/Input'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { refreshLogs, useLogDay, useMeasures } from './api'
import { Comments, onCtrlEnter, Review, Written } from './Texts'
import * as words from './words'

/** Somebody's day: to write for oneself while it is open, to read and review for those above. */
export function LogView({ day, user }: { day: string; user?: string }) {
  const w = useWords(words)
  const query = useLogDay(day, user)
  const scope = useSession().rights.workLog?.update
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (query.isPending) return <SkeletonRows rows={6} height={48} />
  const { data } = query
  const { log } = data
  const mine = !user
  return (
    <div className="wl-day">
      <div className="wl-text">
        <Counted figures={log?.figures && !data.open ? log.figures : data.figures} />
        {data.open ? (
          <Write key={day} data={data} />
        ) : log ? (
          <>
            <Written label={w.doneThen} text={log.done} />
            <Written label={w.plan} text={log.plan} />
            <Written label={w.problems} text={log.problems} />
            {mine && <p className="t3 small">{w.closed}</p>}
          </>
        ) : (
          <Empty
            title={data.workingDay ? (mine ? w.notWritten : w.notWrittenOther) : w.off}
            text={mine && data.workingDay ? w.notWrittenText : undefined}
          />
        )}
        {log && (
          <>
            <Review
              key={`${log.id} ${log.reviewedAt}`}
              path="work-logs"
              row={log as Row}
              may={!mine && log.status === 'submitted' && scope !== 'own' && scope !== 'none'}
              onDone={refreshLogs}
            />
            <Comments object="workLog" path="work-logs" id={log.id} />
          </>
        )}
      </div>
      <Known data={data} />
    </div>
  )
}

/** The figures of a day or span, those that are not nothing. */
export function Counted({ figures }: { figures: Record<string, number> }) {
  const shown = useMeasures().filter(({ code }) => figures[code])
  if (shown.length === 0) return null
  return (
    <div className="wl-figures">
      <Figures>
        {shown.map(({ code, label }) => (
          <Figure key={code} label={label} value={figures[code]} />
        ))}
      </Figures>
    </div>
  )
}

function Write({ data: { day, log, prefill, closesAt } }: { data: LogDay }) {
  const w = useWords(words)
  const lang = useLang()
  const [done, setDone] = useState(String(log?.done ?? prefill))
  const [plan, setPlan] = useState(String(log?.plan ?? ''))
  const [problems, setProblems] = useState(String(log?.problems ?? ''))
  const [busy, setBusy] = useState(false)
  const submitted = log?.status === 'submitted'
  // What was done since the page was opened is filled in as long as nobody has written anything else.
  const [filled, setFilled] = useState(prefill)
  useEffect(() => {
    if (log || prefill === filled) return
    setDone(now => (now === filled ? prefill : now))
    setFilled(prefill)
  }, [log, prefill, filled])

  const keep = async (submit: boolean) => {
    setBusy(true)
    try {
      const texts = { done: done || null, plan: plan || null, problems: problems || null }
      const { id } = log
        ? await patch<Row>(`/api/work-logs/${log.id}`, texts)
        : await post<Row>('/api/work-logs', { day, ...texts }, { key: crypto.randomUUID() })
      if (submit) await post(`/api/work-logs/${id}/submit`, {}, { key: crypto.randomUUID() })
      toast({ text: submit ? w.submitted : w.kept })
    } catch (error) {
      toast({ text: asProblem(error).message, tone: 'over' })
    } finally {
      setBusy(false)
      refreshLogs()
    }
  }
  const today = day === todayInChina()
  return (
    <form
      className="wl-form"
      onSubmit={event => event.preventDefault()}
      onKeyDown={event => onCtrlEnter(event, () => void keep(!submitted))}
    >
      <Labelled label={today ? w.done : w.doneThen}>
        {ids => (
          <TextArea
            {...ids}
            rows={Math.min(14, Math.max(5, done.split('\n').length + 1))}
            placeholder={w.donePlaceholder}
            value={done}
            onChange={event => setDone(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={w.plan}>
        {ids => <TextArea {...ids} rows={3} value={plan} onChange={event => setPlan(event.target.value)} />}
      </Labelled>
      <Labelled label={w.problems}>
        {ids => <TextArea {...ids} rows={2} value={problems} onChange={event => setProblems(event.target.value)} />}
      </Labelled>
      <div className="wl-acts">
        <Button look="primary" icon={submitted ? undefined : 'send'} busy={busy} onClick={() => void keep(!submitted)}>
          {submitted ? w.save : w.submit}
        </Button>
        {!submitted && (
          <Button busy={busy} onClick={() => void keep(false)}>
            {w.keep}
          </Button>
        )}
        <span className="t3 small">
          {fill(w.until, {
            time: `${dayText(dayOf(new Date(closesAt)), lang)} ${clockOf(new Date(closesAt))}`,
          })}
        </span>
      </div>
    </form>
  )
}

const icons: Record<string, string> = {
  call: 'phone',
  visit: 'map-pin',
  email: 'mail',
  meeting: 'users-round',
  wechat: 'messages-square',
  sms: 'message-circle',
  note: 'notebook-pen',
}

/** What the system knows of the day, in order of time. */
function Known({ data }: { data: LogDay }) {
  const w = useWords(words)
  const lang = useLang()
  const { objects, dictionaries } = useMetadata()
  return (
    <aside className="wl-known" aria-label={w.known}>
      <h3>{w.known}</h3>
      {data.deeds.length === 0 ? (
        <p className="t3">{w.knownNone}</p>
      ) : (
        <ul>
          {data.deeds.map(item => {
            const object = objects.find(one => one.name === item.object)
            const type = String(item.record?.type ?? '')
            const what =
              item.act === undefined
                ? (dictionaries.activityType?.items.find(one => one.code === type)?.label ?? object?.label)
                : `${object?.acts.find(one => one.name === item.act)?.label ?? ''}${lang === 'en' ? ' ' : ''}${object?.label ?? ''}`
            const id = item.act === undefined ? item.id : String(item.record?.id ?? '')
            return (
              <li key={`${item.object} ${item.act ?? ''} ${item.id}`}>
                <Link to={`/${object?.path}/${id}`} className="wl-deed">
                  <span className="t3">{clockOf(new Date(item.at))}</span>
                  <Icon name={(item.act === undefined && icons[type]) || object?.icon || 'circle'} size={14} />
                  <span className="ellipsis" data-tip={momentText(item.at, lang)}>
                    <span className="t2">{what}</span> {item.title}
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </aside>
  )
}
