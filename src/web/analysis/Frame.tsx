import type { ReactNode } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, rowsOf, useObject, useRecord, useRecords, useSession } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { FilterSentence } from '../generic/list/FilterSentence'
import { IconButton } from '../kit/Button'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import '../supervision/supervision.css'
import { useWords } from '../words'
import './analysis.css'
import type { Address } from './asked'
import { Period } from './Period'
import * as words from './words'

interface FrameProps {
  title: string
  note: string
  address: Address
  ask(change: Partial<Address>): void
  usualPeriod: string
  /** Which pipelines can be chosen; `null` stands for all of them. */
  pipelines: { value: string; label: string }[]
  pipeline: string
  query: { error: unknown; isPending: boolean; isFetching: boolean; refetch(): unknown }
  onDownload?: (() => void) | undefined
  tools?: ReactNode
  children: ReactNode
}
/** A page of analysis: what is asked stands in the tools, everything below is the answer to it. */
export function Frame(props: FrameProps) {
  const object = useObject('opportunity')
  return object ? <Open {...props} object={object} /> : <NoRights />
}

function Open({
  title,
  note,
  address,
  ask,
  usualPeriod,
  pipelines,
  pipeline,
  query,
  onDownload,
  tools,
  children,
  object,
}: FrameProps & { object: ObjectMeta }) {
  const w = useWords(words)
  return (
    <div className="set supervision analysis">
      <header className="set-head">
        <h1>{title}</h1>
        <span className="small t3 ellipsis">{note}</span>
        <span className="spring" />
        {onDownload && <IconButton icon="download" label={w.download} onClick={onDownload} />}
      </header>
      <div className="set-tools supervision-tools">
        {pipelines.length > 1 && (
          <Select
            label={w.pipeline}
            options={pipelines}
            value={pipeline}
            onChange={to => ask({ pipeline: to || undefined })}
          />
        )}
        <Period value={address.period ?? usualPeriod} onChange={period => ask({ period })} />
        <Who object={object} address={address} ask={ask} />
        {tools}
      </div>
      <FilterSentence object={object} filter={address.filter ?? null} onChange={filter => ask({ filter })} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={title} aria-busy={query.isFetching}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : (
          children
        )}
      </div>
    </div>
  )
}

const CHOICES_MAX = 200

/** Board, department and person, as far as the reader sees more than their own. */
function Who({ object, address, ask }: { object: ObjectMeta; address: Address; ask(change: Partial<Address>): void }) {
  const w = useWords(words)
  const { rights } = useSession()
  const reads = rights.opportunity?.read ?? 'own'
  const boards = useRecords(
    'boards',
    { fields: ['name'], sort: 'position', limit: CHOICES_MAX },
    { enabled: reads === 'all' },
  )
  const departments = useRecords(
    'departments',
    {
      fields: ['name', 'board'],
      ...(address.board ? { filter: { field: 'board', op: 'eq', value: address.board } } : {}),
      sort: 'name',
      limit: CHOICES_MAX,
    },
    { enabled: reads === 'all' || reads === 'board' },
  )
  const person = useRecord('users', address.owner, ['name'])
  const owner = object.fields.find(f => f.name === 'owner') as FieldMeta | undefined
  const all = rowsOf(boards.data)
  const some = rowsOf(departments.data)
  if (reads === 'own') return null
  return (
    <>
      {all.length > 1 && (
        <Select
          label={w.board}
          options={[
            { value: '', label: w.allBoards },
            ...all.map(({ id, name }) => ({ value: id, label: String(name) })),
          ]}
          value={address.board ?? ''}
          onChange={board => ask({ board: board || undefined, department: undefined })}
        />
      )}
      {some.length > 0 && (
        <Select
          label={w.department}
          options={[
            { value: '', label: w.allDepartments },
            ...some.map(({ id, name, board }) => ({
              value: id,
              label: String(name),
              note: address.board || !isNamed(board) || all.length < 2 ? undefined : (board.name ?? undefined),
            })),
          ]}
          value={address.department ?? ''}
          onChange={department => ask({ department: department || undefined })}
        />
      )}
      {owner && (
        <span className="analysis-person">
          <FieldEditor
            field={{ ...owner, label: w.person, readOnly: false, required: false, access: 'write' }}
            placeholder={w.anyone}
            value={address.owner ? { id: address.owner, name: person.data?.name ?? '…' } : null}
            onChange={value => ask({ owner: isNamed(value) ? value.id : undefined })}
          />
        </span>
      )}
    </>
  )
}
