import type { ObjectMeta } from '../../core/metadata/types'
import { Checkbox } from '../kit/Input'
import { Notice } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { fill, useWords } from '../words'
import type { Preview } from './api'
import { canMatch, type Options } from './options'
import * as words from './words'

/** How a row is known to be a record that is there already, and what happens to it then. */
export function MatchStep({
  object,
  preview,
  options,
  onChange,
}: {
  object: ObjectMeta
  preview: Preview
  options: Options
  onChange(options: Options): void
}) {
  const w = useWords(words)
  const filled = new Set(Object.values(options.mapping ?? preview.mapping))
  const fields = object.fields.filter(f => filled.has(f.name) && canMatch(f))
  const choice = <K extends keyof typeof w.choices>(name: K, ids: (keyof (typeof w.choices)[K])[]) => (
    <div className="imp-choice">
      <div>
        <b>{w.choiceTitles[name]}</b>
        <p className="small t3">{w.choiceTexts[name]}</p>
      </div>
      <Segmented
        label={w.choiceTitles[name]}
        value={options[name] as string}
        onChange={value => onChange({ ...options, [name]: value })}
        options={ids.map(id => ({ id: id as string, label: w.choices[name][id] as string }))}
      />
    </div>
  )
  return (
    <section className="imp-match" aria-label={w.names.match}>
      <div className="imp-title">
        <h2>{fill(w.matchTitle, { object: object.label })}</h2>
      </div>
      {preview.unready && <Notice tone="due">{preview.unready.message}</Notice>}
      <p className="t2">{w.matchText}</p>
      <div className="imp-match-fields" role="group" aria-label={w.matchBy}>
        {fields.map(field => (
          <Checkbox
            key={field.name}
            checked={options.match.includes(field.name)}
            onChange={on =>
              onChange({
                ...options,
                match: on ? [...options.match, field.name] : options.match.filter(m => m !== field.name),
              })
            }
          >
            {field.label}
          </Checkbox>
        ))}
      </div>
      {options.match.length > 0 && choice('onMatch', ['update', 'skip', 'create'])}
      {options.match.length > 0 && choice('onNew', ['create', 'skip'])}
      {options.match.length > 0 && options.onMatch === 'update' && choice('onBlank', ['keep', 'clear'])}
      {preview.creatable.map(({ field, label }) => (
        <div className="imp-choice" key={field}>
          <div>
            <b>{fill(w.missingTitle, { field: label })}</b>
            <p className="small t3">{w.missingText}</p>
          </div>
          <Segmented
            label={fill(w.missingTitle, { field: label })}
            value={options.createMissing.includes(field) ? 'create' : 'fail'}
            onChange={value =>
              onChange({
                ...options,
                createMissing: [
                  ...options.createMissing.filter(name => name !== field),
                  ...(value === 'create' ? [field] : []),
                ],
              })
            }
            options={[
              { id: 'fail', label: w.missing.fail },
              { id: 'create', label: w.missing.create },
            ]}
          />
        </div>
      ))}
      {choice('onSimilar', ['create', 'skip'])}
      {choice('onBadValue', ['fail', 'blank'])}
      {preview.similar.examples.length > 0 && (
        <>
          <h3>{fill(w.similarTitle, { n: preview.similar.count, object: object.label })}</h3>
          <ul className="imp-similar">
            {preview.similar.examples.map(one => (
              <li key={one.row}>
                <span className="t3">{fill(w.rowN, { n: one.row })}</span>
                <span>{one.title}</span>
                <span className="t2">
                  {one.sameAsRow ? fill(w.sameAsRow, { n: one.sameAsRow }) : fill(w.sameAs, { name: one.as })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
