import type { ObjectMeta } from '../../core/metadata/types'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Notice, SkeletonRows } from '../kit/States'
import { fill, useWords } from '../words'
import type { Preview } from './api'
import { mapped, type Options } from './options'
import * as words from './words'

/** Which field each column goes to. */
export function MappingStep({
  object,
  preview,
  options,
  row,
  onChange,
}: {
  object: ObjectMeta
  preview: Preview | undefined
  options: Options
  row: number
  onChange(options: Options): void
}) {
  const w = useWords(words)
  if (!preview) return <SkeletonRows rows={10} height={44} />
  const mapping = options.mapping ?? preview.mapping
  const sample = preview.samples[row]
  const fields = preview.fields.map(f => ({
    value: f.name,
    label: f.label,
    note: f.required ? w.required : f.custom ? w.custom : undefined,
  }))
  return (
    <section aria-label={w.names.fields}>
      <div className="imp-title">
        <h2>{w.mappingTitle}</h2>
        <span className="spring" />
        {preview.file.sheets.length > 1 && (
          <span className="imp-sheet">
            <Select
              label={w.sheet}
              value={preview.file.sheet}
              options={preview.file.sheets.map(s => ({ value: s, label: s }))}
              onChange={sheet => onChange({ ...options, mapping: undefined, match: [], sheet })}
            />
          </span>
        )}
        {preview.file.encoding && (
          <span className="imp-sheet">
            <Select
              label={w.encoding}
              value={preview.file.encoding.toLowerCase()}
              options={['utf-8', 'gb18030', 'big5', 'utf-16le'].map(e => ({ value: e, label: e.toUpperCase() }))}
              onChange={encoding => onChange({ ...options, mapping: undefined, match: [], encoding })}
            />
          </span>
        )}
        <Button
          size={28}
          look="text"
          icon="undo-2"
          onClick={() => onChange({ ...options, mapping: undefined, match: [], values: {} })}
        >
          {w.guessAgain}
        </Button>
      </div>
      {preview.unready && <Notice tone="due">{preview.unready.message}</Notice>}
      <table className="imp-table">
        <thead>
          <tr>
            <th>{w.column}</th>
            <th className="wide">{sample ? fill(w.rowN, { n: sample.row }) : w.example}</th>
            <th className="wide">
              <span className="visually-hidden">→</span>
            </th>
            <th>{w.field}</th>
            <th className="wide">{w.handling}</th>
            <th>
              <span className="visually-hidden">{w.state}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, i) => {
            const to = mapping[column.name] ?? null
            const field = preview.fields.find(f => f.name === to)
            const bad = preview.problems.filter(p => p.field === to && p.columns.includes(column.name))
            const badRows = bad.reduce((sum, p) => sum + p.count, 0)
            const open = [...preview.values, ...preview.names].find(v => v.field === to)?.words.length ?? 0
            const cell = sample?.cells[i]?.trim()
            const wrong = to !== null && sample?.problems.some(p => p.field === to)
            return (
              <tr key={column.name}>
                <td>{column.name}</td>
                <td className={`wide imp-cell${wrong ? ' over' : ''}`}>
                  {cell || (column.samples[0] && !sample ? column.samples[0] : <span className="t3">{w.empty}</span>)}
                </td>
                <td className="wide t3">
                  <Icon name="arrow-right" />
                </td>
                <td className="imp-field">
                  <Select
                    label={fill(w.fieldOf, { column: column.name })}
                    value={to ?? ''}
                    placeholder={w.notImported}
                    options={[{ value: '', label: w.notImported }, ...fields]}
                    onChange={next =>
                      onChange(
                        mapped(
                          options,
                          mapping,
                          column.name,
                          next || null,
                          preview.fields.find(f => f.name === next)?.kind,
                        ),
                      )
                    }
                  />
                </td>
                <td className="wide small t3">
                  {field && (
                    <Handling
                      field={field}
                      object={object}
                      match={options.match}
                      joined={preview.columns.slice(0, i).some(c => mapping[c.name] === to)}
                    />
                  )}
                </td>
                <td className="number">
                  {!to ? (
                    <span className="t3">{w.skipped}</span>
                  ) : open > 0 && !options.createValues.includes(to) ? (
                    <Badge tone="due">{fill(w.wordsOpen, { n: open })}</Badge>
                  ) : badRows > 0 && open === 0 ? (
                    <Badge tone="over">{fill(w.badRows, { n: badRows })}</Badge>
                  ) : (
                    <Icon name="check" className="won" label={w.fine} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** How the words of a column become values. */
function Handling({
  field,
  object,
  match,
  joined,
}: {
  field: Preview['fields'][number]
  object: ObjectMeta
  match: readonly string[]
  joined: boolean
}) {
  const w = useWords(words)
  const target = object.fields.find(f => f.name === field.name)?.target
  const notes = [
    field.required && w.required,
    match.includes(field.name) && w.usedForMatch,
    joined ? w.joined : target ? w.byName : w.byKind[field.kind],
    field.custom && w.custom,
  ].filter(Boolean)
  return <>{notes.join(' · ')}</>
}
