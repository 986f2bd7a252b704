import { useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Passed, Standing } from '../../domain/opportunities'
import { type Row, useAct } from '../api'
import { dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { isEmpty } from '../fields/value'
import { openForm } from '../generic/form/open'
import { useRecordActs } from '../generic/record/useRecordActs'
import { Button } from '../kit/Button'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Skeleton } from '../kit/States'
import { fill, useLang, useWords } from '../words'
import { Advance } from './Advance'
import { NextStep } from './NextStep'
import './opportunities.css'
import { lieOf, useStanding } from './standing'
import * as words from './words'

/** Under an opportunity's head: its way through the pipeline, what the present stage asks for, and what one may do about it. */
export function StageBar({ object, row, narrow }: { object: ObjectMeta; row: Row; narrow?: boolean }) {
  return object.name === 'opportunity' ? <Bar key={row.id} object={object} row={row} narrow={narrow} /> : null
}

function Bar({ object, row, narrow }: { object: ObjectMeta; row: Row; narrow?: boolean }) {
  const w = useWords(words)
  const { data, isPending } = useStanding(row)
  const [to, setTo] = useState<{ stage: Passed; anchor: HTMLElement } | null>(null)
  const path = useRef<HTMLOListElement>(null)
  const going = useAct(object.path)
  const current = data?.stages.find(one => one.current)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it stands somewhere else
  useEffect(() => {
    const list = path.current
    const here = list?.querySelector<HTMLElement>('[aria-current]')
    if (list && here) list.scrollLeft = here.offsetLeft - list.clientWidth / 2 + here.clientWidth / 2
  }, [current?.id])
  if (isPending)
    return (
      <div className="stages" aria-busy="true">
        <Skeleton height={32} />
      </div>
    )
  if (!data?.pipeline) return null
  const may = (act: string) => object.acts.some(one => one.name === act)
  const goBack = object.acts.find(act => act.name === 'goBack')
  return (
    <section className={narrow ? 'stages narrow' : 'stages'} aria-label={w.stages}>
      <ol className="stages-path" ref={path}>
        {data.stages.map(stage => (
          <Step
            key={stage.id}
            stages={data.stages}
            stage={stage}
            row={row}
            onPress={
              stage.reachable && may('advance')
                ? anchor => setTo({ stage, anchor })
                : goBack && current && stage.position < current.position && row.status === 'open'
                  ? () => back(stage)
                  : undefined
            }
          />
        ))}
      </ol>
      {row.status === 'open' ? (
        <Now
          object={object}
          row={row}
          standing={data}
          onAdvance={
            data.next && may('advance')
              ? anchor => setTo({ stage: data.stages.find(one => one.id === data.next!.id)!, anchor })
              : undefined
          }
        />
      ) : (
        <Closed object={object} row={row} />
      )}
      {to && (
        <Advance
          object={object}
          row={row}
          standing={data}
          stage={to.stage}
          anchor={to.anchor}
          onClose={() => setTo(null)}
        />
      )}
    </section>
  )

  function back(stage: Passed) {
    openForm({
      act: goBack!,
      subject: String(row[object.title]),
      preset: { to: { id: stage.id, name: stage.name } },
      run: input => going.mutateAsync({ act: 'goBack', id: row.id, version: row.version, input }),
    })
  }
}

/** One stage of the way: where the opportunity has been and for how long, where it is, where it may go. */
function Step({
  stages,
  stage,
  row,
  onPress,
}: {
  stages: readonly Passed[]
  stage: Passed
  row: Row
  onPress?(anchor: HTMLElement): void
}) {
  const w = useWords(words)
  const lie = row.status === 'won' && stage.current ? 'passed' : lieOf(stages, stage)
  const over = lie === 'current' && stage.limitDays && stage.days !== null && stage.days > stage.limitDays
  const days = stage.days === null ? null : daysText(w, stage.days)
  const inner = (
    <>
      {lie === 'passed' && <Icon name="check" size={12} />}
      <span className="stages-name">{stage.name}</span>
      {days && (lie === 'current' || (stage.days ?? 0) >= 1) && <span className="stages-days">{days}</span>}
    </>
  )
  const title = [
    stage.name,
    stage.limitDays && fill(w.limit, { n: stage.limitDays }),
    over && fill(w.overLimit, { n: Math.round(stage.days! - stage.limitDays!) }),
  ]
    .filter(Boolean)
    .join(' · ')
  const className = `stages-step ${lie}${over ? ' late' : ''}${row.status === 'lost' && lie === 'current' ? ' lost' : ''}`
  return (
    <li className={className} aria-current={stage.current ? 'step' : undefined} title={title}>
      {onPress ? (
        <button type="button" onClick={event => onPress(event.currentTarget)}>
          <span className="visually-hidden">{stage.reachable ? w.advanceTo : w.goBackTo}</span>
          {inner}
        </button>
      ) : (
        <span>{inner}</span>
      )}
    </li>
  )
}

