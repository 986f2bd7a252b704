import { type KeyboardEvent, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { patch, post, type Row, useMetadata } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import { FormDrawer, useSending } from '../generic/form/FormDrawer'
import { Icon } from '../kit/Icon'
import { Input, Labelled, Switch } from '../kit/Input'
import { fill, useWords } from '../words'
import { type Choosable, canFilter, choosable, kindOf } from './kinds'
import { Options, repeated } from './Options'
import * as words from './words'

const START = ['', '', '']

/** The drawer in which an administrator adds a field to an object or changes one of theirs. */
export function FieldForm({
  object,
  field,
  onClose,
  onSaved,
}: {
  object: ObjectMeta
  field?: Row
  onClose(): void
  onSaved(name: string): void
}) {
  const w = useWords(words)
  const { objects, dictionaries } = useMetadata()
  const [kind, setKind] = useState<Choosable>(
    () => (field && kindOf(field as unknown as FieldMeta)) || choosable.find(c => c.id === 'text')!,
  )
  const [label, setLabel] = useState(String(field?.label ?? ''))
  const [labelEn, setLabelEn] = useState(String(field?.labelEn ?? ''))
  const [name, setName] = useState(String(field?.name ?? ''))
  const [options, setOptions] = useState<string[]>(START)
  const [dictionary, setDictionary] = useState<string | null>((field?.dictionary as string | null) ?? null)
  const [target, setTarget] = useState<string | null>((field?.target as string | null) ?? null)
  const [unit, setUnit] = useState(String(field?.unit ?? ''))
  const [scale, setScale] = useState(String(field?.scale ?? '0'))
  const [hint, setHint] = useState(String(field?.hint ?? ''))
  const [flags, setFlags] = useState({
    required: !!field?.required,
    filterable: !!field?.filterable,
    searchable: !!field?.searchable,
  })
  const [tried, setTried] = useState(false)
  const sending = useSending()

  const hasOptions = kind.kind === 'choice' || kind.kind === 'tree'
  const needsTarget = (kind.kind === 'ref' || kind.kind === 'refs') && !kind.target
  const given = options.map(o => o.trim()).filter(Boolean)
  const gaps = {
    label: !label.trim(),
    options: hasOptions && !field && !dictionary && (given.length === 0 || repeated(options).size > 0),
    target: needsTarget && !target,
  }
  const offered = choosable.filter(c => c.kind !== 'money' || object.fields.some(f => f.name === 'currency'))
  const title = field ? w.changeField : w.addField
  const { at } = sending

  const submit = () => {
    setTried(true)
    if (gaps.label || gaps.options || gaps.target) return
    const common = {
      label: label.trim(),
      labelEn: labelEn.trim() || null,
      hint: hint.trim() || null,
      required: flags.required,
      filterable: canFilter(kind) && flags.filterable,
      searchable: flags.searchable,
      ...(kind.kind === 'number' ? { unit: unit.trim() || null, scale: Number(scale) } : {}),
    }
    void sending.send(async () => {
      if (field) await patch(`/api/custom-fields/${field.id}`, common, { version: field.version })
      else
        await post('/api/custom-fields', {
          ...common,
          object: object.name,
          kind: kind.kind,
          name: name.trim() || undefined,
          ...(kind.many ? { many: true } : {}),
          ...(hasOptions ? (dictionary ? { dictionary } : { options: given }) : {}),
          ...(kind.kind === 'ref' || kind.kind === 'refs' ? { target: kind.target ?? target } : {}),
        })
      onClose()
      onSaved(common.label)
    })
  }
  return (
    <FormDrawer title={title} sending={sending} onSubmit={submit} onClose={onClose} className="field-form">
      {!field && <Kinds offered={offered} value={kind} onChange={setKind} />}
      {at('kind') && <p className="k-labelled-error">{at('kind')}</p>}
      <div className="field-two">
        <div className="form-row">
          <Labelled label={w.label} required error={at('label') ?? (tried && gaps.label ? w.fillIn : undefined)}>
            {ids => (
              <Input
                {...ids}
                data-autofocus
                maxLength={60}
                value={label}
                onChange={event => setLabel(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <div className="form-row">
          <Labelled label={w.fieldName} error={at('name')} hint={w.nameHint}>
            {ids => (
              <Input
                {...ids}
                disabled={!!field}
                maxLength={40}
                value={name}
                onChange={event => setName(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <div className="form-row">
          <Labelled label={w.labelEn} error={at('labelEn')}>
            {ids => (
              <Input {...ids} maxLength={60} value={labelEn} onChange={event => setLabelEn(event.target.value)} />
            )}
          </Labelled>
        </div>
        <div className="form-row">
          <Labelled label={w.hint} error={at('hint')}>
            {ids => <Input {...ids} maxLength={200} value={hint} onChange={event => setHint(event.target.value)} />}
          </Labelled>
        </div>
        {kind.kind === 'number' && (
          <>
            <div className="form-row">
              <Labelled label={w.unit} error={at('unit')}>
                {ids => <Input {...ids} maxLength={20} value={unit} onChange={event => setUnit(event.target.value)} />}
              </Labelled>
            </div>
            <div className="form-row">
              <Labelled label={w.scale} error={at('scale')}>
                {ids => (
                  <Select
                    id={ids.id}
                    label={w.scale}
                    value={scale}
                    options={['0', '1', '2', '3', '4'].map(n => ({ value: n, label: n }))}
                    onChange={setScale}
                  />
                )}
              </Labelled>
            </div>
          </>
        )}
      </div>
      {needsTarget && (
        <div className="form-row">
          <Labelled label={w.target} required error={at('target') ?? (tried && gaps.target ? w.chooseOne : undefined)}>
            {ids => (
              <Select
                id={ids.id}
                label={w.target}
                value={target}
                invalid={tried && gaps.target}
                options={objects
                  .filter(o => !o.internal && !o.setup)
                  .map(o => ({ value: o.name, label: o.label, note: o.name }))}
                onChange={setTarget}
              />
            )}
          </Labelled>
        </div>
      )}
      {hasOptions && !field && (
        <Options
          options={options}
          onChange={setOptions}
          dictionary={dictionary}
          onDictionary={setDictionary}
          tried={tried}
          error={at('options') ?? at('dictionary')}
        />
      )}
      <div className="field-two">
        {(['required', 'filterable', 'searchable'] as const)
          .filter(flag => flag !== 'filterable' || canFilter(kind))
          .map(flag => (
            <div key={flag} className="set-switch">
              <Switch on={flags[flag]} onChange={on => setFlags({ ...flags, [flag]: on })} label={w.flags[flag]} />
              <span aria-hidden="true">{w.flags[flag]}</span>
            </div>
          ))}
      </div>
      <Preview
        label={label.trim() || w.label}
        hint={hint.trim()}
        required={flags.required}
        kind={kind}
        target={kind.target ?? target}
        unit={unit.trim()}
        scale={Number(scale)}
        options={dictionary ? (dictionaries[dictionary]?.items.map(i => i.label) ?? []) : given}
      />
    </FormDrawer>
  )
}

function Kinds({
  offered,
  value,
  onChange,
}: {
  offered: readonly Choosable[]
  value: Choosable
  onChange(kind: Choosable): void
}) {
  const w = useWords(words)
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 5, ArrowUp: -5 }[event.key]
    if (!by) return
    event.preventDefault()
    const next = offered[offered.indexOf(value) + by]
    if (!next) return
    onChange(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[offered.indexOf(next)]?.focus()
  }
  return (
    <div className="field-kinds" role="radiogroup" aria-label={w.kind} onKeyDown={walk}>
      {offered.map(one => (
        <button
          key={one.id}
          type="button"
          role="radio"
          aria-checked={one === value}
          tabIndex={one === value ? 0 : -1}
          onClick={() => onChange(one)}
        >
          <Icon name={one.icon} />
          {w.kinds[one.id]}
        </button>
      ))}
    </div>
  )
}

/** The field as it will stand in a form and in a filter. */
function Preview({
  label,
  hint,
  required,
  kind,
  target,
  unit,
  scale,
  options,
}: {
  label: string
  hint: string
  required: boolean
  kind: Choosable
  target: string | null
  unit: string
  scale: number
  options: string[]
}) {
  const w = useWords(words)
  const [value, setValue] = useState<unknown>(null)
  const [of, setOf] = useState(kind)
  if (of !== kind) {
    setOf(kind)
    setValue(null)
  }
  const field: FieldMeta = {
    name: 'preview',
    label,
    kind: kind.kind,
    many: kind.many,
    target: target ?? undefined,
    unit: unit || undefined,
    scale: kind.kind === 'number' ? scale : undefined,
    operators: [],
    access: 'write',
  }
  const hasOptions = kind.kind === 'choice' || kind.kind === 'tree'
  return (
    <section className="field-preview" aria-label={w.preview}>
      <h3>{w.preview}</h3>
      <div className="field-two">
        <Labelled label={label} required={required} hint={hint || undefined}>
          {ids =>
            hasOptions ? (
              <Select
                id={ids.id}
                label={label}
                value={(value as string | null) ?? options[0] ?? null}
                options={[...new Set(options)].map(o => ({ value: o, label: o }))}
                onChange={setValue}
              />
            ) : (
              <FieldEditor id={ids.id} field={field} value={value} onChange={setValue} />
            )
          }
        </Labelled>
        {canFilter(kind) && (
          <div className="field-preview-filter">
            {label} {hasOptions ? fill(w.isValue, { value: '' }) : w.isFilled}{' '}
            {hasOptions && <b>{String(value ?? options[0] ?? '…')}</b>}
          </div>
        )}
      </div>
    </section>
  )
}
