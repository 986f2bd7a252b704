import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { type Row, useMetadata, useObject, useRecord } from '../../api'
import { isEmpty } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { Panel } from '../../kit/Panel'
import { ErrorState, SkeletonRows } from '../../kit/States'
import { Tabs } from '../../kit/Tabs'
import { StageBar } from '../../opportunities/StageBar'
import { useWords } from '../../words'
import { ChildCard } from './ChildCard'
import { Composer } from './Composer'
import { Facts } from './Facts'
import { FilesCard } from './FilesCard'
import { Acts, CopyLink, KeyFigures, MoreActs, Title } from './Head'
import { layoutOf } from './layout'
import { nameOf, talksAbout } from './name'
import { Timeline } from './Timeline'
import { useAllowed } from './useAllowed'
import * as sentences from './words'
import './record.css'

interface RecordPanelProps {
  /** Name or path of the object. */
  object: string
  id: string
  onClose(): void
  /** To the record before (-1) or after (1) in the list beside. */
  onWalk?(step: 1 | -1): void
  /** Opens its page; without this the page knows of no list. */
  onOpenPage?(): void
  /** Where in the list it stands, from 1. */
  position?: { at: number; of: number | null }
}

/** A record beside its list: 480 px, the list stays usable. */
export function RecordPanel({ object: name, id, onClose, onWalk, onOpenPage, position }: RecordPanelProps) {
  const words = useWords(sentences)
  const { kit } = useWords()
  const object = useObject(name)
  const record = useRecord(object?.path ?? '', object && id)
  const navigate = useNavigate()
  if (!object) return null
  const row = record.data?.id === id ? record.data : undefined
  return (
    <Panel label={row ? nameOf(object, row) : object.label} onClose={onClose} className="record-panel">
      <header className="panel-head">
        {onWalk && (
          <>
            <IconButton icon="chevron-up" size={28} label={words.before} onClick={() => onWalk(-1)} />
            <IconButton icon="chevron-down" size={28} label={words.next} onClick={() => onWalk(1)} />
          </>
        )}
        {position && (
          <span className="panel-position">
            {position.at}
            {position.of !== null && ` / ${position.of.toLocaleString('en-US')}`}
          </span>
        )}
        <span className="panel-tools">
          {row && <CopyLink object={object} row={row} />}
          <IconButton
            icon="maximize-2"
            size={28}
            label={words.openPage}
            onClick={onOpenPage ?? (() => navigate({ to: '/$object/$id', params: { object: object.path, id } }))}
          />
          <IconButton icon="x" size={28} label={kit.close} onClick={onClose} />
        </span>
      </header>
      <div className="panel-body">
        {row ? (
          <Body key={row.id} object={object} row={row} />
        ) : record.error ? (
          <ErrorState problem={record.error} onRetry={() => record.refetch()} />
        ) : (
          <SkeletonRows rows={14} height={36} />
        )}
      </div>
    </Panel>
  )
}

const CARD_TABS = 2

function Body({ object: declared, row }: { object: ObjectMeta; row: Row }) {
  const words = useWords(sentences)
  const object = useAllowed(declared, row)
  const metadata = useMetadata()
  const layout = layoutOf(object, metadata, row)
  const [tab, setTab] = useState('overview')
  const [logging, setLogging] = useState(false)
  const composer = useRef<HTMLTextAreaElement>(null)
  const talks = talksAbout(object)
  const cards = layout.cards.slice(0, CARD_TABS)
  const log = () => {
    setTab('timeline')
    setLogging(true)
    setTimeout(() => composer.current?.focus())
  }
  const filled = layout.facts.map(s => ({
    ...s,
    fields: s.fields.filter(f => f.kind !== 'files' && ![...layout.figures, ...layout.chips].includes(f)),
  }))
  const first = filled.find(s => s.fields.some(f => !isEmpty(row[f.name])))
  const tabs = [
    { id: 'overview', label: words.tabs.overview },
    ...(talks ? [{ id: 'timeline', label: words.tabs.timeline }] : []),
    ...cards.map(card => ({ id: card.object.name, label: card.label })),
    { id: 'facts', label: words.tabs.facts },
  ]
  const card = cards.find(c => c.object.name === tab)
  return (
    <>
      <Title object={object} row={row} layout={layout} />
      <div className="panel-acts">
        <Acts object={object} row={row} layout={layout} size={28} onLog={talks && !object.timeline ? log : undefined} />
        <MoreActs object={object} row={row} layout={layout} />
      </div>
      <div className="panel-figures">
        <KeyFigures row={row} layout={layout} short />
      </div>
      <StageBar object={object} row={row} narrow />
      <Tabs label={nameOf(object, row)} value={tab} onChange={setTab} tabs={tabs} />
      <div role="tabpanel" className="panel-tab">
        {tab === 'overview' && (
          <>
            {first && <Facts object={object} row={row} sections={[{ ...first, label: null }]} />}
            {talks && (
              <section className="record-card">
                <div className="record-section-head">
                  <h2>{words.recent}</h2>
                  <Button look="link" onClick={() => setTab('timeline')}>
                    {words.viewAll}
                  </Button>
                </div>
                <Timeline object={object} row={row} brief />
              </section>
            )}
            <FilesCard object={object} row={row} />
          </>
        )}
        {tab === 'timeline' && (
          <>
            {(logging || object.timeline) && <Composer object={object} row={row} field={composer} />}
            <Timeline object={object} row={row} />
          </>
        )}
        {card && <ChildCard parent={{ object, row }} child={card.object} field={card.field} label={card.label} />}
        {tab === 'facts' && <Facts object={object} row={row} sections={layout.facts} registration />}
      </div>
    </>
  )
}