const daysText = (w: typeof words.zhCN, days: number) =>
  days < 1 ? w.lessThanDay : fill(w.days, { n: Math.round(days) })

/** What the present stage asks for, what comes next, and the way on. */
function Now({
  object,
  row,
  standing: { stages, next, conditions },
  onAdvance,
}: {
  object: ObjectMeta
  row: Row
  standing: Standing
  onAdvance?(anchor: HTMLElement): void
}) {
  const w = useWords(words)
  const lang = useLang()
  const [planning, setPlanning] = useState<HTMLElement | null>(null)
  const current = stages.find(one => one.current)
  const planned = [typeof row.nextStepOn === 'string' && dayText(row.nextStepOn, lang), row.nextStep]
    .filter(Boolean)
    .join(' ')
  return (
    <div className="stages-now">
      {current?.guidance && (
        <p className="stages-guide">
          <Icon name="lightbulb" size={14} label={w.guidance} />
          {current.guidance}
        </p>
      )}
      {conditions.length > 0 && (
        <ul className="stages-demands" aria-label={w.demands}>
          {conditions.map(({ kind, text, met }) => (
            <li key={`${kind} ${text}`} className={met ? 'met' : 'lacks'}>
              <Icon name={met ? 'check' : 'circle'} size={14} label={met ? w.met : w.missing} />
              {text}
            </li>
          ))}
        </ul>
      )}
      <div className="stages-acts">
        <button
          type="button"
          className={planned ? 'stages-next' : 'stages-next none'}
          disabled={!object.can.update}
          onClick={event => setPlanning(event.currentTarget)}
          aria-label={planned ? `${w.editNext} ${planned}` : w.planNext}
        >
          <Icon name="target" size={14} />
          {planned ? (
            <span className="ellipsis">
              <span className="t3">{w.nextStep}</span> {planned}
            </span>
          ) : (
            w.planNext
          )}
        </button>
        {onAdvance && next && (
          <Button look="outline" size={28} icon="chevrons-right" onClick={event => onAdvance(event.currentTarget)}>
            {fill(w.advance, { stage: next.name })}
          </Button>
        )}
      </div>
      {planning && <NextStep object={object} row={row} anchor={planning} onClose={() => setPlanning(null)} />}
    </div>
  )
}

/** How it ended, when and why. */
function Closed({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const lookup = useLookup()
  const acts = useRecordActs(object, row)
  const reopen = object.acts.find(act => act.name === 'reopen')
  const won = row.status === 'won'
  const field = (name: string) => object.fields.find(f => f.name === name)
  const text = (name: string) => {
    const declared = field(name)
    return declared && !isEmpty(row[name]) ? fieldText(declared, row[name], lookup, row) : ''
  }
  return (
    <div className="stages-now">
      <p className="stages-end">
        <Badge tone={won ? 'won' : 'lost'} icon={won ? 'trophy' : 'circle-x'}>
          {text('status') || (won ? w.won : w.lost)}
        </Badge>
        <span>
          {[
            text('closedOn') && fill(w.closedOn, { day: text('closedOn') }),
            text('endReason'),
            text('competitor'),
            text('endNote'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {reopen && (
        <div className="stages-acts">
          <Button size={28} icon={reopen.icon} onClick={() => acts.start(reopen)}>
            {reopen.label}
          </Button>
        </div>
      )}
    </div>
  )
}
