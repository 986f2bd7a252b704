import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Problem, type Row, useAct, useObject } from '../api'
import { FieldCell } from '../fields/FieldCell'
import { momentText } from '../fields/format'
import { isNamed } from '../fields/value'
import { nameOf } from '../generic/record/name'
import { Button, IconButton } from '../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useLang, useWords } from '../words'
import { type Preview, usePreview } from './api'
import { ChooseOther } from './ChooseOther'
import './merging.css'
import * as words from './words'

/** Several records side by side: which stays, whose value of each field, and what becomes of them. */
export function MergePage() {
  const { object: path } = useParams({ strict: false }) as { object: string }
  const { ids: asked } = useLocation().search as { ids?: string }
  const object = useObject(path)
  const { kit } = useWords()
  const ids = String(asked ?? '')
    .split(',')
    .filter(Boolean)
  if (!object?.acts.some(act => act.name === 'merge')) return <Empty title={kit.noRights} text={kit.noRightsText} />
  if (ids.length === 0) return <Empty title={kit.notFound} text={kit.notFoundText} />
  return ids.length === 1 ? (
    <ChooseOther object={object} id={ids[0]!} />
  ) : (
    <Chooser key={ids.join()} object={object} ids={ids} />
  )
}

function Chooser({ object, ids }: { object: ObjectMeta; ids: readonly string[] }) {
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const merging = useAct(object.path)
  const [take, setTake] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const preview = usePreview(object.path, ids, take)
  const title = fill(w.title, { object: object.label })
  useTitle(title)
  const show = (next: readonly string[]) =>
    void navigate({ to: `/merge/${object.path}` as never, search: { ids: next.join(',') } as never, replace: true })

  const merge = async () => {
    const [into, ...from] = ids
    try {
      const version = preview.data?.records[0]?.version
      const row = await merging.mutateAsync({ act: 'merge', id: into!, version, input: { from, take } })
      const name = row ? nameOf(object, row) : ''
      toast({
        text: fill(w.merged, { n: ids.length, name }),
        undo: () => merging.mutateAsync({ act: 'unmerge', id: into! }),
      })
      void navigate({ to: '/$object/$id', params: { object: object.path, id: into! } })
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
  }
  return (
    <div className="merge">
      <header className="merge-head">
        <h1>{title}</h1>
      </header>
      <p className="merge-note">{w.note}</p>
      {problem && <ErrorState problem={problem} />}
      {preview.error ? (
        <ErrorState problem={preview.error} onRetry={() => preview.refetch()} />
      ) : preview.data ? (
        <Comparison
          object={object}
          preview={preview.data}
          take={take}
          onTake={(field, id) => setTake(now => ({ ...now, [field]: id }))}
          onKeep={id => show([id, ...ids.filter(other => other !== id)])}
          onRemove={id => show(ids.filter(other => other !== id))}
        />
      ) : (
        <SkeletonRows rows={12} />
      )}
      <footer className="merge-foot">
        <Button onClick={() => history.back()}>{kit.cancel}</Button>
        <Button look="primary" icon="merge" busy={merging.isPending || !preview.data} onClick={() => void merge()}>
          {fill(w.merge, { n: ids.length })}
        </Button>
      </footer>
    </div>
  )
}

interface ComparisonProps {
  object: ObjectMeta
  preview: Preview
  /** What was chosen; the preview follows a moment later. */
  take: Record<string, string>
  onTake(field: string, id: string): void
  onKeep(id: string): void
  onRemove(id: string): void
}

/** Records beside each other, each field's value to be chosen, and what they make together. */
export function Comparison({ object, preview, take, onTake, onKeep, onRemove }: ComparisonProps) {
  const w = useWords(words)
  const [all, setAll] = useState(false)
  const { records } = preview
  const fields = preview.fields.flatMap(shown => {
    const meta = object.fields.find(f => f.name === shown.name)
    return meta ? [{ ...shown, meta }] : []
  })
  const agreeing = fields.filter(field => !field.differs)
  const rows = [...fields.filter(field => field.differs), ...(all ? agreeing : [])]
  return (
    <div className="merge-body">
      <table className="merge-table">
        <thead>
          <tr>
            <th scope="col">{w.field}</th>
            {records.map((row, i) => (
              <th key={row.id} scope="col">
                <RecordHead
                  object={object}
                  row={row}
                  stays={i === 0}
                  onKeep={() => onKeep(row.id)}
                  onRemove={records.length > 2 ? () => onRemove(row.id) : undefined}
                />
              </th>
            ))}
            <th scope="col">{w.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(field => (
            <FieldRow
              key={field.name}
              object={object}
              field={field}
              preview={preview}
              taken={take[field.name]}
              onTake={id => onTake(field.name, id)}
            />
          ))}
          {agreeing.length > 0 && (
            <tr>
              <td colSpan={records.length + 2}>
                <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
                  {all ? w.hideSame : fill(w.showSame, { n: agreeing.length })}
                </Button>
              </td>
            </tr>
          )}
        </tbody>
        {preview.children.length > 0 && (
          <tbody>
            <tr className="merge-group">
              <th scope="rowgroup" colSpan={records.length + 2}>
                {w.belongings}
              </th>
            </tr>
            {preview.children.map(child => (
              <tr key={child.object}>
                <th scope="row">{child.label}</th>
                {records.map(row => (
                  <td key={row.id}>{child.counts[row.id] || <span className="cell-none">–</span>}</td>
                ))}
                <td>{Object.values(child.counts).reduce((sum, n) => sum + n, 0)}</td>
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

function RecordHead({
  object,
  row,
  stays,
  onKeep,
  onRemove,
}: {
  object: ObjectMeta
  row: Row
  stays: boolean
  onKeep(): void
  onRemove?(): void
}) {
  const w = useWords(words)
  const lang = useLang()
  const name = nameOf(object, row)
  const facts = [
    row.code,
    isNamed(row.owner) ? row.owner.name : null,
    fill(w.updated, { when: momentText(String(row.updatedAt), lang) }),
  ]
  return (
    <div className="merge-record">
      <label className="merge-keep">
        <input type="radio" name="stays" checked={stays} onChange={onKeep} aria-label={`${w.keep} ${name}`} />
        {stays ? w.kept : w.keep}
      </label>
      {onRemove && <IconButton icon="x" size={24} label={fill(w.remove, { name })} onClick={onRemove} />}
      <Link to={`/${object.path}/${row.id}`} target="_blank">
        {name}
      </Link>
      <span>{facts.filter(Boolean).join(' · ')}</span>
    </div>
  )
}

type Compared = Preview['fields'][number] & { meta: FieldMeta }

function FieldRow({
  object,
  field,
  preview,
  taken,
  onTake,
}: {
  object: ObjectMeta
  field: Compared
  preview: Preview
  taken: string | undefined
  onTake(id: string): void
}) {
  const w = useWords(words)
  const { records, result } = preview
  const chosen = taken ?? (typeof field.source === 'object' ? field.source.record : null)
  const choosable = field.choosable && field.differs
  return (
    <tr>
      <th scope="row">{field.label}</th>
      {records.map(row => {
        const value = <FieldCell field={field.meta} value={row[field.name]} row={row} />
        return (
          <td key={row.id} className={chosen === row.id && field.differs ? 'chosen' : undefined}>
            {choosable ? (
              <label className="merge-choice">
                <input
                  type="radio"
                  name={field.name}
                  checked={chosen === row.id}
                  onChange={() => onTake(row.id)}
                  aria-label={fill(w.takeFrom, { field: field.label, name: nameOf(object, row) })}
                />
                <span>{value}</span>
              </label>
            ) : (
              <span className="merge-value">{value}</span>
            )}
          </td>
        )
      })}
      <td className="merge-result">
        <FieldCell field={field.meta} value={result[field.name]} row={{ ...records[0], ...result }} />
        {field.source === 'all' && <span className="merge-together">{w.together}</span>}
      </td>
    </tr>
  )
}
