import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row, rowsOf, useObject, useRecord, useRecords } from '../api'
import { StandingOf } from '../approvals/Standing'
import { FieldCell } from '../fields/FieldCell'
import { moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { CopyLink, Follow } from '../generic/record/Head'
import { useAllowed } from '../generic/record/useAllowed'
import { useRecordActs } from '../generic/record/useRecordActs'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import '../generic/record/record.css'
import { Link } from '../shell/Link'
import { opened } from '../shell/recent'
import { useTitle } from '../shell/title'
import { useWords } from '../words'
import { ClaimForm } from './ClaimForm'
import { ClaimLines } from './ClaimLines'
import { lineOf } from './claim'
import './expenses.css'
import * as words from './words'

/** A new claim: everything on one page, the photograph of the receipt first where one has only a telephone. */
export function NewClaimPage() {
  const w = useWords(words)
  const object = useObject('expenseClaim')
  useTitle(w.title)
  return object?.can.create ? <ClaimForm object={object} /> : <NoRights title={w.noRight} />
}

/** A claim as it stands: to be filled in while it is open, to be read and paid afterwards. */
export function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const object = useObject('expenseClaim')
  const record = useRecord('expense-claims', object && id)
  const lines = useRecords('expense-lines', {
    filter: { field: 'claim', op: 'eq', value: id },
    sort: 'id',
    limit: 200,
    count: 'none',
  })
  if (!object) return <NoRights />
  const error = record.error ?? lines.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void record.refetch()} />
  if (!record.data || lines.isPending) return <SkeletonRows rows={10} height={48} />
  return <Loaded key={record.data.id} declared={object} row={record.data} lines={rowsOf(lines.data)} />
}

const OPEN = ['draft', 'returned', 'rejected', 'withdrawn']

function Loaded({ declared, row, lines }: { declared: ObjectMeta; row: Row; lines: Row[] }) {
  const w = useWords(words)
  const object = useAllowed(declared, row)
  const acts = useRecordActs(object, row)
  const name = String(row.purpose)
  useTitle(name)
  useEffect(() => opened({ object: object.name, id: row.id, title: name }), [object.name, row.id, name])
  if (OPEN.includes(String(row.approval)) && object.can.update)
    return (
      <ClaimForm
        // A claim and its lines are read apart: what is typed in begins with both as they are now.
        key={`${row.version} ${lines.map(line => `${line.id} ${line.version}`)}`}
        object={object}
        row={row}
        lines={lines.map(lineOf)}
        before={row.approval === 'returned' && <Notice tone="due">{w.returned}</Notice>}
        standing={<StandingOf object={object} id={row.id} />}
        onRemove={object.can.delete ? acts.remove : undefined}
      />
    )
  const approval = object.fields.find(f => f.name === 'approval')
  const paidOn = object.fields.find(f => f.name === 'paidOn')
  const { owner } = row
  return (
    <div className="claim">
      <header className="claim-head">
        <div className="record-crumb">
          <Link to="/expense-claims">{w.claims}</Link>
          <span>{String(row.code ?? '')}</span>
          <span className="record-tools">
            <Follow object={object} row={row} />
            <CopyLink object={object} row={row} />
          </span>
        </div>
        <div className="claim-title">
          <h1>{name}</h1>
          {approval && <FieldCell field={approval} value={row.approval} row={row} />}
          <span className="spring" />
          {object.acts
            .filter(act => act.on === 'record' && ['submit', 'pay', 'unpay'].includes(act.name))
            .map(act => (
              <Button key={act.name} icon={act.icon} onClick={() => acts.start(act)}>
                {act.label}
              </Button>
            ))}
        </div>
        <div className="claim-meta t2">
          {isNamed(owner) && (
            <>
              <Avatar name={owner.name ?? ''} size={20} /> {owner.name}
            </>
          )}
          <b>{moneyText(Number(row.total ?? 0))}</b>
          {typeof row.paidOn === 'string' && paidOn && (
            <span>
              {paidOn.label} {row.paidOn}
            </span>
          )}
        </div>
      </header>
      <StandingOf object={object} id={row.id} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="claim-body" tabIndex={0} role="region" aria-label={w.readLines}>
        <ClaimLines lines={lines} />
        {typeof row.note === 'string' && <p className="claim-note">{row.note}</p>}
      </div>
    </div>
  )
}
