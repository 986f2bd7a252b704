import { type Condition, type Model, type Rule, type Term, valuesOf } from '../../domain/configurator/screens/model'
import { telling } from '../../domain/configurator/screens/tell'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input, Labelled } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { fill, useWords } from '../words'
import * as words from './words'

const KINDS = ['requires', 'excludes', 'count', 'compatible', 'limit'] as const
const figure = (text: string): number | undefined =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined

/** One rule of a model as it is edited, with the sentence that people will read. Null takes it out. */
export function RuleCard({ rule, model, onChange }: { rule: Rule; model: Model; onChange(rule: Rule | null): void }) {
  const w = useWords(words)
  const tell = telling(model, w.tell)
  const said = tell.rule({ ...rule, text: '' })
  return (
    <div className="model-card">
      <div className="model-card-head">
        <Labelled label={w.kind}>
          {ids => (
            <Select
              id={ids.id}
              label={w.kind}
              options={KINDS.map(kind => ({ value: kind, label: w.ruleKinds[kind]! }))}
              value={rule.kind}
              onChange={kind => onChange(begun(rule, kind as Rule['kind'], model))}
            />
          )}
        </Labelled>
        <div className="grow">
          <Labelled label={w.explain}>
            {ids => (
              <Input
                {...ids}
                placeholder={w.explainHint}
                value={rule.text ?? ''}
                onChange={event => onChange({ ...rule, text: event.target.value || undefined })}
              />
            )}
          </Labelled>
        </div>
        <IconButton icon="trash-2" size={28} label={fill(w.removeIt, { name: said })} onClick={() => onChange(null)} />
      </div>
      <Parts rule={rule} model={model} onChange={onChange} />
      <p className="model-said">{said}</p>
    </div>
  )
}

/** A rule of another kind, keeping what it can. */
function begun({ id, text, ...rule }: Rule, kind: Rule['kind'], model: Model): Rule {
  const option = model.options[0]!.id
  const conditions =
    'when' in rule
      ? [...rule.when, ...rule.needs]
      : rule.kind === 'excludes' || rule.kind === 'count'
        ? rule.of
        : [{ option }]
  const named = { id, ...(text ? { text } : {}) }
  const single = model.options.filter(one => one.kind !== 'many').slice(0, 2)
  switch (kind) {
    case 'requires':
      return {
        ...named,
        kind,
        when: conditions.slice(0, 1),
        needs: conditions.slice(1).length ? conditions.slice(1) : [{ option }],
      }
    case 'excludes':
      return { ...named, kind, of: conditions }
    case 'count':
      return { ...named, kind, of: conditions, most: 1 }
    case 'limit':
      return { ...named, kind, of: [{ option }], most: 0 }
    case 'compatible':
      return {
        ...named,
        kind,
        options: [single[0]?.id ?? option, single[1]?.id ?? option],
        rows: single[0] ? valuesOf(single[0]).map(value => [[value.id], null]) : [],
      }
  }
}

function Parts({ rule, model, onChange }: { rule: Rule; model: Model; onChange(rule: Rule): void }) {
  const w = useWords(words)
  switch (rule.kind) {
    case 'requires':
      return (
        <>
          <p className="model-part">{w.when}</p>
          <Conditions model={model} of={rule.when} onChange={when => onChange({ ...rule, when })} />
          <p className="model-part">{w.needs}</p>
          <Conditions model={model} of={rule.needs} onChange={needs => onChange({ ...rule, needs })} />
        </>
      )
    case 'excludes':
      return <Conditions model={model} of={rule.of} onChange={of => onChange({ ...rule, of })} />
    case 'count':
      return (
        <>
          <Conditions model={model} of={rule.of} onChange={of => onChange({ ...rule, of })} />
          <Bounds least={rule.least} most={rule.most} onChange={bounds => onChange({ ...rule, ...bounds })} />
        </>
      )
    case 'limit':
      return (
        <>
          <Terms model={model} of={rule.of} onChange={of => onChange({ ...rule, of })} />
          <Bounds least={rule.least} most={rule.most} onChange={bounds => onChange({ ...rule, ...bounds })} />
        </>
      )
    case 'compatible':
      return <Table rule={rule} model={model} onChange={onChange} />
  }
}

const optionsOf = (model: Model, kinds?: readonly string[]) =>
  model.options
    .filter(option => !kinds || kinds.includes(option.kind))
    .map(option => ({ value: option.id, label: option.name || option.id }))

interface ConditionsProps {
  model: Model
  of: readonly Condition[]
  onChange(of: Condition[]): void
}

function Conditions({ model, of, onChange }: ConditionsProps) {
  const w = useWords(words)
  const set = (at: number, next: Condition | null) =>
    onChange(of.flatMap((one, i) => (i === at ? (next ? [next] : []) : [one])))
  return (
    <>
      {of.map((condition, i) => {
        const option = model.options.find(one => one.id === condition.option)
        const name = option?.name ?? condition.option
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          <div className="model-condition" key={i}>
            <Select
              label={w.optionName}
              options={optionsOf(model)}
              value={condition.option}
              onChange={chosen => set(i, { option: chosen })}
            />
            {option?.kind === 'number' ? (
              <Bounds
                least={condition.least}
                most={condition.most}
                onChange={bounds => set(i, { option: condition.option, ...bounds })}
              />
            ) : (
              option && (
                <Pills
                  label={`${name} ${w.valueName}`}
                  options={valuesOf(option).map(value => ({ id: value.id, label: value.name }))}
                  value={condition.is ?? []}
                  onChange={id => {
                    const now = condition.is ?? []
                    const is = now.includes(id) ? now.filter(one => one !== id) : [...now, id]
                    set(i, { option: condition.option, ...(is.length ? { is } : {}) })
                  }}
                />
              )
            )}
            {!condition.is && option?.kind !== 'number' && <span className="t3 small">{w.anyValue}</span>}
            <IconButton icon="x" size={24} label={fill(w.removeIt, { name })} onClick={() => set(i, null)} />
          </div>
        )
      })}
      <Button size={24} look="text" icon="plus" onClick={() => onChange([...of, { option: model.options[0]!.id }])}>
        {w.addCondition}
      </Button>
    </>
  )
}

