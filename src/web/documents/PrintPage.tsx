import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Kept, Sheet } from '../../domain/documents'
import { address, asProblem, get, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { nameOf } from '../generic/record/name'
import { Button } from '../kit/Button'
import { ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './documents.css'
import { KeptDocuments } from './KeptDocuments'
import { SheetView } from './SheetView'
import * as words from './words'

/** A record as a paper: chosen by template, seen as it will be, made, sent, and what became of those before. */
export function PrintPage() {
  const { object: path, id } = useParams({ strict: false }) as { object: string; id: string }
  const object = useObject(path)
  const record = useRecord(object?.path ?? '', object && id)
  if (!object) return <NoRights />
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (!record.data) return <SkeletonRows rows={10} height={48} />
  return <Loaded object={object} row={record.data} />
}

function Loaded({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const name = nameOf(object, row)
  const paper = useObject('document')
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useTitle(`${w.title} ${name}`)
  const templates = useRecords('document-templates', {
    fields: ['name', 'kind', 'lang'],
    filter: {
      and: [
        { field: 'object', op: 'eq', value: object.name },
        { field: 'active', op: 'eq', value: true },
      ],
    },
    sort: 'position,createdAt',
    limit: 100,
    count: 'none',
  })
  const sheet = useQuery({
    queryKey: ['record', object.path, row.id, 'sheet', chosen, row.version],
    queryFn: ({ signal }) =>
      get<Sheet & { template: string | null }>(
        address(`/api/${object.path}/${row.id}/sheet`, { template: chosen }),
        signal,
      ),
    placeholderData: before => before,
  })
  const kept = useQuery({
    queryKey: ['record', object.path, row.id, 'documents'],
    queryFn: ({ signal }) => get<{ items: Kept[] }>(`/api/${object.path}/${row.id}/documents`, signal),
  })
  const rows = rowsOf(templates.data)
  const template = rows.find(one => one.id === (chosen ?? sheet.data?.template))
  const format = template?.kind === 'docx' ? 'Word' : 'PDF'

  async function make() {
    setBusy(true)
    try {
      const made = await post<Row>(`/api/${object.path}/${row.id}/documents`, template ? { template: template.id } : {})
      await kept.refetch()
      toast({ text: fill(w.made, { name: String(made.name) }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    } finally {
      setBusy(false)
    }
  }
  function send(one: Kept) {
    const act = paper?.acts.find(known => known.name === 'send')
    if (!act) return
    const contact = isNamed(row.contact) ? row.contact : isNamed(row.primaryContact) ? row.primaryContact : null
    openForm({
      act,
      subject: one.name,
      preset: {
        contact,
        subject: one.name,
        body: fill(w.greeting, { contact: contact?.name ?? '', name: one.name }),
      },
      async run(input) {
        await post(`/api/documents/${one.id}/send`, input)
        changed()
        toast({ text: fill(w.sent, { name: one.name }) })
      },
    })
  }
  function changed() {
    void kept.refetch()
    refresh(object.path, row.id)
  }
  return (
    <div className="set print">
      <header className="set-head">
        <h1 className="ellipsis">
          <Link to={`/${object.path}/${row.id}`} aria-label={fill(w.back, { name })}>
            {name}
          </Link>
          <span className="t3"> · {w.title}</span>
        </h1>
        <span className="spring" />
        <Link to="/settings/document-templates" className="print-settings">
          {w.settings}
        </Link>
      </header>
      <div className="set-tools">
        {rows.length > 0 && (
          <Select
            label={w.template}
            options={rows.map(one => ({
              value: one.id,
              label: String(one.name),
              note: one.kind === 'docx' ? 'Word' : 'PDF',
            }))}
            value={template?.id ?? null}
            onChange={setChosen}
          />
        )}
        {rows.length === 0 && <span className="t3">{w.builtIn}</span>}
        <span className="spring" />
        {object.acts.some(act => act.name === 'documents') && (
          <Button look="primary" icon="printer" busy={busy} disabled={!sheet.data} onClick={() => void make()}>
            {fill(w.make, { format })}
          </Button>
        )}
      </div>
      <div className="print-columns">
        <Scroll label={w.preview}>
          {sheet.error ? (
            <ErrorState problem={asProblem(sheet.error)} onRetry={() => void sheet.refetch()} />
          ) : !sheet.data ? (
            <SkeletonRows rows={12} />
          ) : (
            <div className="print-desk">
              {format === 'Word' && <Notice tone="lost">{w.wordNote}</Notice>}
              <SheetView sheet={sheet.data} />
            </div>
          )}
        </Scroll>
        <aside className="print-kept" aria-label={w.kept}>
          <h2>{w.kept}</h2>
          {kept.error ? (
            <ErrorState problem={asProblem(kept.error)} onRetry={() => void kept.refetch()} />
          ) : !kept.data ? (
            <SkeletonRows rows={4} />
          ) : (
            <KeptDocuments
              items={kept.data.items}
              onSend={send}
              onChanged={changed}
              maySend={!!sheet.data && !sheet.data.draft}
            />
          )}
        </aside>
      </div>
    </div>
  )
}
