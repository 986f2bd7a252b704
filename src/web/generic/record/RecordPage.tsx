import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { type Row, useMetadata, useObject, useRecord } from '../../api'
import { StandingOf } from '../../approvals/Standing'
import { BookingsOf } from '../../bookings/BookingsOf'
import { Clauses } from '../../contracts/Clauses'
import { TalkAbout } from '../../conversations/TalkAbout'
import { PrintButton } from '../../documents/PrintButton'
import { ExecutionOf } from '../../execution/Execution'
import { CostOf } from '../../expenses/CostOf'
import { isEmpty } from '../../fields/value'
import { Empty, ErrorState, Skeleton, SkeletonRows } from '../../kit/States'
import { Tabs } from '../../kit/Tabs'
import { ValidNeeds } from '../../market/ValidNeeds'
import { MergedAway, mergedInto } from '../../merging/MergedAway'
import { OpenDeals } from '../../opportunities/OpenDeals'
import { OpportunityCards } from '../../opportunities/OpportunityCards'
import { StageBar } from '../../opportunities/StageBar'
import { Ledger } from '../../ownership/Ledger'
import { ProductCards } from '../../products/ProductCards'
import { DocumentLines } from '../../quotes/DocumentLines'
import { Versions } from '../../quotes/Versions'
import { MoneyOf } from '../../receivables/MoneyOf'
import { PartsOf } from '../../receivables/PartsOf'
import { PlanOf } from '../../receivables/PlanOf'
import { Link } from '../../shell/Link'
import { opened } from '../../shell/recent'
import { useTitle } from '../../shell/title'
import { useNarrow } from '../../shell/width'
import { SubscriptionsOf } from '../../subscriptions/SubscriptionsOf'
import { useWords } from '../../words'
import { ChildCard } from './ChildCard'
import { Composer } from './Composer'
import { Facts } from './Facts'
import { FilesCard } from './FilesCard'
import { Acts, CopyLink, Follow, KeyFigures, MoreActs, Title } from './Head'
import { History } from './History'
import { layoutOf, type RecordLayout } from './layout'
import { nameOf, talksAbout } from './name'
import { Reasons } from './Reasons'
import { Timeline } from './Timeline'
import { useAllowed } from './useAllowed'
import { useOverview } from './useOverview'
import { Walk } from './Walk'
import * as sentences from './words'
import './record.css'

/** A record's own page: who it is, its facts, all that happened, and what belongs to it. The same for every object. */
export function RecordPage() {
  const { object: path, id } = useParams({ from: '/frame/$object/$id' })
  const object = useObject(path)
  const { kit } = useWords()
  const { objects } = useMetadata()
  const overview = useOverview(object, id, objects)
  const record = useRecord(object?.path ?? '', overview.data)
  if (!object) return <Empty title={kit.notFound} text={kit.notFoundText} />
  const error = overview.error ?? record.error
  const into = mergedInto(error)
  if (into) return <MergedAway object={object} into={into} />
  if (record.data) return <Loaded key={record.data.id} object={object} row={record.data} />
  const again = () => (overview.error ? overview.refetch() : record.refetch())
  if (error) return <ErrorState problem={error} onRetry={again} />
  return (
    <>
      <RecordSkeleton />
      {/* What stands in the head is asked for at once, so that it is there when the rest is and moves nothing. */}
      <div hidden>
        <ValidNeeds object={object} row={{ id, version: 0 }} />
        <CostOf object={object} row={{ id, version: 0 }} />
      </div>
    </>
  )
}

