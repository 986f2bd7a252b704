import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Announced } from '../../domain/announcements'
import { asProblem, refresh, remove, useObject, useSession } from '../api'
import { momentText } from '../fields/format'
import { openForm } from '../generic/form/open'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { useShortcut } from '../shell/shortcuts'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import './announcements.css'
import { asks, markRead, useAnnouncements, useReceipts } from './api'
import * as words from './words'

/** What everybody is to know: the list at the left, what was said at the right. */
export function Announcements() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const object = useObject('announcement')
  const phone = useNarrow(900)
  const { id } = useParams({ strict: false }) as { id?: string }
  const past = (useLocation().search as { past?: unknown }).past !== undefined
  const query = useAnnouncements(past)
  const items = query.data?.items ?? []
  const chosen = items.find(one => one.id === id) ?? (phone || id ? undefined : items[0])
  const go = (to?: string, later = past) =>
    void navigate({
      to: (to ? `/announcements/${to}` : '/announcements') as never,
      search: (later ? { past: 1 } : {}) as never,
    })
  const step = (by: 1 | -1) => {
    const next = items[items.findIndex(one => one.id === chosen?.id) + by]
    if (next) go(next.id)
  }
  useShortcut('ArrowDown', () => step(1))
  useShortcut('ArrowUp', () => step(-1))
  if (!object) return <NoRights />
  const list = query.error ? (
    <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  ) : query.isPending ? (
    <SkeletonRows rows={6} height={64} />
  ) : items.length === 0 ? (
    <Empty title={past ? w.nonePast : w.none} text={past ? undefined : w.noneText} />
  ) : (
    <ul>
      {items.map(one => (
        <li key={one.id}>
          <button
            type="button"
            className={`an-row${one === chosen ? ' on' : ''}${asks(one) ? ' unread' : ''}`}
            aria-current={one === chosen || undefined}
            onClick={() => go(one.id)}
          >
            <span className="an-row-title">
              {one.pinned && <Icon name="pin" size={14} />}
              <span className="ellipsis">{one.title}</span>
              <span className="t3 small">{momentText(one.createdAt, lang)}</span>
            </span>
            <span className="an-row-more small t2">
              <span className="ellipsis">{[one.owner?.name, toWhom(one, w)].filter(Boolean).join(' · ')}</span>
              {asks(one) && (
                <Badge tone={one.mustConfirm ? 'due' : 'accent'}>{one.mustConfirm ? w.toConfirm : w.unread}</Badge>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <div className="set an">
      <header className="set-head">
        {phone && chosen ? (
          <Button look="text" size={28} icon="arrow-left" onClick={() => go()}>
            {w.back}
          </Button>
        ) : (
          <>
            <h1>{pages.announcements}</h1>
            <span className="spring" />
            <Segmented
              label={pages.announcements}
              value={past ? 'past' : 'current'}
              onChange={which => go(undefined, which === 'past')}
              options={[
                { id: 'current', label: w.current },
                { id: 'past', label: w.past },
              ]}
            />
            {object.can.create && (
              <Button
                icon="megaphone"
                onClick={() =>
                  openForm({
                    object: 'announcement',
                    onSaved: row => {
                      refresh('announcements')
                      go(row.id, false)
                    },
                  })
                }
              >
                {w.announce}
              </Button>
            )}
          </>
        )}
      </header>
      <div className="an-split">
        {!(phone && chosen) && <nav aria-label={pages.announcements}>{list}</nav>}
        {chosen ? (
          <Shown key={chosen.id} one={chosen} onGone={() => go()} />
        ) : (
          !phone && items.length > 0 && <p className="an-none t3">{w.choose}</p>
        )}
      </div>
    </div>
  )
}

const toWhom = (one: Announced, w: typeof words.zhCN): string =>
  one.audience === 'all'
    ? w.to.all
    : one.audience === 'board'
      ? fill(w.to.board, { name: one.board.name })
      : fill(w.to.department, { name: one.department?.name ?? '' })

function Shown({ one, onGone }: { one: Announced; onGone(): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const lang = useLang()
  const { user, board, rights } = useSession()
  const update = rights.announcement?.update ?? 'none'
  const keeps = one.owner?.id === user.id || update === 'all' || (update === 'board' && one.board.id === board?.id)
  const unread = one.forMe && !one.readAt
  useEffect(() => {
    if (unread) void markRead(one.id, 'read').catch(() => {})
  }, [one.id, unread])
  const failed = (error: unknown) => toast({ text: asProblem(error).message, tone: 'over' })
  return (
    <article className="an-shown" aria-label={one.title}>
      <div className="an-title">
        <h2>{one.title}</h2>
        <span className="spring" />
        {keeps && (
          <>
            <IconButton
              icon="pencil"
              size={28}
              label={kit.edit}
              onClick={() => openForm({ object: 'announcement', id: one.id, onSaved: () => refresh('announcements') })}
            />
            <IconButton
              icon="trash-2"
              size={28}
              label={kit.remove}
              onClick={() =>
                void remove(`/api/announcements/${one.id}`).then(() => {
                  toast({ text: w.deleted })
                  refresh('announcements')
                  onGone()
                }, failed)
              }
            />
          </>
        )}
      </div>
      <p className="t3 small an-meta">
        {one.owner && <Avatar name={one.owner.name} />}
        {[
          one.owner?.name,
          momentText(one.createdAt, lang),
          toWhom(one, w),
          one.until && fill(w.until, { day: one.until }),
          one.pinned && w.pinned,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="an-body">{one.body}</p>
      {one.mustConfirm &&
        one.forMe &&
        (one.confirmedAt ? (
          <p className="won">{fill(w.confirmed, { time: momentText(one.confirmedAt, lang) })}</p>
        ) : (
          <Button look="primary" icon="check-check" onClick={() => void markRead(one.id, 'confirm').catch(failed)}>
            {w.confirm}
          </Button>
        ))}
      {keeps && <ReceiptList id={one.id} confirms={one.mustConfirm} />}
    </article>
  )
}

/** Who has read it and when, and who has not. */
function ReceiptList({ id, confirms }: { id: string; confirms: boolean }) {
  const w = useWords(words)
  const lang = useLang()
  const { data } = useReceipts(id, true)
  if (!data) return null
  return (
    <section className="an-receipts" aria-label={w.receipts}>
      <h3>{fill(w.read, { n: data.read.length })}</h3>
      <ul>
        {data.read.map(({ user, readAt, confirmedAt }) => (
          <li key={user.id}>
            <Avatar name={user.name} />
            <span>{user.name}</span>
            <span className="spring" />
            <span className={`small ${confirmedAt ? 'won' : 't3'}`}>
              {confirms && confirmedAt
                ? fill(w.confirmed, { time: momentText(confirmedAt, lang) })
                : momentText(readAt, lang)}
            </span>
          </li>
        ))}
      </ul>
      <h3>{fill(w.notRead, { n: data.unread.length })}</h3>
      <p className="t2">{data.unread.map(person => person.name).join(lang === 'en' ? ', ' : '、')}</p>
    </section>
  )
}
