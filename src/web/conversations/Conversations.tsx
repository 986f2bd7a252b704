import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Said, Talk } from '../../domain/conversations'
import { asProblem, useObject, useSession } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { momentText } from '../fields/format'
import type { Named } from '../fields/value'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { TextArea } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useShortcut } from '../shell/shortcuts'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import { onCtrlEnter } from '../worklogs/Texts'
import { act, refreshTalks, useRead, useTalk, useTalks } from './api'
import { Begin } from './Begin'
import './conversations.css'
import * as words from './words'

const failed = (error: unknown) => toast({ text: asProblem(error).message, tone: 'over' })

/** What the reader talks about with colleagues: conversations at the left, what is said at the right. */
export function Conversations() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const object = useObject('conversation')
  const { rights } = useSession()
  const phone = useNarrow(900)
  const { id } = useParams({ strict: false }) as { id?: string }
  const [beginning, setBeginning] = useState(false)
  const query = useTalks(!!object)
  const talks = query.data?.items ?? []
  const chosen = id ?? (phone ? undefined : talks[0]?.id)
  const go = (to?: string) => void navigate({ to: (to ? `/conversations/${to}` : '/conversations') as never })
  const step = (by: 1 | -1) => {
    const next = talks[talks.findIndex(one => one.id === chosen) + by]
    if (next) go(next.id)
  }
  useShortcut('ArrowDown', () => step(1))
  useShortcut('ArrowUp', () => step(-1))
  if (!object) return <NoRights />
  const begin = (
    <Button icon="pencil" onClick={() => setBeginning(true)}>
      {w.begin}
    </Button>
  )
  return (
    <div className="set cv">
      <header className="set-head">
        {phone && id ? (
          <Button look="text" size={28} icon="arrow-left" onClick={() => go()}>
            {w.back}
          </Button>
        ) : (
          <>
            <h1>{pages.conversations}</h1>
            <span className="spring" />
            {rights.conversation?.create && begin}
          </>
        )}
      </header>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <div className="cv-split">
          {!(phone && id) && (
            <nav aria-label={pages.conversations}>
              {query.isPending ? (
                <SkeletonRows rows={6} height={64} />
              ) : talks.length === 0 ? (
                <Empty title={w.none} text={w.noneText} />
              ) : (
                <ul>
                  {talks.map(talk => (
                    <li key={talk.id}>
                      <Entry talk={talk} on={talk.id === chosen} onOpen={() => go(talk.id)} />
                    </li>
                  ))}
                </ul>
              )}
            </nav>
          )}
          {chosen && <Talking key={chosen} id={chosen} onLeft={() => go()} />}
        </div>
      )}
      {beginning && (
        <Begin
          onClose={() => setBeginning(false)}
          onBegun={begun => {
            setBeginning(false)
            refreshTalks()
            go(begun)
          }}
        />
      )}
    </div>
  )
}

/** A conversation is called by its subject, else by who else takes part. */
function useName() {
  const lang = useLang()
  const { user } = useSession()
  return ({ subject, participants }: { subject: string | null; participants: Named[] | null }): string =>
    subject ||
    (participants ?? [])
      .filter(one => one.id !== user.id)
      .map(one => one.name)
      .join(lang === 'en' ? ', ' : '、') ||
    user.name
}