/** Facts stand at the left, the timeline in the middle, cards at the right; where that is too much, they become tabs. */
function Loaded({ object: declared, row }: { object: ObjectMeta; row: Row }) {
  const words = useWords(sentences)
  const object = useAllowed(declared, row)
  const metadata = useMetadata()
  const layout = layoutOf(object, metadata, row)
  const tabbed = useNarrow(1180)
  const phone = useNarrow(768)
  const composer = useRef<HTMLTextAreaElement>(null)
  const name = nameOf(object, row)
  const logs = talksAbout(object)
  useTitle(name)
  useEffect(() => opened({ object: object.name, id: row.id, title: name }), [object.name, row.id, name])
  const parts = {
    facts: <Facts object={object} row={row} sections={layout.facts} registration />,
    timeline: (
      <>
        <DocumentLines object={object} row={row} />
        <Clauses object={object} row={row} />
        <PlanOf object={object} row={row} />
        <PartsOf object={object} row={row} />
        {logs && <Composer object={object} row={row} field={composer} />}
        <Timeline object={object} row={row} />
      </>
    ),
    related: <Related object={object} row={row} layout={layout} />,
    history: <History object={object} row={row} />,
  }
  return (
    <div className="record">
      <header className="record-head">
        <div className="record-crumb">
          <Link to={`/${object.path}`}>{object.label}</Link>
          {!isEmpty(row.code) && <span>{String(row.code)}</span>}
          <Walk object={object} id={row.id} />
          <span className="record-tools">
            <Follow object={object} row={row} />
            <TalkAbout object={object} row={row} />
            <PrintButton object={object} row={row} />
            <CopyLink object={object} row={row} />
            <MoreActs object={object} row={row} layout={layout} />
          </span>
        </div>
        <div className="record-line">
          <Title object={object} row={row} layout={layout} large />
          <Acts
            object={object}
            row={row}
            layout={layout}
            size={32}
            onLog={logs && !object.timeline ? () => composer.current?.focus() : undefined}
          />
        </div>
        <ValidNeeds object={object} row={row} />
        <CostOf object={object} row={row} />
        <Reasons object={object} row={row} />
        <KeyFigures row={row} layout={layout} short={phone} />
      </header>
      <StageBar object={object} row={row} />
      <StandingOf object={object} id={row.id} />
      {tabbed ? (
        <Tabbed
          parts={parts}
          label={name}
          order={
            layout.cards.length > 0 || hasFiles(object)
              ? ['timeline', 'facts', 'related', 'history']
              : ['timeline', 'facts', 'history']
          }
        />
      ) : (
        <div className="record-columns">
          <aside className="record-facts" aria-label={words.tabs.facts}>
            {parts.facts}
          </aside>
          <section className="record-middle" aria-label={words.tabs.timeline}>
            {parts.timeline}
          </section>
          <aside className="record-related" aria-label={words.tabs.related}>
            {parts.related}
          </aside>
        </div>
      )}
    </div>
  )
}

const hasFiles = (object: ObjectMeta) => object.fields.some(f => f.kind === 'files')

function Related({ object, row, layout }: { object: ObjectMeta; row: Row; layout: RecordLayout }) {
  const cards = layout.cards.map(card => (
    <ChildCard
      key={`${card.object.name} ${card.field}`}
      parent={{ object, row }}
      child={card.object}
      field={card.field}
      label={card.label}
    />
  ))
  return (
    <>
      <ExecutionOf object={object} row={row} />
      <SubscriptionsOf object={object} row={row} />
      <BookingsOf object={object} row={row} />
      <ProductCards object={object} row={row} />
      <OpportunityCards object={object} row={row} />
      <Versions object={object} row={row} />
      <MoneyOf object={object} row={row} />
      {cards.slice(0, 1)}
      <OpenDeals object={object} row={row} />
      {cards.slice(1)}
      <Ledger object={object} row={row} />
      <FilesCard object={object} row={row} />
    </>
  )
}

type Part = 'timeline' | 'facts' | 'related' | 'history'
function Tabbed({ parts, label, order }: { parts: Record<Part, React.ReactNode>; label: string; order: Part[] }) {
  const words = useWords(sentences)
  const [tab, setTab] = useState<Part>('timeline')
  return (
    <>
      <div className="record-tabs">
        <Tabs label={label} value={tab} onChange={setTab} tabs={order.map(id => ({ id, label: words.tabs[id] }))} />
      </div>
      <div className="record-tab" role="tabpanel" aria-label={words.tabs[tab]}>
        {parts[tab]}
      </div>
    </>
  )
}

function RecordSkeleton() {
  return (
    <div className="record" aria-busy="true">
      <header className="record-head">
        <div className="record-crumb">
          <Skeleton width={80} />
        </div>
        <div className="record-line">
          <Skeleton width={40} height={40} />
          <Skeleton width={280} height={20} />
        </div>
        <div className="k-figures">
          {[1, 2, 3, 4].map(n => (
            <div className="k-figure" key={n}>
              <Skeleton width={96} height={56} />
            </div>
          ))}
        </div>
      </header>
      <div className="record-columns">
        <aside className="record-facts">
          <SkeletonRows rows={10} height={28} />
        </aside>
        <section className="record-middle">
          <Skeleton height={88} />
          <SkeletonRows rows={6} height={72} />
        </section>
        <aside className="record-related">
          <SkeletonRows rows={8} height={32} />
        </aside>
      </div>
    </div>
  )
}
