import { useEffect, useState } from 'react'
import type { Operator } from '../../../core/entity/kind'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { useAggregate, useObject } from '../../api'
import { CodeChip } from '../../fields/CodeChip'
import { useFound } from '../../fields/editors/useFound'
import { FieldEditor } from '../../fields/FieldEditor'
import { useNodes } from '../../fields/lookups'
import { type Option, Picker } from '../../fields/Picker'
import { above, matching, type Node } from '../../fields/tree'
import { asList, inputValue, isNamed } from '../../fields/value'
import { Icon } from '../../kit/Icon'
import { Input } from '../../kit/Input'
import { fill, useWords } from '../../words'
import { canGroup, type Reached } from './columns'
import { type Condition, type Filter, withOperator } from './filter'
import { RelativeDays } from './RelativeDays'
import { isListed, offered, operatorText } from './sentence'
import * as words from './words'

interface Editing {
  object: ObjectMeta
  reached: Reached
  condition: Condition
  /** The other clauses: counts beside the values are of records that meet them. Undefined where counts make no sense. */
  rest: Filter | null | undefined
  onChange(condition: Condition): void
  onOperator(condition: Condition): void
  onClose(): void
}

/** What a value word opens: a list to tick, days to choose, or a field to type in. */
export function ValueEditor(props: Editing) {
  const { field } = props.reached
  if (field.kind === 'flag') return <FlagValues {...props} />
  if (isListed(field))
    return field.kind === 'ref' || field.kind === 'refs' ? <RecordValues {...props} /> : <CodeValues {...props} />
  if (field.kind === 'date' || field.kind === 'instant') return <RelativeDays {...props} />
  return <TypedValue {...props} />
}

/** Values with how often each occurs, as far as the server can count them. */
function useCounts({ object, reached, rest }: Editing) {
  const counted = rest !== undefined && canGroup(reached.field)
  const { data } = useAggregate(
    object.path,
    { groupBy: [reached.path], measures: [{ fn: 'count' }], filter: rest ?? undefined },
    { enabled: counted },
  )
  const groups = counted
    ? (data?.items ?? []).map(item => ({ value: item[reached.path], count: Number(item.count) }))
    : []
  const of = new Map(groups.map(g => [String(inputValue(g.value)), g.count]))
  return {
    groups,
    note: (value: string) => (counted && data ? (of.get(value) ?? 0).toLocaleString('en-US') : undefined),
  }
}

/** Ticks or unticks a value; `is` grows into `is one of`. */
function tick(condition: Condition, value: string): Condition {
  const { field, op } = condition
  const values = asList<string>(condition.value)
  const several: Operator = op === 'eq' ? 'in' : op === 'ne' ? 'notIn' : op
  return { field, op: several, value: values.includes(value) ? values.filter(v => v !== value) : [...values, value] }
}

/** The last line under a list of values: 改为 不是、为空. */
function OtherWays({ reached, condition, onOperator }: Editing) {
  const w = useWords(words)
  const ways = offered(reached.field).filter(op => op !== condition.op && !(op === 'in' && condition.op === 'eq'))
  return (
    <div className="sentence-ways">
      {w.changeTo}
      {ways.map(op => (
        <button key={op} type="button" onClick={() => onOperator(withOperator(condition, op))}>
          {operatorText(reached.field, { field: condition.field, op }, w)}
        </button>
      ))}
    </div>
  )
}

function CodeValues(props: Editing) {
  const { reached, condition, onChange, onClose } = props
  const w = useWords(words)
  const nodes = useNodes(reached.field)
  const counts = useCounts(props)
  const [typed, setTyped] = useState('')
  const [inside, setInside] = useState<Node | null>(null)
  const searching = typed.trim() !== ''
  const shown = searching ? matching(nodes ?? [], typed) : inside ? [inside, ...inside.children] : (nodes ?? [])
  const back = inside ? () => setInside(inside.parent ?? null) : undefined
  return (
    <Picker
      key={inside?.value ?? ''}
      label={fill(w.chooseValue, { field: reached.field.label })}
      options={shown.map(node => ({
        value: node.value,
        label: node.label,
        show: node.tone ? <CodeChip label={node.label} tone={node.tone} /> : undefined,
        note: searching ? above(node) : reached.field.kind === 'choice' ? counts.note(node.value) : undefined,
        opens: !searching && node !== inside && node.children.length > 0,
      }))}
      selected={asList<string>(condition.value)}
      typed={typed}
      onTyped={setTyped}
      onChoose={code => onChange(tick(condition, code))}
      onOpen={code => setInside(shown.find(n => n.value === code) ?? null)}
      onBack={back}
      onClose={onClose}
      waiting={!nodes}
      above={
        back && (
          <button type="button" className="picker-back" onClick={back}>
            <Icon name="chevron-left" size={14} />
            {w.back}
          </button>
        )
      }
      below={<OtherWays {...props} />}
    />
  )
}

