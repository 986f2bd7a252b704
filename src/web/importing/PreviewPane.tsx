import type { ObjectMeta } from '../../core/metadata/types'
import { useMetadata, useObject } from '../api'
import { useNodes } from '../fields/lookups'
import { Select } from '../fields/Select'
import type { Node } from '../fields/tree'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Checkbox } from '../kit/Input'
import { SkeletonRows } from '../kit/States'
import { fill, useWords } from '../words'
import type { Preview, Sample } from './api'
import { meaning, type Options } from './options'
import { UnknownNames } from './UnknownNames'
import * as words from './words'

/** What a row becomes, words that dictionaries don't know, and what is wrong, column by column. */
export function PreviewPane({
  object,
  preview,
  options,
  row,
  onRow,
  onChange,
  onMatch,
}: {
  object: ObjectMeta
  preview: Preview | undefined
  options: Options
  row: number
  onRow(row: number): void
  onChange(options: Options): void
  onMatch(): void
}) {
  const w = useWords(words)
  if (!preview)
    return (
      <aside className="imp-pane">
        <SkeletonRows rows={6} height={28} />
      </aside>
    )
  const { samples, problems, values, names, similar } = preview
  const sample = samples[Math.min(row, samples.length - 1)]
  const mapping = options.mapping ?? preview.mapping
  const label = (name: string) => preview.fields.find(f => f.name === name)?.label ?? name
  const open = values.filter(v => Object.values(mapping).includes(v.field))
  const astray = names.filter(n => Object.values(mapping).includes(n.field))
  const rest = problems.filter(p => ![...open, ...astray].some(v => v.field === p.field))
  return (
    <aside className="imp-pane" aria-label={w.after}>
      <div className="imp-pane-head">
        <h2>{w.after}</h2>
        <span className="spring" />
        <IconButton
          icon="chevron-left"
          size={28}
          label={w.rowBefore}
          disabled={row <= 0}
          onClick={() => onRow(row - 1)}
        />
        <span className="small t2">{sample ? fill(w.rowN, { n: sample.row }) : ''}</span>
        <IconButton
          icon="chevron-right"
          size={28}
          label={w.rowNext}
          disabled={row >= samples.length - 1}
          onClick={() => onRow(row + 1)}
        />
      </div>
      {sample && <Became object={object} preview={preview} sample={sample} mapping={mapping} />}
      {open.map(({ field, words: unknown }) => (
        <section key={field} className="imp-words">
          <h3>{fill(w.wordsTitle, { field: label(field), n: unknown.length })}</h3>
          <Unknown object={object} field={field} unknown={unknown} options={options} onChange={onChange} />
        </section>
      ))}
      {astray.map(({ field, words: unknown }) => (
        <section key={field} className="imp-words">
          <h3>{fill(w.namesTitle, { field: label(field), n: unknown.length })}</h3>
          <UnknownNames object={object} field={field} unknown={unknown} options={options} onChange={onChange} />
        </section>
      ))}
      {rest.map(problem => (
        <section key={`${problem.field} ${problem.message}`} className="imp-problem">
          <Icon name="triangle-alert" className="over" />
          <div>
            <b>{fill(w.problemTitle, { field: label(problem.field), n: problem.count })}</b>
            <p className="small t2">
              {problem.message}
              {w.stop}
              {fill(problem.count > 3 ? w.inRowsAndMore : w.inRows, { rows: problem.rows.slice(0, 3).join(w.comma) })}
            </p>
          </div>
          {samples.some(s => s.row === problem.rows[0]) && (
            <Button look="link" onClick={() => onRow(samples.findIndex(s => s.row === problem.rows[0]))}>
              {w.look}
            </Button>
          )}
        </section>
      ))}
      {similar.count > 0 && (
        <section className="imp-problem">
          <Icon name="arrow-left-right" className="due" />
          <div>
            <b>{fill(w.similarTitle, { n: similar.count, object: object.label })}</b>
            {similar.examples.slice(0, 2).map(one => (
              <p key={one.row} className="small t2">
                {fill(one.sameAsRow ? w.similarRow : w.similarRecord, {
                  row: one.row,
                  title: one.title,
                  as: one.as,
                  other: one.sameAsRow ?? '',
                })}
              </p>
            ))}
          </div>
          <Button look="link" onClick={onMatch}>
            {w.handle}
          </Button>
        </section>
      )}
      {rest.length === 0 &&
        open.length === 0 &&
        astray.length === 0 &&
        similar.count === 0 &&
        preview.unready === null && (
          <p className="imp-fine t2">
            <Icon name="check" className="won" /> {w.nothingWrong}
          </p>
        )}
    </aside>
  )
}

