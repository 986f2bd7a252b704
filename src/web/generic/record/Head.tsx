import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { address, get, type Row, useAct, useMetadata, useSession } from '../../api'
import { Code } from '../../fields/CodeChip'
import { daysUntil, shortMoneyText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { isEmpty, isNamed } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Button, IconButton } from '../../kit/Button'
import type { Tone } from '../../kit/Chip'
import { Figure, Figures } from '../../kit/Figure'
import { Icon } from '../../kit/Icon'
import { Menu, type MenuEntry } from '../../kit/Menu'
import { Drawer } from '../../kit/Panel'
import { toast } from '../../kit/Toast'
import { Merges } from '../../merging/Merges'
import * as mergingWords from '../../merging/words'
import { Countdown } from '../../ownership/Countdown'
import { useWords } from '../../words'
import { openForm } from '../form/open'
import { Access } from './Access'
import { FactValue } from './FactValue'
import { History } from './History'
import type { RecordLayout } from './layout'
import { nameOf, pageOf } from './name'
import { useRecordActs } from './useRecordActs'
import * as sentences from './words'

interface Part {
  object: ObjectMeta
  row: Row
  layout: RecordLayout
}

/** Name, grade, owner and the facts that say what kind of record this is. */
export function Title({ object, row, layout, large }: Part & { large?: boolean }) {
  const owner = row.owner
  const name = nameOf(object, row)
  return (
    <div className={large ? 'record-title large' : 'record-title'}>
      {large &&
        (hasFace(object) ? (
          <Avatar name={name} size={40} company />
        ) : (
          <span className="record-mark">
            <Icon name={object.icon ?? 'circle'} size={20} />
          </span>
        ))}
      <div>
        <div className="record-name">
          <h1>{name}</h1>
          {layout.chips.map(f => !isEmpty(row[f.name]) && <Code key={f.name} field={f} value={row[f.name]} />)}
        </div>
        <div className="record-meta">
          {isNamed(owner) && (
            <span className="record-owner">
              <Avatar name={owner.name ?? ''} size={20} />
              {owner.name}
            </span>
          )}
          <Countdown object={object} row={row} short={!large} />
          {layout.meta.map(
            f =>
              !isEmpty(row[f.name]) && (
                <span key={f.name}>
                  <FactValue field={f} value={row[f.name]} row={row} />
                </span>
              ),
          )}
        </div>
      </div>
    </div>
  )
}
/** Companies and people are known by the first character of their name, everything else by its icon. */
const hasFace = (object: ObjectMeta) => /^(building|user|contact)/.test(object.icon ?? '')

/** The two or three acts that make sense now, the contact to be logged first. */
export function Acts({ object, row, layout, onLog, size }: Part & { onLog?(): void; size: 28 | 32 }) {
  const words = useWords(sentences)
  const acts = useRecordActs(object, row)
  return (
    <div className="record-acts">
      {onLog && (
        <Button look="primary" size={size} icon="pencil" onClick={onLog}>
          {words.log}
        </Button>
      )}
      {layout.acts.map(act => (
        <Button key={act.name} size={size} icon={act.icon} onClick={() => acts.start(act)}>
          {act.label}
        </Button>
      ))}
      {object.can.update && (
        <Button
          size={size}
          icon={onLog ? undefined : 'pencil'}
          onClick={() => openForm({ object: object.name, id: row.id })}
        >
          {words.editAll}
        </Button>
      )}
    </div>
  )
}

/** Everything else one may do with a record. */
export function MoreActs({ object, row, layout }: Part) {
  const words = useWords(sentences)
  const merging = useWords(mergingWords)
  const navigate = useNavigate()
  const acts = useRecordActs(object, row)
  const [more, setMore] = useState<HTMLElement | null>(null)
  const [shown, setShown] = useState<'history' | 'access' | null>(null)
  const entries: MenuEntry[] = [
    ...layout.moreActs.map(act => ({ label: act.label, icon: act.icon ?? 'play', onSelect: () => acts.start(act) })),
    object.acts.some(act => act.name === 'merge') && {
      label: merging.act,
      icon: 'merge',
      onSelect: () => void navigate({ to: `/merge/${object.path}` as never, search: { ids: row.id } as never }),
    },
    '-',
    { label: object.owned ? words.shareOrSee : words.whoSees, icon: 'users', onSelect: () => setShown('access') },
    { label: words.history, icon: 'history', onSelect: () => setShown('history') },
    object.can.delete && '-',
    object.can.delete && { label: words.remove, icon: 'trash-2', danger: true, onSelect: acts.remove },
  ]
  return (
    <>
      <IconButton icon="ellipsis" label={words.moreActs} size={28} onClick={event => setMore(event.currentTarget)} />
      {more && (
        <Menu
          anchor={more}
          entries={entries}
          onClose={() => setMore(null)}
          placement="bottom-end"
          label={words.moreActs}
        />
      )}
      {shown === 'access' && <Access object={object} row={row} onClose={() => setShown(null)} />}
      {shown === 'history' && (
        <Drawer label={words.history} onClose={() => setShown(null)}>
          <div className="record-drawer-head">
            <h2>{words.history}</h2>
            <CloseButton onClose={() => setShown(null)} />
          </div>
          <div className="history-body">
            <Merges object={object} row={row} />
            <History object={object} row={row} />
          </div>
        </Drawer>
      )}
    </>
  )
}

