import type { FieldMeta } from '../../core/metadata/types'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import type { Named } from '../fields/value'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input, Labelled } from '../kit/Input'
import { fill, useWords } from '../words'
import { type DraftOption, type DraftValue, freshId } from './draft'
import * as words from './words'

const KINDS = ['one', 'many', 'number'] as const
const part = (label: string) =>
  ({ name: 'product', label, kind: 'ref', target: 'product', operators: [], access: 'write' }) as FieldMeta
const whole = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text) : undefined)

/** One option of a model as it is edited: its kind, and its values with what each adds. Null takes it out. */
export function OptionCard({ option, onChange }: { option: DraftOption; onChange(option: DraftOption | null): void }) {
  const w = useWords(words)
  const set = (change: Partial<DraftOption>) => onChange({ ...option, ...change })
  const setValue = (at: number, change: Partial<DraftValue> | null) =>
    set({ values: option.values.flatMap((one, i) => (i === at ? (change ? [{ ...one, ...change }] : []) : [one])) })
  const bound = (name: 'least' | 'most' | 'step', label: string) => (
    <Labelled label={label}>
      {ids => (
        <Input
          {...ids}
          className="small-figure"
          inputMode="numeric"
          value={option[name] ?? ''}
          onChange={event => set({ [name]: whole(event.target.value) })}
        />
      )}
    </Labelled>
  )
  return (
    <div className="model-card">
      <div className="model-card-head">
        <div className="grow">
          <Labelled label={w.optionName}>
            {ids => <Input {...ids} value={option.name} onChange={event => set({ name: event.target.value })} />}
          </Labelled>
        </div>
        <Labelled label={w.kind}>
          {ids => (
            <Select
              id={ids.id}
              label={w.kind}
              options={KINDS.map(kind => ({ value: kind, label: w.kinds[kind]! }))}
              value={option.kind}
              onChange={kind =>
                set({
                  kind: kind as DraftOption['kind'],
                  ...(kind === 'number'
                    ? { least: 1, most: 10, step: 1 }
                    : { least: undefined, most: undefined, step: undefined }),
                })
              }
            />
          )}
        </Labelled>
        {option.kind !== 'one' && bound('least', w.least)}
        {option.kind !== 'one' && bound('most', w.mostLabel)}
        {option.kind === 'number' && bound('step', w.step)}
        {option.kind !== 'many' && (
          <Checkbox checked={!!option.required} onChange={required => set({ required })}>
            {w.required}
          </Checkbox>
        )}
        <IconButton
          icon="trash-2"
          size={28}
          label={fill(w.removeIt, { name: option.name })}
          onClick={() => onChange(null)}
        />
      </div>
      <div className="model-values">
        <div className="model-value head" aria-hidden="true">
          <span>{w.valueName}</span>
          <span>{w.price}</span>
          <span>{w.part}</span>
          <span>{w.figures}</span>
          <span />
        </div>
        {option.values.map((value, i) => (
          <div className="model-value" key={value.id}>
            <Input
              aria-label={`${option.name} ${w.valueName}`}
              value={option.kind === 'number' ? '× 1' : value.name}
              disabled={option.kind === 'number'}
              onChange={event => setValue(i, { name: event.target.value })}
            />
            <Input
              aria-label={`${value.name} ${w.price}`}
              inputMode="decimal"
              placeholder="¥"
              value={value.price}
              onChange={event => setValue(i, { price: event.target.value })}
            />
            <FieldEditor
              field={part(`${value.name} ${w.part}`)}
              value={value.product}
              onChange={product => setValue(i, { product: (product as Named | null) ?? null })}
            />
            <Input
              aria-label={`${value.name} ${w.figures}`}
              placeholder={w.figuresHint}
              value={value.figures}
              onChange={event => setValue(i, { figures: event.target.value })}
            />
            {option.kind !== 'number' && (
              <IconButton
                icon="x"
                size={28}
                label={fill(w.removeIt, { name: value.name })}
                onClick={() => setValue(i, null)}
              />
            )}
          </div>
        ))}
      </div>
      {option.kind !== 'number' && (
        <Button
          size={24}
          look="text"
          icon="plus"
          onClick={() =>
            set({ values: [...option.values, { id: freshId('v'), name: '', price: '', product: null, figures: '' }] })
          }
        >
          {w.newValue}
        </Button>
      )}
    </div>
  )
}
