import type { ObjectMeta } from '../../core/metadata/types'
import { useMetadata } from '../api'
import { Select } from '../fields/Select'
import { FilterSentence } from '../generic/list/FilterSentence'
import { Button, IconButton } from '../kit/Button'
import { Input, Labelled, Switch } from '../kit/Input'
import { fill, useWords } from '../words'
import type { Rule } from './draft'
import { useBases } from './pools'
import * as words from './words'

/** When records are taken back: each rule a line of figures and the sentence of whom it is meant for. */
export function Rules({
  object,
  rules,
  onChange,
}: {
  object: ObjectMeta | undefined
  rules: Rule[]
  onChange(rules: Rule[]): void
}) {
  const w = useWords(words).settings
  const { dictionaries } = useMetadata()
  const bases = useBases(object?.name)
  const options = (dictionaries.recycleBasis?.items ?? [])
    .filter(item => bases.includes(item.code))
    .map(item => ({ value: item.code, label: item.label }))
  const put = (i: number, changes: Partial<Rule>) =>
    onChange(rules.map((rule, at) => (at === i ? { ...rule, ...changes } : rule)))
  const add = () =>
    onChange([
      ...rules,
      {
        name: fill(w.ruleName, { n: rules.length + 1 }),
        basis: options[0]?.value ?? 'followUp',
        days: 30,
        where: null,
        warnDays: 3,
        escalateDays: 0,
        active: true,
      },
    ])
  return (
    <>
      <h3>{w.rules}</h3>
      {rules.length === 0 && <p className="t2">{w.noRules}</p>}
      {rules.map((rule, i) => (
        <div key={rule.id ?? `new ${i}`} className={`set-rule${rule.active ? '' : ' off'}`}>
          <div className="set-line">
            <span className="set-rule-name">
              <Labelled label={w.rule}>
                {ids => (
                  <Input
                    {...ids}
                    value={rule.name}
                    maxLength={100}
                    onChange={event => put(i, { name: event.target.value })}
                  />
                )}
              </Labelled>
            </span>
            <Labelled label={w.basis}>
              {ids => (
                <Select
                  id={ids.id}
                  label={w.basis}
                  options={options}
                  value={rule.basis}
                  onChange={basis => put(i, { basis })}
                />
              )}
            </Labelled>
            <Figure label={w.after} value={rule.days} onChange={days => put(i, { days })} />
            <Figure label={w.warn} value={rule.warnDays} onChange={warnDays => put(i, { warnDays })} />
            <Figure label={w.escalate} value={rule.escalateDays} onChange={escalateDays => put(i, { escalateDays })} />
            <Switch on={rule.active} label={`${w.active} ${rule.name}`} onChange={active => put(i, { active })} />
            <IconButton
              icon="trash-2"
              size={28}
              label={fill(w.remove, { name: rule.name })}
              onClick={() => onChange(rules.filter((_, at) => at !== i))}
            />
          </div>
          {object && <FilterSentence object={object} filter={rule.where} onChange={where => put(i, { where })} />}
        </div>
      ))}
      <Button icon="plus" size={28} onClick={add}>
        {w.newRule}
      </Button>
    </>
  )
}

/** A whole figure, or nothing. */
export function Figure({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | null
  onChange(value: number | null): void
}) {
  return (
    <Labelled label={label}>
      {ids => (
        <Input
          {...ids}
          inputMode="numeric"
          value={value ?? ''}
          maxLength={5}
          onChange={event => {
            const typed = event.target.value.replace(/\D/g, '')
            onChange(typed === '' ? null : Number(typed))
          }}
        />
      )}
    </Labelled>
  )
}
