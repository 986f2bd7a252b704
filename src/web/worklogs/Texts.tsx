import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { address, asProblem, get, post, refresh, useMetadata } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { momentText } from '../fields/format'
import type { Named } from '../fields/value'
import type { TimelineItem } from '../generic/record/timeline'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { TextArea } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { toast } from '../kit/Toast'
import { useLang, useWords } from '../words'
import * as words from './words'

/** Something written, under its name. */
export const Written = ({ label, text }: { label: string; text: unknown }) =>
  text ? (
    <section className="wl-written">
      <h3>{label}</h3>
      <p>{String(text)}</p>
    </section>
  ) : null

/** What colleagues say to a log or plan, and a line to say something. */
export function Comments({ object, path, id }: { object: 'workLog' | 'workPlan'; path: string; id: string }) {
  const w = useWords(words)
  const lang = useLang()
  const [text, setText] = useState('')
  // Who may read the log reads all that is said on it; a list of comments would only hold one's own.
  const list = useQuery({
    queryKey: ['timeline', path, id, 'comment'],
    queryFn: ({ signal }) =>
      get<{ items: TimelineItem[] }>(address(`/api/${path}/${id}/timeline`, { kinds: 'comment', limit: 100 }), signal),
  })
  const said = [...(list.data?.items ?? [])].reverse()
  const send = () => {
    if (!text.trim()) return
    post('/api/comments', { aboutObject: object, aboutId: id, body: text }, { key: crypto.randomUUID() }).then(
      () => {
        setText('')
        refresh('comments')
      },
      error => toast({ text: asProblem(error).message, tone: 'over' }),
    )
  }
  return (
    <section className="wl-comments" aria-label={w.comments}>
      <h3>{w.comments}</h3>
      {said.length === 0 && !list.isPending && <p className="t3">{w.noComments}</p>}
      <ul>
        {said.map(item => {
          const who = item.actor?.name ?? ''
          return (
            <li key={item.id}>
              <Avatar name={who} size={24} />
              <div>
                <span className="wl-said-by">
                  <b>{who}</b> <span className="t3 small">{momentText(item.at, lang)}</span>
                </span>
                <p>{String(item.record?.body ?? '')}</p>
              </div>
            </li>
          )
        })}
      </ul>
      <div className="wl-say">
        <TextArea
          aria-label={w.comment}
          placeholder={w.comment}
          rows={1}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => onCtrlEnter(event, send)}
        />
        <Button onClick={send}>{w.send}</Button>
      </div>
    </section>
  )
}

export function onCtrlEnter(event: KeyboardEvent, act: () => void) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  act()
}

interface Reviewed {
  id: string
  mark?: unknown
  review?: unknown
  reviewedBy?: unknown
  reviewedAt?: unknown
}

/** The manager's mark and words; for a manager also the way to give them. */
export function Review({ path, row, may, onDone }: { path: string; row: Reviewed; may: boolean; onDone(): void }) {
  const w = useWords(words)
  const lang = useLang()
  const { dictionaries } = useMetadata()
  const items = dictionaries.workMark?.items.filter(item => !item.inactive) ?? []
  const by = row.reviewedBy as Named | null
  const [writing, setWriting] = useState(false)
  const [mark, setMark] = useState<string | null>((row.mark as string | null) ?? null)
  const [text, setText] = useState(String(row.review ?? ''))
  const item = items.find(one => one.code === row.mark)
  const send = () =>
    post(`/api/${path}/${row.id}/review`, { mark, review: text || null }, { key: crypto.randomUUID() }).then(
      () => {
        setWriting(false)
        toast({ text: w.reviewed })
        onDone()
      },
      error => toast({ text: asProblem(error).message, tone: 'over' }),
    )
  if (by && !writing)
    return (
      <section className="wl-review" aria-label={w.review}>
        <div className="wl-review-head">
          <Avatar name={by.name ?? ''} size={24} />
          <b>{by.name}</b>
          {item && <CodeChip label={item.label} tone={item.tone ?? undefined} />}
          <span className="t3 small">{momentText(String(row.reviewedAt), lang)}</span>
          <span className="spring" />
          {may && (
            <Button look="text" size={28} onClick={() => setWriting(true)}>
              {w.reviewAgain}
            </Button>
          )}
        </div>
        {row.review ? <p>{String(row.review)}</p> : null}
      </section>
    )
  if (!may) return null
  return (
    <section className="wl-review writing" aria-label={w.review}>
      <h3>{w.review}</h3>
      <Pills
        label={w.mark}
        options={items.map(one => ({ id: one.code, label: one.label }))}
        value={mark ? [mark] : []}
        onChange={code => setMark(code === mark ? null : code)}
      />
      <div className="wl-say">
        <TextArea
          aria-label={w.review}
          placeholder={w.reviewPlaceholder}
          rows={1}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => onCtrlEnter(event, send)}
        />
        <Button look="primary" onClick={send}>
          {w.review}
        </Button>
      </div>
    </section>
  )
}