function Entry({ talk, on, onOpen }: { talk: Talk; on: boolean; onOpen(): void }) {
  const w = useWords(words)
  const lang = useLang()
  const name = useName()(talk)
  return (
    <button
      type="button"
      className={`cv-row${on ? ' on' : ''}${talk.unread ? ' unread' : ''}`}
      aria-current={on || undefined}
      onClick={onOpen}
    >
      <Avatar name={name} size={32} />
      <span className="cv-row-text">
        <span className="cv-row-title">
          <span className="ellipsis">{name}</span>
          <span className="t3 small">{momentText(talk.lastAt, lang)}</span>
        </span>
        <span className="cv-row-more small t2">
          <span className="ellipsis">{talk.last && `${talk.last.author.name}：${talk.last.body}`}</span>
          {talk.unread > 0 && (
            <span className="cv-unread" role="status" aria-label={fill(w.unread, { n: talk.unread })}>
              {talk.unread}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}

function Talking({ id, onLeft }: { id: string; onLeft(): void }) {
  const w = useWords(words)
  const { user } = useSession()
  const query = useTalk(id)
  const read = useRead(id)
  const nameOf = useName()
  const field = useObject('conversation')?.fields.find(one => one.name === 'participants')
  const [text, setText] = useState('')
  const [reply, setReply] = useState<Said | null>(null)
  const [adding, setAdding] = useState<Named[] | null>(null)
  const bottom = useRef<HTMLLIElement>(null)
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const latest = items[0]
  const theirs = latest && latest.author.id !== user.id ? latest.id : undefined
  useEffect(() => {
    if (theirs) void act(id, 'read').catch(() => {})
  }, [id, theirs])
  useEffect(() => {
    if (latest?.id) bottom.current?.scrollIntoView({ block: 'end' })
  }, [latest?.id])
  if (query.error)
    return (
      <div className="cv-talk">
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      </div>
    )
  if (query.isPending)
    return (
      <div className="cv-talk">
        <SkeletonRows rows={6} height={48} />
      </div>
    )
  const head = query.data.pages[0]!
  const send = () => {
    if (!text.trim()) return
    act(id, 'say', { body: text, ...(reply ? { replyTo: reply.id } : {}) }).then(() => {
      setText('')
      setReply(null)
    }, failed)
  }
  return (
    <section className="cv-talk" aria-label={nameOf(head)}>
      <div className="cv-head">
        <h2 className="ellipsis">{nameOf(head)}</h2>
        <span className="t3 small" data-tip={head.participants.map(one => one.name).join(' ')}>
          {fill(w.people, { n: head.participants.length })}
        </span>
        {head.about && (
          <span className="small ellipsis">
            <span className="t3">{w.about} </span>
            <Link to={`/${head.about.path}/${head.about.id}`} className="accent">
              {head.about.name}
            </Link>
          </span>
        )}
        <span className="spring" />
        <IconButton icon="user-plus" size={28} label={w.addPeople} onClick={() => setAdding([])} />
        {head.participants.length > 2 && (
          <IconButton
            icon="log-out"
            size={28}
            label={w.leave}
            onClick={() =>
              void act(id, 'leave').then(() => {
                toast({ text: w.left })
                onLeft()
              }, failed)
            }
          />
        )}
      </div>
      <ol className="cv-said">
        {query.hasNextPage && (
          <li className="cv-earlier">
            <Button look="text" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {w.earlier}
            </Button>
          </li>
        )}
        {[...items].reverse().map(said => (
          <Line
            key={said.id}
            said={said}
            mine={said.author.id === user.id}
            readers={read.filter(one => one.person.id !== said.author.id && one.at >= Date.parse(said.at))}
            onReply={() => setReply(said)}
          />
        ))}
        <li ref={bottom} aria-hidden="true" />
      </ol>
      <div className="cv-write">
        {reply && (
          <p className="small t2">
            <span className="ellipsis">{fill(w.replyTo, { name: reply.author.name, text: reply.body })}</span>
            <IconButton icon="x" size={24} label={w.back} onClick={() => setReply(null)} />
          </p>
        )}
        <div>
          <TextArea
            aria-label={w.write}
            placeholder={w.write}
            rows={2}
            value={text}
            onChange={event => setText(event.target.value)}
            onKeyDown={event => onCtrlEnter(event, send)}
          />
          <Button look="primary" icon="send" onClick={send}>
            {w.send}
          </Button>
        </div>
      </div>
      {adding && field && (
        <Dialog
          title={w.addPeople}
          onClose={() => setAdding(null)}
          foot={
            <Button
              look="primary"
              onClick={() =>
                adding.length &&
                void act(id, 'invite', { people: adding.map(one => one.id) }).then(() => setAdding(null), failed)
              }
            >
              {w.addPeople}
            </Button>
          }
        >
          <FieldEditor
            field={{ ...field, label: w.who, readOnly: false }}
            value={adding}
            onChange={value => setAdding((value ?? []) as Named[])}
            autoFocus
          />
        </Dialog>
      )}
    </section>
  )
}

function Line({
  said,
  mine,
  readers,
  onReply,
}: {
  said: Said
  mine: boolean
  readers: { person: Named }[]
  onReply(): void
}) {
  const w = useWords(words)
  const lang = useLang()
  const receipt =
    said.to === 1
      ? readers.length
        ? w.read
        : w.unreadYet
      : fill(w.readSome, { n: Math.min(readers.length, said.to), all: said.to })
  return (
    <li className={`cv-line${mine ? ' mine' : ''}`}>
      <Avatar name={said.author.name} size={28} me={mine} />
      <div>
        <div className="cv-by small t3">
          <span>{said.author.name}</span>
          <span>{momentText(said.at, lang)}</span>
          {mine && (
            <span
              data-tip={
                readers.length
                  ? fill(w.readers, { names: readers.map(one => one.person.name).join(lang === 'en' ? ', ' : '、') })
                  : undefined
              }
            >
              {receipt}
            </span>
          )}
          <IconButton icon="reply" size={24} label={w.reply} onClick={onReply} />
        </div>
        {said.replyTo && (
          <p className="cv-quote small t2 ellipsis">
            {said.replyTo.author.name}：{said.replyTo.body}
          </p>
        )}
        <p className="cv-body">{said.body}</p>
      </div>
    </li>
  )
}
