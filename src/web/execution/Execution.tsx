import { useState } from 'react'
import type { ActMeta, ObjectMeta } from '../../core/metadata/types'
import type { Asked } from '../../domain/execution'
import { asProblem, type Row, rowsOf, useAct, useObject, useRecords } from '../api'
import { FileThumb, fileAddress, type StoredFile } from '../fields/FileThumb'
import { dayText, momentText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { asList, isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { Menu } from '../kit/Menu'
import { ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useLang, useWords } from '../words'
import { AnswerLines, type Answers } from './AskedFields'
import './execution.css'
import { DetailLines, useUnanswered } from './OrderDetails'
import { StepDialog } from './StepDialog'
import { isOpen, lateBy, refreshSteps, STEP_FIELDS } from './steps'
import * as words from './words'

/** How far an order is: its steps, whose turn it is and until when. Nothing for other objects. */
export function ExecutionOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const step = useObject('executionStep')
  return object.name === 'order' && step ? <Execution order={row} /> : null
}

function Execution({ order }: { order: Row }) {
  const w = useWords(words)
  const query = useRecords('execution-steps', {
    fields: STEP_FIELDS,
    filter: { field: 'order', op: 'eq', value: order.id },
    sort: 'position',
    limit: 100,
  })
  const steps = rowsOf(query.data)
  const counted = steps.filter(one => one.status !== 'cancelled')
  const over = counted.filter(one => !isOpen(one)).length
  const late = steps.filter(one => lateBy(one) > 0).length
  const unanswered = useUnanswered(order.type, order.details)
  return (
    <section className="record-card execution" aria-label={w.execution}>
      <div className="execution-head">
        <h3>{w.execution}</h3>
        {counted.length > 0 && (
          <>
            <Bar
              value={over / counted.length}
              label={w.execution}
              tone={late > 0 ? 'over' : over === counted.length ? 'won' : undefined}
            />
            <span className="small t3">{fill(w.progress, { done: over, all: counted.length })}</span>
            {late > 0 && <span className="small over">{fill(w.late, { n: late })}</span>}
          </>
        )}
      </div>
      <DetailLines type={order.type} details={order.details} />
      {order.status === 'draft' && unanswered.length > 0 && (
        <p className="small due">{fill(w.unanswered, { names: unanswered.join('、') })}</p>
      )}
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={3} height={44} />
      ) : steps.length === 0 ? (
        <p className="t3 small">{order.status === 'draft' ? (order.type ? w.none : w.noType) : w.noSteps}</p>
      ) : (
        <ol className="execution-steps">
          {steps.map(step => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </section>
  )
}

const ICONS: Record<string, string> = {
  waiting: 'circle-dashed',
  ready: 'circle-dot',
  done: 'circle-check',
  skipped: 'skip-forward',
  cancelled: 'ban',
}

function Step({ step }: { step: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const status = String(step.status)
  const lookup = useLookup()
  return (
    <li className={status}>
      <Icon
        name={ICONS[status] ?? 'circle'}
        size={16}
        label={lookup.item('executionStatus', status)?.label ?? status}
      />
      <div>
        <b>{String(step.name)}</b>
        <StepMeta step={step} />
        <AnswerLines asks={(step.asks ?? []) as Asked[]} answers={step.answers as Answers | null} />
        {typeof step.note === 'string' && <p className="small t2">{step.note}</p>}
        <Files files={asList<StoredFile>(step.files)} />
        {typeof step.doneAt === 'string' && (
          <p className="small t3">
            {fill(status === 'skipped' ? w.skippedBy : w.doneBy, {
              name: isNamed(step.doneBy) ? (step.doneBy.name ?? '') : '',
              when: momentText(step.doneAt, lang),
              reason: String(step.skipReason ?? ''),
            })}
          </p>
        )}
      </div>
      <StepActs step={step} />
    </li>
  )
}

/** Whose it is and until when. */
function StepMeta({ step }: { step: Row }) {
  const w = useWords(words)
  const lang = useLang()
  if (!isOpen(step)) return null
  const late = lateBy(step)
  return (
    <p className="execution-meta">
      {isNamed(step.assignee) && <span>{step.assignee.name}</span>}
      <span className={late > 0 ? 'over' : undefined}>
        {typeof step.dueOn === 'string' ? fill(w.due, { day: dayText(step.dueOn, lang) }) : w.noDue}
        {late > 0 && ` · ${fill(w.lateDays, { n: late })}`}
      </span>
      {step.status === 'waiting' && <span>{w.waiting}</span>}
    </p>
  )
}

const Files = ({ files }: { files: readonly StoredFile[] }) =>
  files.length > 0 ? (
    <span className="execution-files">
      {files.map(file => (
        <a key={file.id} href={fileAddress(file)} target="_blank" rel="noreferrer" aria-label={file.name ?? ''}>
          <FileThumb file={file} size={28} />
        </a>
      ))}
    </span>
  ) : null

/** What can be done with a step now; the rest behind the three dots. */
export function StepActs({ step }: { step: Row }) {
  const w = useWords(words)
  const object = useObject('executionStep')!
  const doing = useAct(object.path)
  const [asked, setAsked] = useState<'done' | 'record' | null>(null)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const act = (name: string) => object.acts.find(one => one.name === name)
  const label = (name: string) => act(name)?.label ?? ''
  const start = (wanted: ActMeta, preset: Record<string, unknown> = {}) =>
    openForm({
      act: wanted,
      subject: String(step.name),
      preset,
      async run(input) {
        const answer = await doing.mutateAsync({ act: wanted.name, id: step.id, version: step.version, input })
        refreshSteps()
        return answer
      },
    })
  const reopen = async () => {
    try {
      await doing.mutateAsync({ act: 'reopen', id: step.id, version: step.version })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refreshSteps()
  }
  const over = step.status === 'done' || step.status === 'skipped'
  const entries = over
    ? [act('reopen') && { label: label('reopen'), icon: 'undo-2', onSelect: () => void reopen() }]
    : isOpen(step)
      ? [
          act('record') && { label: label('record'), icon: 'notebook-pen', onSelect: () => setAsked('record') },
          act('plan') && {
            label: label('plan'),
            icon: 'calendar-cog',
            onSelect: () => start(act('plan')!, { assignee: step.assignee, dueOn: step.dueOn }),
          },
          act('skip') && { label: label('skip'), icon: 'skip-forward', onSelect: () => start(act('skip')!) },
        ]
      : []
  if (!entries.some(Boolean)) return <span className="execution-acts" />
  return (
    <span className="execution-acts">
      {step.status === 'ready' && act('done') && (
        <Button size={24} look="outline" onClick={() => setAsked('done')}>
          {label('done')}
        </Button>
      )}
      <IconButton
        icon="ellipsis"
        size={24}
        label={fill(w.more, { name: String(step.name) })}
        onClick={event => setMenu(event.currentTarget)}
      />
      {menu && (
        <Menu
          anchor={menu}
          label={fill(w.more, { name: String(step.name) })}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={entries}
        />
      )}
      {asked && <StepDialog step={step} act={asked} onClose={() => setAsked(null)} />}
    </span>
  )
}