function Became({
  object,
  preview,
  sample,
  mapping,
}: {
  object: ObjectMeta
  preview: Preview
  sample: Sample
  mapping: Record<string, string | null>
}) {
  const raw = (field: string) =>
    preview.columns
      .flatMap((c, i) => (mapping[c.name] === field ? [sample.cells[i]?.trim() ?? ''] : []))
      .filter(Boolean)
      .join(' ')
  const filled = [...new Set(Object.values(mapping).filter(f => f !== null))] as string[]
  return (
    <div className="imp-became">
      <div className="imp-became-title">{sample.values[object.title] ?? raw(object.title)}</div>
      <dl>
        {filled
          .filter(name => name !== object.title)
          .map(name => {
            const problem = sample.problems.find(p => p.field === name)
            const text = sample.values[name] ?? raw(name)
            if (!text) return null
            return (
              <div key={name}>
                <dt>{preview.fields.find(f => f.name === name)?.label ?? name}</dt>
                <dd className={problem ? 'over' : undefined}>
                  {text}
                  {problem && <span className="small">{problem.message}</span>}
                </dd>
              </div>
            )
          })}
      </dl>
    </div>
  )
}

const BLANK = '\u0000'

/** Words that a dictionary doesn't have: each is one of its values, nothing, or becomes a new value. */
function Unknown({
  object,
  field: name,
  unknown,
  options,
  onChange,
}: {
  object: ObjectMeta
  field: string
  unknown: Preview['values'][number]['words']
  options: Options
  onChange(options: Options): void
}) {
  const w = useWords(words)
  const metadata = useMetadata()
  const mayCreate = useObject('dictionaryItem')?.can.create
  // `contact.role` is a field of what comes along.
  const [ahead, behind] = name.split('.')
  const of = behind === undefined ? object : metadata.objects.find(o => o.name === ahead)
  const field = of?.fields.find(f => f.name === (behind ?? name))
  const nodes = useNodes(field ?? { name, label: name, kind: 'text', operators: [], access: 'read' }) ?? []
  const creating = options.createValues.includes(name)
  const choices = flat(nodes).map(n => ({ value: n.value, label: n.label }))
  const dictionary = field?.dictionary && metadata.dictionaries[field.dictionary]?.label
  return (
    <>
      {unknown.slice(0, SHOWN).map(({ text, count }) => (
        <div key={text} className="imp-word">
          <span className="ellipsis" title={text}>
            {text}
          </span>
          <span className="small t3">{fill(w.rows, { n: count })}</span>
          <Icon name="arrow-right" />
          <Select
            label={fill(w.meaningOf, { text })}
            value={null}
            placeholder={creating ? w.newValue : w.chooseValue}
            options={[{ value: BLANK, label: w.leaveBlank }, ...choices]}
            onChange={code => onChange(meaning(options, name, text, code === BLANK ? null : code))}
          />
        </div>
      ))}
      {unknown.length > SHOWN && <p className="small t3">{fill(w.moreWords, { n: unknown.length - SHOWN })}</p>}
      {mayCreate && (
        <Checkbox
          checked={creating}
          onChange={on =>
            onChange({
              ...options,
              createValues: on ? [...options.createValues, name] : options.createValues.filter(f => f !== name),
            })
          }
        >
          {fill(w.createWords, { dictionary: dictionary || name })}
        </Checkbox>
      )}
    </>
  )
}

const SHOWN = 12
const flat = (nodes: readonly Node[]): Node[] => nodes.flatMap(n => [n, ...flat(n.children)])