function CloseButton({ onClose }: { onClose(): void }) {
  const { kit } = useWords()
  return <IconButton icon="x" label={kit.close} onClick={onClose} />
}

/** Key figures side by side; a day that is due or has passed says so by its colour and in words. */
export function KeyFigures({ row, layout, short }: Omit<Part, 'object'> & { short?: boolean }) {
  const words = useWords(sentences)
  const lookup = useLookup()
  const shown = layout.figures.filter(f => !isEmpty(row[f.name])).slice(0, short ? 4 : 6)
  if (shown.length === 0) return null
  const shownValue = (field: FieldMeta): ReactNode => {
    const value = row[field.name]
    return short && field.kind === 'money' && typeof value === 'number'
      ? shortMoneyText(value, row.currency, lookup.lang)
      : fieldText(field, value, lookup, row)
  }
  return (
    <Figures>
      {shown.map(field => (
        <Figure key={field.name} label={field.label} value={shownValue(field)} {...urgency(field, row, words)} />
      ))}
    </Figures>
  )
}
/** Only days that something must happen by are urgent. */
function urgency(field: FieldMeta, row: Row, words: typeof sentences.zhCN): { tone?: Tone; note?: string } {
  const value = row[field.name]
  if (!DUE.has(field.name) || typeof value !== 'string' || row.completedAt) return {}
  const left = daysUntil(value.slice(0, 10))
  if (left < 0) return { tone: 'over', note: words.overdue(-left) }
  return left === 0 ? { tone: 'due', note: words.dueToday } : { note: words.dueIn(left) }
}
const DUE = new Set(['nextFollowUpOn', 'dueAt'])

/** A star that makes one hear of changes; off again with a second press. */
export function Follow({ object, row }: { object: ObjectMeta; row: Row }) {
  const words = useWords(sentences)
  const metadata = useMetadata()
  const { user } = useSession()
  const act = useAct(object.path)
  const may = object.acts.some(a => a.name === 'follow')
  const follows = followsOf(metadata)
  const query = useQuery({
    queryKey: ['follow', object.name, row.id],
    enabled: may && follows !== undefined,
    queryFn: ({ signal }) =>
      get<{ items: unknown[] }>(
        address(`/api/${follows!.path}`, { filter: followed(object, row, user.id), limit: 1 }),
        signal,
      ).then(a => a.items.length > 0),
  })
  if (!may) return null
  const on = query.data === true
  const turn = async () => {
    await act.mutateAsync({ act: on ? 'unfollow' : 'follow', id: row.id })
    await query.refetch()
    toast({ text: on ? words.unfollowed : words.followed })
  }
  return (
    <IconButton
      icon="star"
      size={28}
      on={on}
      aria-pressed={on}
      label={on ? words.unfollow : words.follow}
      onClick={turn}
    />
  )
}
const followsOf = (metadata: Metadata) => metadata.objects.find(o => o.name === 'follow')
const followed = (object: ObjectMeta, row: Row, me: string) => ({
  and: [
    { field: 'aboutObject', op: 'eq', value: object.name },
    { field: 'aboutId', op: 'eq', value: row.id },
    { field: 'user', op: 'eq', value: me },
  ],
})

export function CopyLink({ object, row }: { object: ObjectMeta; row: Row }) {
  const words = useWords(sentences)
  const copy = async () => {
    await navigator.clipboard.writeText(location.origin + pageOf(object, row.id))
    toast({ text: words.linkCopied })
  }
  return <IconButton icon="link" size={28} label={words.copyLink} onClick={copy} />
}