/** Records: first oneself, then those that occur in the list, then whatever the search finds. */
function RecordValues(props: Editing) {
  const { reached, condition, onChange, onClose } = props
  const w = useWords(words)
  const target = useObject(reached.field.target ?? '')
  const [typed, setTyped] = useState('')
  const counts = useCounts(props)
  const found = useFound(target, typed)
  const wanted = typed.trim().toLowerCase()

  const options = new Map<string, Option>()
  if (reached.field.target === 'user' && (!wanted || w.me.includes(wanted)))
    options.set('me', { value: 'me', label: w.me })
  for (const { value } of counts.groups.toSorted((a, b) => b.count - a.count)) {
    if (!isNamed(value) || !value.name?.toLowerCase().includes(wanted)) continue
    options.set(value.id, { value: value.id, label: value.name, note: counts.note(value.id) })
  }
  for (const one of found.items) {
    if (!options.has(one.id))
      options.set(one.id, { value: one.id, label: one.name ?? '', note: one.note ?? counts.note(one.id) })
  }
  const single = condition.op === 'under'
  return (
    <Picker
      label={fill(w.chooseValue, { field: reached.field.label })}
      options={[...options.values()].slice(0, 60)}
      selected={asList<string>(condition.value)}
      typed={typed}
      onTyped={setTyped}
      onChoose={id => {
        onChange(single ? { ...condition, value: id } : tick(condition, id))
        if (single) onClose()
      }}
      onClose={onClose}
      waiting={found.waiting}
      below={<OtherWays {...props} />}
    />
  )
}

function FlagValues(props: Editing) {
  const { reached, condition, onChange, onClose } = props
  const w = useWords(words)
  const counts = useCounts(props)
  const [typed, setTyped] = useState('')
  return (
    <Picker
      label={reached.field.label}
      options={[
        { value: 'true', label: w.yes, note: counts.note('true') },
        { value: 'false', label: w.no, note: counts.note('false') },
      ]}
      selected={[String(condition.value)]}
      typed={typed}
      onTyped={setTyped}
      onChoose={value => {
        onChange({ ...condition, value: value === 'true' })
        onClose()
      }}
      onClose={onClose}
    />
  )
}

const QUIET_MS = 300

/** Text and figures are typed; what was typed is asked for once typing pauses. */
function TypedValue({ reached, condition, onChange, onClose }: Editing) {
  const w = useWords(words)
  const [values, setValues] = useState<unknown[]>(() =>
    condition.op === 'between' ? [...asList(condition.value), null, null].slice(0, 2) : [condition.value],
  )
  const { field } = reached
  const change = (next: unknown[]) => onChange({ ...condition, value: condition.op === 'between' ? next : next[0] })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for when typing has paused
  useEffect(() => {
    if (JSON.stringify(values[0]) === JSON.stringify(condition.value)) return
    const timer = setTimeout(() => change(values), QUIET_MS)
    return () => clearTimeout(timer)
  }, [values])
  const done = () => {
    change(values)
    onClose()
  }
  const figure = field.kind === 'number' || field.kind === 'money'
  const asTyped: FieldMeta = { ...field, required: false, label: fill(w.typeValue, { field: field.label }) }
  return (
    <div className="sentence-typed">
      {values.map((value, i) =>
        figure ? (
          <FieldEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: the first end and the second
            key={i}
            field={asTyped}
            value={value ?? null}
            autoFocus={i === 0}
            onChange={v => setValues(values.with(i, v))}
          />
        ) : (
          <Input
            key={field.name}
            type="text"
            value={String(value ?? '')}
            aria-label={asTyped.label}
            placeholder={asTyped.label}
            onChange={event => setValues([event.target.value])}
            onKeyDown={event => event.key === 'Enter' && !event.nativeEvent.isComposing && done()}
          />
        ),
      )}
    </div>
  )
}
