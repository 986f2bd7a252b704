import { type DragEvent, useId, useState } from 'react'
import { asProblem, post, rowsOf, remove as send, totalOf, useObject, useRecords } from '../api'
import { Select } from '../fields/Select'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Dialog } from '../kit/Panel'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { Conditions } from './Conditions'
import { movedTo, STAGE_FIELDS, type StageDraft } from './pipelineDraft'
import * as words from './words'

const DRAGGED = 'application/x-guanxi-stage'

/** The stages of a pipeline in order: dragged or moved by keyboard, each opened where it stands. */
export function StageList({
  stages,
  errors,
  onChange,
  onDone,
}: {
  stages: StageDraft[]
  errors: Record<string, string>
  onChange(stages: StageDraft[]): void
  /** After something that was done at once: a stage retired, brought back or deleted. */
  onDone(): void
}) {
  const w = useWords(words).settings
  const [open, setOpen] = useState<string | null>(null)
  const [retiring, setRetiring] = useState<StageDraft | null>(null)
  const active = stages.filter(one => one.active)
  const retired = stages.filter(one => !one.active)
  const put = (stage: StageDraft) => onChange(stages.map(one => (one.key === stage.key ? stage : one)))
  const shift = (stage: StageDraft, by: number) => {
    const onto = active[active.indexOf(stage) + by]
    if (onto) onChange(movedTo(stages, stage.key, onto.key))
  }
  async function bringBack(stage: StageDraft) {
    try {
      await post(`/api/stages/${stage.id}/unretire`)
      toast({ text: fill(w.reusedDone, { stage: String(stage.values.name) }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    onDone()
  }
  async function remove(stage: StageDraft) {
    if (!stage.id) return onChange(stages.filter(one => one !== stage))
    try {
      await send(`/api/stages/${stage.id}`)
      toast({
        text: fill(w.removed, { stage: String(stage.values.name) }),
        undo: () => post(`/api/stages/${stage.id}/restore`).then(onDone),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    onDone()
  }
  return (
    <>
      <ol className="stage-list">
        {active.map((stage, i) => (
          <StageRow
            key={stage.key}
            stage={stage}
            first={i === 0}
            last={i === active.length - 1}
            open={open === stage.key}
            errors={open === stage.key ? errors : {}}
            onOpen={() => setOpen(open === stage.key ? null : stage.key)}
            onChange={put}
            onShift={by => shift(stage, by)}
            onDropped={key => onChange(movedTo(stages, key, stage.key))}
            onRetire={() => setRetiring(stage)}
            onRemove={() => void remove(stage)}
          />
        ))}
      </ol>
      {retired.length > 0 && (
        <>
          <h4>{w.retired}</h4>
          <ul className="stage-list retired">
            {retired.map(stage => (
              <li key={stage.key}>
                <span className="ellipsis t2">{String(stage.values.name)}</span>
                <Button look="text" size={24} onClick={() => void bringBack(stage)}>
                  {w.reuse}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {retiring && (
        <Retire
          stage={retiring}
          others={active.filter(one => one.id && one !== retiring && Number(one.values.probability ?? 0) < 100)}
          onClose={() => setRetiring(null)}
          onDone={onDone}
        />
      )}
    </>
  )
}

interface StageRowProps {
  stage: StageDraft
  first: boolean
  last: boolean
  open: boolean
  errors: Record<string, string>
  onOpen(): void
  onChange(stage: StageDraft): void
  onShift(by: number): void
  onDropped(key: string): void
  onRetire(): void
  onRemove(): void
}

function StageRow({ stage, first, last, open, errors, ...on }: StageRowProps) {
  const w = useWords(words).settings
  const object = useObject('stage')
  const opportunity = useObject('opportunity')
  const body = useId()
  const [over, setOver] = useState(false)
  const { values, exit } = stage
  const name = { stage: String(values.name ?? '') }
  const end = Number(values.probability ?? 0) >= 100
  const summary = [
    values.limitDays && fill(w.summary.days, { n: Number(values.limitDays) }),
    exit.length > 0 && fill(w.summary.conditions, { n: exit.length }),
    values.skippable && w.summary.skippable,
  ].filter(Boolean)
  return (
    <li
      className={`stage-part${open ? ' open' : ''}${over ? ' over' : ''}`}
      onDragOver={(event: DragEvent) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        setOver(false)
        const key = event.dataTransfer.getData(DRAGGED)
        if (key) on.onDropped(key)
      }}
    >
      <div className="stage-part-head">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows beside it do the same by keyboard */}
        <span
          className="stage-grip"
          draggable
          title={fill(w.drag, name)}
          onDragStart={event => event.dataTransfer.setData(DRAGGED, stage.key)}
        >
          <Icon name="grip-vertical" size={14} />
        </span>
        <button type="button" className="stage-open" aria-expanded={open} aria-controls={body} onClick={on.onOpen}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
          <b className="ellipsis">{String(values.name ?? '')}</b>
          <span className="small t3 ellipsis">{summary.join(' · ')}</span>
          {end && <Chip>{w.summary.end}</Chip>}
          <span className="number">{Number(values.probability ?? 0)}%</span>
        </button>
        <IconButton
          icon="arrow-up"
          size={24}
          label={fill(w.moveUp, name)}
          disabled={first}
          onClick={() => on.onShift(-1)}
        />
        <IconButton
          icon="arrow-down"
          size={24}
          label={fill(w.moveDown, name)}
          disabled={last}
          onClick={() => on.onShift(1)}
        />
      </div>
      {open && object && (
        <div id={body} className="stage-body">
          <div className="set-two">
            <FieldRows
              fields={STAGE_FIELDS.filter(one => one !== 'guidance').flatMap(one =>
                object.fields.filter(f => f.name === one),
              )}
              values={values}
              errors={errors}
              onChange={(field, value) => on.onChange({ ...stage, values: { ...values, [field]: value } })}
            />
          </div>
          <FieldRows
            fields={object.fields.filter(f => f.name === 'guidance')}
            values={values}
            errors={errors}
            onChange={(field, value) => on.onChange({ ...stage, values: { ...values, [field]: value } })}
          />
          <Conditions
            object={opportunity}
            conditions={exit}
            onChange={conditions => on.onChange({ ...stage, exit: conditions })}
          />
          {errors.exit && (
            <p className="stages-problem" role="alert">
              {errors.exit}
            </p>
          )}
          <div className="stage-ends">
            {stage.id && (
              <Button look="text" size={28} icon="archive" onClick={on.onRetire}>
                {w.retire}
              </Button>
            )}
            <IconButton icon="trash-2" size={28} label={fill(w.remove, name)} onClick={on.onRemove} />
          </div>
        </div>
      )}
    </li>
  )
}

/** Takes a stage out of use, and asks where its opportunities go if it has any. */
function Retire({
  stage,
  others,
  onClose,
  onDone,
}: {
  stage: StageDraft
  others: readonly StageDraft[]
  onClose(): void
  onDone(): void
}) {
  const w = useWords(words).settings
  const { kit } = useWords()
  const name = String(stage.values.name ?? '')
  const query = useRecords('opportunities', {
    fields: ['name'],
    filter: {
      and: [
        { field: 'stage', op: 'eq', value: stage.id },
        { field: 'status', op: 'eq', value: 'open' },
      ],
    },
    limit: 1,
    count: 'exact',
  })
  const count = totalOf(query.data) ?? rowsOf(query.data).length
  const [to, setTo] = useState<string | null>(others[0]?.id ?? null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  async function retire() {
    setBusy(true)
    try {
      await post(`/api/stages/${stage.id}/retire`, to ? { to } : {})
      toast({ text: fill(w.retiredDone, { stage: name }) })
      onClose()
      onDone()
    } catch (thrown) {
      setError(asProblem(thrown).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={`${w.retire} ${name}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => void retire()}>
            {w.retire}
          </Button>
        </>
      }
    >
      {count > 0 && <p>{fill(w.retireText, { n: count })}</p>}
      <p className="t2">{fill(w.retireTo, { stage: name })}</p>
      <Select
        label={fill(w.retireTo, { stage: name })}
        options={others.map(one => ({ value: one.id!, label: String(one.values.name) }))}
        value={to}
        onChange={setTo}
      />
      {error && (
        <p className="stages-problem" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}