interface BoundsProps {
  least?: number
  most?: number
  onChange(bounds: { least?: number; most?: number }): void
}

function Bounds({ least, most, onChange }: BoundsProps) {
  const w = useWords(words)
  return (
    <div className="model-card-head">
      <Labelled label={w.least}>
        {ids => (
          <Input
            {...ids}
            className="small-figure"
            inputMode="decimal"
            value={least ?? ''}
            onChange={e => onChange({ least: figure(e.target.value), most })}
          />
        )}
      </Labelled>
      <Labelled label={w.mostLabel}>
        {ids => (
          <Input
            {...ids}
            className="small-figure"
            inputMode="decimal"
            value={most ?? ''}
            onChange={e => onChange({ least, most: figure(e.target.value) })}
          />
        )}
      </Labelled>
    </div>
  )
}

function Terms({ model, of, onChange }: { model: Model; of: readonly Term[]; onChange(of: Term[]): void }) {
  const w = useWords(words)
  const set = (at: number, next: Term | null) =>
    onChange(of.flatMap((one, i) => (i === at ? (next ? [next] : []) : [one])))
  return (
    <>
      {of.map((term, i) => {
        const option = model.options.find(one => one.id === term.option)
        const figures = [...new Set(option ? valuesOf(option).flatMap(value => Object.keys(value.figures ?? {})) : [])]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: terms have no identity of their own
          <div className="model-condition" key={i}>
            <Select
              label={`${w.plusTerm} / ${w.minusTerm}`}
              options={[
                { value: '1', label: w.plusTerm },
                { value: '-1', label: w.minusTerm },
              ]}
              value={(term.times ?? 1) < 0 ? '-1' : '1'}
              onChange={sign => set(i, { ...term, times: Number(sign) * Math.abs(term.times ?? 1) })}
            />
            <Select
              label={w.optionName}
              options={optionsOf(model)}
              value={term.option}
              onChange={chosen => set(i, { option: chosen, ...(term.times ? { times: term.times } : {}) })}
            />
            <Select
              label={w.figure}
              placeholder={w.figure}
              options={[
                ...(option?.kind === 'number' ? [{ value: '', label: w.itself }] : []),
                ...figures.map(name => ({ value: name, label: name })),
              ]}
              value={term.figure ?? (option?.kind === 'number' ? '' : null)}
              onChange={name => {
                const { figure: _, ...rest } = term
                set(i, name ? { ...rest, figure: name } : rest)
              }}
            />
            <IconButton
              icon="x"
              size={24}
              label={fill(w.removeIt, { name: option?.name ?? '' })}
              onClick={() => set(i, null)}
            />
          </div>
        )
      })}
      <Button size={24} look="text" icon="plus" onClick={() => onChange([...of, { option: model.options[0]!.id }])}>
        {w.addTerm}
      </Button>
    </>
  )
}

type Compatible = Extract<Rule, { kind: 'compatible' }>

/** Which value of one option goes with which of the other: a tick for each pair that does. */
function Table({ rule, model, onChange }: { rule: Compatible; model: Model; onChange(rule: Rule): void }) {
  const w = useWords(words)
  const [down, across] = rule.options.map(id => model.options.find(option => option.id === id))
  const pairs = (a: string) => {
    const rows = rule.rows.filter(row => row[0] == null || row[0].includes(a))
    const all = across ? valuesOf(across).map(value => value.id) : []
    return new Set(rows.flatMap(row => row[1] ?? all))
  }
  const choose = (at: number, id: string) => {
    const options = rule.options.map((one, i) => (i === at ? id : one))
    const first = model.options.find(option => option.id === options[0])
    onChange({ ...rule, options, rows: first ? valuesOf(first).map(value => [[value.id], null]) : [] })
  }
  const tick = (a: string, b: string) => {
    if (!down) return
    onChange({
      ...rule,
      rows: valuesOf(down).map(value => {
        const now = pairs(value.id)
        if (value.id === a) {
          if (now.has(b)) now.delete(b)
          else now.add(b)
        }
        return [[value.id], [...now]]
      }),
    })
  }
  return (
    <>
      <div className="model-condition">
        {[0, 1].map(at => (
          <Select
            key={at}
            label={w.optionName}
            options={optionsOf(model, ['one', 'number'])}
            value={rule.options[at] ?? null}
            onChange={id => choose(at, id)}
          />
        ))}
      </div>
      {down && across && down !== across && rule.options.length === 2 && (
        <div className="model-scroll">
          <table className="model-grid">
            <thead>
              <tr>
                <td />
                {valuesOf(across).map(value => (
                  <th key={value.id} scope="col">
                    {value.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {valuesOf(down).map(value => {
                const fitting = pairs(value.id)
                return (
                  <tr key={value.id}>
                    <th scope="row">{value.name}</th>
                    {valuesOf(across).map(other => (
                      <td key={other.id}>
                        <Checkbox
                          label={`${value.name} ${other.name}`}
                          checked={fitting.has(other.id)}
                          onChange={() => tick(value.id, other.id)}
                        />
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
