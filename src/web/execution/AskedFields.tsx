import type { FieldMeta } from '../../core/metadata/types'
import type { Asked } from '../../domain/execution'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { fieldText } from '../fields/text'
import { isEmpty } from '../fields/value'
import '../generic/form/form.css'
import { Checkbox, Labelled } from '../kit/Input'

export type Answers = Record<string, unknown>

/** A question as a field that the editors know. */
export const fieldOf = ({ key, label, kind, required, hint }: Asked): FieldMeta => ({
  name: key,
  label,
  kind,
  ...(required ? { required } : {}),
  ...(hint ? { hint } : {}),
  ...(kind === 'number' ? { scale: 2 } : {}),
  operators: [],
  access: 'write',
})

/** What a type of order or a step asks for, each question with the control of its kind. */
export function AskedFields({
  asks,
  answers,
  errors,
  under,
  onChange,
}: {
  asks: readonly Asked[]
  answers: Answers
  /** By field as the server names it: `details.brand`. */
  errors: Record<string, string>
  under: 'details' | 'answers'
  onChange(answers: Answers): void
}) {
  const put = (key: string, value: unknown) => onChange({ ...answers, [key]: value })
  return asks.map(asked => {
    const error = errors[`${under}.${asked.key}`]
    if (asked.kind === 'flag')
      return (
        <div key={asked.key} className="form-row" data-field={asked.key}>
          <Checkbox checked={answers[asked.key] === true} onChange={on => put(asked.key, on)}>
            {asked.label}
            {asked.required && <i aria-hidden="true"> *</i>}
          </Checkbox>
          {error && (
            <p className="k-labelled-error" role="alert">
              {error}
            </p>
          )}
        </div>
      )
    return (
      <div key={asked.key} className="form-row" data-field={asked.key}>
        <Labelled label={asked.label} required={asked.required} error={error} hint={asked.hint}>
          {ids =>
            asked.kind === 'choice' ? (
              <Select
                id={ids.id}
                label={asked.label}
                options={(asked.choices ?? []).map(one => ({ value: one, label: one }))}
                value={(answers[asked.key] as string | undefined) ?? null}
                invalid={!!error}
                onChange={value => put(asked.key, value)}
              />
            ) : (
              <FieldEditor
                field={fieldOf(asked)}
                value={answers[asked.key] ?? null}
                onChange={value => put(asked.key, value)}
                error={error}
                id={ids.id}
                describedBy={ids['aria-describedby']}
                row={answers}
              />
            )
          }
        </Labelled>
      </div>
    )
  })
}

/** Answers as one reads them, a line for each question that has one. */
export function AnswerLines({ asks, answers }: { asks: readonly Asked[]; answers: Answers | null }) {
  const lookup = useLookup()
  const said = asks.filter(one => !isEmpty(answers?.[one.key]) && answers?.[one.key] !== false)
  if (said.length === 0) return null
  return (
    <dl className="answers">
      {said.map(asked => {
        const value = answers![asked.key]
        return (
          <div key={asked.key}>
            <dt>{asked.label}</dt>
            <dd>
              {asked.kind === 'choice'
                ? String(value)
                : asked.kind === 'money'
                  ? moneyText(Number(value))
                  : fieldText(fieldOf(asked), value, lookup)}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
