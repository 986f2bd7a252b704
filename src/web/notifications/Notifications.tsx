import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { objectOf, post, type Row, refresh, rowsOf, useMetadata, useRecords } from '../api'
import { momentText } from '../fields/format'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Drawer } from '../kit/Panel'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { fill, useLang, useWords } from '../words'
import './Notifications.css'
import * as words from './words'

const icons: Record<string, string> = {
  mention: 'at-sign',
  comment: 'message-square-text',
  task: 'square-check',
  done: 'check',
  reminder: 'alarm-clock',
  owner: 'arrow-right-left',
  follow: 'bell',
  import: 'upload',
  export: 'download',
  approval: 'stamp',
  approved: 'check',
  rejected: 'x',
  returned: 'undo-2',
  copied: 'send-horizontal',
  urge: 'bell-ring',
  overdue: 'alarm-clock',
  review: 'signature',
  missingLog: 'notebook-pen',
  announcement: 'megaphone',
  message: 'messages-square',
}
const PAGE = 30

export function NotificationsDrawer({ onClose }: { onClose: () => void }) {
  const { title } = useWords(words)
  const { kit } = useWords()
  return (
    <Drawer label={title} onClose={onClose} width={420}>
      <Notifications onOpened={onClose} close={<IconButton icon="x" size={28} label={kit.close} onClick={onClose} />} />
    </Drawer>
  )
}

/** What happened that concerns the caller, newest first. */
export function Notifications({
  onOpened,
  close,
  heading: Heading = 'h2',
}: {
  onOpened?: () => void
  close?: React.ReactNode
  heading?: 'h1' | 'h2'
}) {
  const w = useWords(words)
  const lang = useLang()
  const metadata = useMetadata()
  const navigate = useNavigate()
  const [which, setWhich] = useState<'unread' | 'all'>('unread')
  const list = useRecords('notifications', {
    fields: ['type', 'title', 'text', 'actor', 'aboutObject', 'aboutId', 'readAt', 'createdAt'],
    sort: '-createdAt',
    limit: PAGE,
    ...(which === 'unread' ? { filter: { field: 'readAt', op: 'isNull' } } : {}),
  })
  const rows = rowsOf(list.data)
  const open = (row: Row) => {
    if (!row.readAt) void post(`/api/notifications/${row.id}/read`).then(() => refresh('notifications'))
    const about = objectOf(metadata, String(row.aboutObject ?? ''))
    if (!about || !row.aboutId) return
    onOpened?.()
    void navigate({ to: '/$object/$id', params: { object: about.path, id: String(row.aboutId) } })
  }
  return (
    <>
      <div className="notes-head">
        <Heading>{w.title}</Heading>
        <span className="spring" />
        <Segmented
          label={w.title}
          value={which}
          onChange={setWhich}
          options={[
            { id: 'unread', label: w.onlyUnread },
            { id: 'all', label: w.all },
          ]}
        />
        <IconButton
          icon="check-check"
          size={28}
          label={w.readAll}
          onClick={() => void post('/api/notifications/readAll').then(() => refresh('notifications'))}
        />
        {close}
      </div>
      <div className="notes-list">
        {list.error ? (
          <ErrorState problem={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <SkeletonRows rows={6} height={56} />
        ) : rows.length === 0 ? (
          <Empty title={which === 'unread' ? w.nothingUnread : w.nothing} text={w.nothingText} />
        ) : (
          <ul>
            {rows.map(row => (
              <li key={row.id}>
                <button type="button" className={`note${row.readAt ? '' : ' unread'}`} onClick={() => open(row)}>
                  <span className="note-face">
                    {row.actor ? (
                      <Avatar name={(row.actor as { name: string }).name} size={28} />
                    ) : (
                      <Icon name={icons[String(row.type)] ?? 'bell'} />
                    )}
                  </span>
                  <span className="note-text">
                    <span className="note-title">
                      <span className="t2">
                        {[
                          (row.actor as { name: string } | null)?.name,
                          metadata.dictionaries.notificationType?.items.find(i => i.code === row.type)?.label,
                        ]
                          .filter(Boolean)
                          .join(' · ')}{' '}
                      </span>
                      {String(row.title)}
                    </span>
                    {row.text ? <span className="note-more">{String(row.text)}</span> : null}
                  </span>
                  <span className="note-time">{momentText(String(row.createdAt), lang)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button look="text" onClick={() => void list.fetchNextPage()} busy={list.isFetchingNextPage}>
            {fill(w.more, { n: PAGE })}
          </Button>
        )}
      </div>
    </>
  )
}
