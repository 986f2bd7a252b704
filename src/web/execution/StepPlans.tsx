import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { MomentMeta, StepPlan, Who } from '../../domain/execution'
import { get, rowsOf, useMetadata, useRecord, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Checkbox, Input, Labelled, TextArea } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { fill, useWords } from '../words'
import { AskedList } from './AskedList'
import { mayWaitFor, newStep, shifted, withoutStep } from './typeDraft'
import * as words from './words'

/** From what the day can be counted on which a step is due. */
export function useMoments(): MomentMeta[] {
  const { lang } = useMetadata()
  const { data } = useQuery({
    queryKey: ['order-moments', lang],
    queryFn: ({ signal }) => get<{ items: MomentMeta[] }>('/api/order-types/moments', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.items ?? []
}

/** «刊物截稿前 5 天», «订单确认后 2 天». */
export function dueSentence(step: StepPlan, moments: readonly MomentMeta[], w: typeof words.zhCN): string {
  const { days, from } = step.due
  const sentence = days < 0 ? w.settings.dueText.before : days === 0 ? w.settings.dueText.on : w.settings.dueText.after
  return fill(sentence, { from: moments.find(one => one.name === from)?.label ?? from, n: Math.abs(days) })
}

/** The steps of a type in order, each opened where it stands. */
export function StepPlans({ steps, onChange }: { steps: readonly StepPlan[]; onChange(steps: StepPlan[]): void }) {
  const w = useWords(words)
  const [open, setOpen] = useState<string | null>(null)
  const moments = useMoments()
  const put = (step: StepPlan) => onChange(steps.map(one => (one.key === step.key ? step : one)))
  return (
    <>
      {steps.length === 0 && <p className="t3">{w.settings.stepsNone}</p>}
      <ol className="stage-list">
        {steps.map((step, at) => (
          <li key={step.key} className={`stage-part${open === step.key ? ' open' : ''}`}>
            <StepHead
              step={step}
              about={dueSentence(step, moments, w)}
              open={open === step.key}
              first={at === 0}
              last={at === steps.length - 1}
              onOpen={() => setOpen(open === step.key ? null : step.key)}
              onShift={by => onChange(shifted(steps, at, by))}
              onRemove={() => onChange(withoutStep(steps, step.key))}
            />
            {open === step.key && <StepBody step={step} steps={steps} moments={moments} onChange={put} />}
          </li>
        ))}
      </ol>
      <Button
        icon="plus"
        size={28}
        onClick={() => {
          const fresh = newStep(w.settings.newStep, steps.at(-1))
          onChange([...steps, fresh])
          setOpen(fresh.key)
        }}
      >
        {w.settings.addStep}
      </Button>
    </>
  )
}

function StepHead({
  step,
  about,
  open,
  first,
  last,
  onOpen,
  onShift,
  onRemove,
}: {
  step: StepPlan
  about: string
  open: boolean
  first: boolean
  last: boolean
  onOpen(): void
  onShift(by: -1 | 1): void
  onRemove(): void
}) {
  const w = useWords(words).settings
  const name = { name: step.name }
  return (
    <div className="stage-part-head step-plan-head">
      <button type="button" className="stage-open" aria-expanded={open} onClick={onOpen}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
        <b className="ellipsis">{step.name}</b>
        <span className="small t3 ellipsis">{about}</span>
      </button>
      <IconButton icon="arrow-up" size={24} label={fill(w.moveUp, name)} disabled={first} onClick={() => onShift(-1)} />
      <IconButton
        icon="arrow-down"
        size={24}
        label={fill(w.moveDown, name)}
        disabled={last}
        onClick={() => onShift(1)}
      />
      <IconButton icon="trash-2" size={24} label={fill(w.removeStep, name)} onClick={onRemove} />
    </div>
  )
}

function StepBody({
  step,
  steps,
  moments,
  onChange,
}: {
  step: StepPlan
  steps: readonly StepPlan[]
  moments: readonly MomentMeta[]
  onChange(step: StepPlan): void
}) {
  const w = useWords(words).settings
  const label = useId()
  const others = mayWaitFor(steps, step.key)
  return (
    <div className="stage-body step-plan">
      <div className="set-two">
        <Labelled label={w.stepName} required>
          {ids => (
            <Input
              {...ids}
              value={step.name}
              maxLength={100}
              onChange={event => onChange({ ...step, name: event.target.value })}
            />
          )}
        </Labelled>
        <WhoDoes who={step.who} onChange={who => onChange({ ...step, who })} />
        <Labelled label={w.from}>
          {ids => (
            <Select
              id={ids.id}
              label={w.from}
              options={moments.map(one => ({ value: one.name, label: one.label }))}
              value={step.due.from}
              onChange={from => onChange({ ...step, due: { ...step.due, from } })}
            />
          )}
        </Labelled>
        <Labelled label={w.days} hint={w.daysHint}>
          {ids => (
            <Input
              {...ids}
              type="number"
              min={-1000}
              max={1000}
              step={1}
              value={step.due.days}
              onChange={event =>
                onChange({ ...step, due: { ...step.due, days: Math.trunc(Number(event.target.value)) || 0 } })
              }
            />
          )}
        </Labelled>
      </div>
      <h4 id={label}>{w.after}</h4>
      {others.length === 0 ? (
        <p className="t3">{w.afterNone}</p>
      ) : (
        <Pills
          label={w.after}
          options={others.map(one => ({ id: one.key, label: one.name }))}
          value={step.after ?? []}
          onChange={key =>
            onChange({
              ...step,
              after: step.after?.includes(key) ? step.after.filter(one => one !== key) : [...(step.after ?? []), key],
            })
          }
        />
      )}
      <Labelled label={w.guidance}>
        {ids => (
          <TextArea
            {...ids}
            rows={2}
            maxLength={2000}
            value={step.guidance ?? ''}
            onChange={event => onChange({ ...step, guidance: event.target.value })}
          />
        )}
      </Labelled>
      <h4>{w.stepAsks}</h4>
      <AskedList asks={step.asks ?? []} onChange={asks => onChange({ ...step, asks })} />
      <Checkbox checked={!!step.needsFiles} onChange={needsFiles => onChange({ ...step, needsFiles })}>
        {w.needsFiles}
      </Checkbox>
    </div>
  )
}

function WhoDoes({ who, onChange }: { who: Who; onChange(who: Who): void }) {
  const w = useWords(words).settings
  const roles = useRecords('roles', { fields: ['code', 'name'], sort: 'name', limit: 100 })
  const all = rowsOf(roles.data).map(role => ({ value: String(role.code), label: String(role.name) }))
  return (
    <div className="step-who">
      <Labelled label={w.who}>
        {ids => (
          <Select
            id={ids.id}
            label={w.who}
            options={Object.entries(w.whoBy).map(([value, label]) => ({ value, label }))}
            value={who.by}
            onChange={by => onChange(by === 'owner' ? { by } : ({ by } as Who))}
          />
        )}
      </Labelled>
      {who.by === 'role' && (
        <Labelled label={w.role} required>
          {ids => (
            <Select
              id={ids.id}
              label={w.role}
              options={all}
              value={who.role ?? null}
              onChange={role => onChange({ by: 'role', role })}
            />
          )}
        </Labelled>
      )}
      {who.by === 'person' && <PersonOf id={who.person} onChange={person => onChange({ by: 'person', person })} />}
    </div>
  )
}

function PersonOf({ id, onChange }: { id: string | undefined; onChange(id: string): void }) {
  const w = useWords(words).settings
  const { data } = useRecord('users', id, ['name'])
  const [chosen, setChosen] = useState<{ id: string; name: string | null } | null>(null)
  const shown = chosen?.id === id ? chosen : data ? { id: data.id, name: String(data.name) } : null
  return (
    <Labelled label={w.person} required>
      {ids => (
        <FieldEditor
          id={ids.id}
          field={{ name: 'person', label: w.person, kind: 'ref', target: 'user', operators: [], access: 'write' }}
          value={shown}
          row={{}}
          onChange={value => {
            if (!isNamed(value)) return
            setChosen(value)
            onChange(value.id)
          }}
        />
      )}
    </Labelled>
  )
}
