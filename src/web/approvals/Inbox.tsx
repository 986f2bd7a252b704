import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { asProblem, type Row, rowsOf, useMetadata, useObject, useRecords } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { momentText } from '../fields/format'
import type { Named } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Tabs } from '../kit/Tabs'
import { useShortcut } from '../shell/shortcuts'
import { useTitle } from '../shell/title'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import './approvals.css'
import { lists, TABS, type Tab } from './lists'
import { usePurposes } from './progress'
import { RequestView, toneOf } from './RequestView'
import * as words from './words'

/** What waits for the reader's consent, what they asked for, what they were told of and what they decided. */
export function Inbox() {
  const w = useWords(words)
  const navigate = useNavigate()
  const search = useLocation().search as { tab?: string; id?: string }
  const tab = TABS.find(t => t === search.tab) ?? 'open'
  const phone = useNarrow(900)
  const tasks = useObject('approvalTask')
  const userRequest = useObject('userRequest')
  const { path, query } = lists[tab]
  const list = useRecords(path, { ...query, limit: 30 }, { enabled: !!tasks })
  const waiting = useRecords(lists.open.path, { ...lists.open.query, limit: 30 }, { enabled: !!tasks })
  useTitle(w.title)

  const rows = rowsOf(list.data)
  const requestOf = (row: Row) => (path === 'approval-tasks' ? (row.request as Named | null)?.id : row.id)
  const chosen = search.id ?? (phone ? undefined : rows.map(requestOf).find(id => id))
  const at = rows.findIndex(row => requestOf(row) === chosen)
  const go = (to: { tab?: Tab; id?: string }, replace = false) =>
    void navigate({
      to: '/approvals' as never,
      search: { tab: tab === 'open' ? undefined : tab, ...to } as never,
      replace,
    })
  const step = (by: 1 | -1) => {
    const next = rows[at + by]
    if (next) go({ id: requestOf(next) }, true)
  }
  useShortcut('ArrowDown', () => step(1))
  useShortcut('ArrowUp', () => step(-1))
  useEffect(() => {
    document.querySelector('.ap-row[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  if (!tasks) return <NoRights />

  const [title, text] = w.none[tab]
  const shown = (
    <div className="ap-list">
      {list.error ? (
        <ErrorState problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows rows={6} height={64} />
      ) : rows.length === 0 ? (
        <Empty title={title} text={text}>
          {tab === 'sent' && userRequest?.can.create && (
            <Button onClick={() => openForm({ object: 'userRequest' })}>{w.newUserRequest}</Button>
          )}
        </Empty>
      ) : (
        <ul>
          {rows.map(row => (
            <li key={row.id}>
              <Entry row={row} tab={tab} on={requestOf(row) === chosen} onOpen={() => go({ id: requestOf(row) })} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button look="text" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </div>
  )
  const detail = chosen && (
    <RequestView
      key={chosen}
      id={chosen}
      before={
        phone && (
          <Button look="text" size={28} icon="arrow-left" onClick={() => go({})}>
            {w.back}
          </Button>
        )
      }
      onDecided={() => {
        // On to the next one: the list has just lost this one.
        const next = tab === 'open' ? (rows[at + 1] ?? rows[at - 1]) : undefined
        go(phone || !next ? {} : { id: requestOf(next) }, true)
      }}
    />
  )
  return (
    <div className="ap">
      {!(phone && chosen) && (
        <header className="ap-head">
          <h1>{w.title}</h1>
          <Tabs
            label={w.title}
            value={tab}
            onChange={next => go({ tab: next, id: undefined })}
            tabs={TABS.map(id => ({
              id,
              label: w.tabs[id],
              ...(id === 'open' && waiting.data ? { count: waiting.data.pages[0]?.total ?? 0 } : {}),
            }))}
          />
          <span className="spring" />
          <span className="small t3 ap-keys">{w.keys}</span>
          {userRequest?.can.create && (
            <Button icon="plus" onClick={() => openForm({ object: 'userRequest' })}>
              {w.newUserRequest}
            </Button>
          )}
        </header>
      )}
      {phone ? (
        (detail ?? shown)
      ) : (
        <div className="ap-split">
          {shown}
          <div className="ap-detail">{detail || (rows.length > 0 && <p className="t3">{w.choose}</p>)}</div>
        </div>
      )}
    </div>
  )
}

function Entry({ row, tab, on, onOpen }: { row: Row; tab: Tab; on: boolean; onOpen(): void }) {
  const w = useWords(words)
  const lang = useLang()
  const { dictionaries } = useMetadata()
  const labelOf = (dictionary: string, code: string) =>
    dictionaries[dictionary]?.items.find(item => item.code === code)?.label ?? code
  const purposes = usePurposes().data?.items
  const task = tab === 'open' || tab === 'done'
  const about = task ? (row.request as { aboutObject?: string } | null)?.aboutObject : row.aboutObject
  const purpose = purposes?.find(one => one.object === about && one.purpose === row.purpose)?.label
  const who = (task ? row.submitter : row.owner) as Named | null
  const waits = (row.waitsFor as Named[] | null)?.map(one => one.name) ?? []
  const status = String(row.status)
  const due = row.dueAt as string | null
  const running = tab === 'open' || status === 'running'
  const late = running && due !== null && Date.parse(due) < Date.now()
  const moment = (tab === 'open' ? row.openedAt : tab === 'done' ? row.decidedAt : row.submittedAt) as string | null
  return (
    <button type="button" className={`ap-row${on ? ' on' : ''}`} aria-current={on || undefined} onClick={onOpen}>
      <Avatar name={who?.name ?? ''} size={28} />
      <span className="ap-row-text">
        <span className="ap-row-title">
          <span className="ellipsis">{String(row.title)}</span>
          {moment && <span className="t3 small">{momentText(moment, lang)}</span>}
        </span>
        <span className="ap-row-more small t2">
          <span className="ellipsis">
            {[
              purpose,
              who?.name,
              task ? row.stepName : running && waits.length ? fill(w.waits, { names: waits.join(w.separator) }) : null,
              row.standsFor ? fill(w.standsFor, { name: String((row.standsFor as Named).name) }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {late ? (
            <CodeChip label={w.late} tone="over" />
          ) : (
            tab !== 'open' && (
              <CodeChip
                label={labelOf(task ? 'approvalTaskStatus' : 'approvalStatus', status)}
                tone={toneOf[status] ?? undefined}
              />
            )
          )}
        </span>
      </span>
    </button>
  )
}
