import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { FieldMeta } from '../../core/metadata/types'
import { address, asProblem, get, objectOf, useMetadata } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { momentText, shiftDay } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { fieldText } from '../fields/text'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { Scroll } from './Scroll'
import './settings.css'
import * as words from './words'

interface Entry {
  id: number
  at: string
  actor: { id: string; name: string } | null
  object: string
  record: string | null
  title: string | null
  act: string
  actLabel: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  origin: string | null
  address: string | null
}
interface Asked {
  actor?: { id: string; name: string }
  object?: string
  act?: string
  from?: string
  to?: string
}

/** Who did what to which record, for whoever keeps the people. */
export function Journal() {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const lang = useLang()
  const { objects } = useMetadata()
  const navigate = useNavigate()
  const asked = useLocation().search as Asked
  const ask = (change: Partial<Asked>) =>
    void navigate({ to: '/settings/journal' as never, search: { ...asked, ...change } as never, replace: true })
  const query = useInfiniteQuery({
    queryKey: ['journal', asked],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Entry[]; nextCursor: string | null }>(
        address('/api/journal', {
          actor: asked.actor?.id,
          object: asked.object,
          act: asked.act,
          from: asked.from && startOf(asked.from),
          to: asked.to && startOf(shiftDay(asked.to, 1)),
          cursor: pageParam,
        }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    staleTime: 0,
  })
  const entries = query.data?.pages.flatMap(page => page.items) ?? []
  const acts = Object.entries(w.acts)
  const own = asked.object ? (objectOf({ objects } as never, asked.object)?.acts ?? []) : []
  const anything = { value: '', label: kit.all }
  return (
    <div className="set">
      <header className="set-head">
        <h1>{pages.journal}</h1>
      </header>
      <div className="set-filters">
        <Labelled label={w.who}>
          {ids => (
            <FieldEditor
              id={ids.id}
              field={person(w.who)}
              value={asked.actor ?? null}
              onChange={value => ask({ actor: (value as Asked['actor']) ?? undefined })}
            />
          )}
        </Labelled>
        <Labelled label={w.object}>
          {ids => (
            <Select
              id={ids.id}
              label={w.object}
              value={asked.object ?? ''}
              options={[anything, ...objects.map(o => ({ value: o.name, label: o.label }))]}
              onChange={object => ask({ object: object || undefined, act: undefined })}
            />
          )}
        </Labelled>
        <Labelled label={w.act}>
          {ids => (
            <Select
              id={ids.id}
              label={w.act}
              value={asked.act ?? ''}
              options={[
                anything,
                ...acts.map(([value, label]) => ({ value, label })),
                ...own.filter(a => !(a.name in w.acts)).map(a => ({ value: a.name, label: a.label })),
              ]}
              onChange={act => ask({ act: act || undefined })}
            />
          )}
        </Labelled>
        {(['from', 'to'] as const).map(end => (
          <Labelled key={end} label={w[end]}>
            {ids => (
              <FieldEditor
                id={ids.id}
                field={day(w[end])}
                value={asked[end] ?? null}
                onChange={value => {
                  if (value === null || /^\d{4}-\d\d-\d\d$/.test(String(value)))
                    ask({ [end]: (value as string | null) ?? undefined })
                }}
              />
            )}
          </Labelled>
        ))}
      </div>
      <Scroll label={pages.journal}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={14} />
        ) : entries.length === 0 ? (
          <Empty title={w.noEntries}>
            {Object.keys(asked).length > 0 && (
              <Button onClick={() => void navigate({ to: '/settings/journal' as never, search: {} as never })}>
                {w.showAll}
              </Button>
            )}
          </Empty>
        ) : (
          <>
            <table className="set-table journal-table">
              <thead>
                <tr>
                  <th>{w.when}</th>
                  <th>{w.who}</th>
                  <th>{w.what}</th>
                  <th className="wide">{w.changes}</th>
                  <th className="wide">{w.where}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map(entry => (
                  <tr key={entry.id}>
                    <td className="when">
                      <time dateTime={entry.at}>{momentText(entry.at, lang)}</time>
                    </td>
                    <td className="who">{entry.actor?.name ?? w.system}</td>
                    <td>
                      <What entry={entry} />
                    </td>
                    <td className="wide">
                      <Changes entry={entry} />
                    </td>
                    <td className="wide small t3">
                      {[entry.origin && w.origins[entry.origin], entry.address].filter(Boolean).join(' · ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {query.hasNextPage && (
              <div className="set-more">
                <Button look="text" busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
                  {w.earlier}
                </Button>
              </div>
            )}
          </>
        )}
      </Scroll>
    </div>
  )
}

const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString()
const person = (label: string): FieldMeta => ({
  name: 'actor',
  label,
  kind: 'ref',
  target: 'user',
  operators: [],
  access: 'write',
})
const day = (label: string): FieldMeta => ({ name: 'day', label, kind: 'date', operators: [], access: 'write' })

function What({ entry }: { entry: Entry }) {
  const w = useWords(words)
  const metadata = useMetadata()
  const object = objectOf(metadata, entry.object)
  const act = w.acts[entry.act] ?? entry.actLabel ?? entry.act
  const name = entry.title ?? ''
  return (
    <>
      {act} <span className="t2">{object?.label ?? w.otherObjects[entry.object] ?? ''}</span>{' '}
      {object && entry.record && entry.act !== 'delete' && !object.internal ? (
        <Link to={`/${object.path}/${entry.record}`}>{name}</Link>
      ) : (
        name
      )}
    </>
  )
}

function Changes({ entry }: { entry: Entry }) {
  const w = useWords(words)
  const lookup = useLookup()
  const object = objectOf(useMetadata(), entry.object)
  const known = entry.changes.flatMap(change => {
    const field = object?.fields.find(f => f.name === change.field)
    return field && field.kind !== 'structure' ? [{ ...change, field }] : []
  })
  if (entry.act === 'create' && known.length > 0)
    return <span className="t3">{fill(w.filledIn, { n: known.length })}</span>
  return (
    <div className="journal-changes">
      {known.map(({ field, from, to }) => (
        <div key={field.name}>
          <span className="t3">{field.label}</span> {fieldText(field, from, lookup) || '–'} →{' '}
          {fieldText(field, to, lookup) || '–'}
        </div>
      ))}
    </div>
  )
}
