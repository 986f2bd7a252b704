import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Billable } from '../../domain/receivables'
import { asProblem, get, post, type Row, refresh, useObject, useRecord } from '../api'
import { moneyText } from '../fields/format'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { useWords } from '../words'
import { TakeForm } from './TakeForm'
import { given, useQuantities } from './TakePage'
import * as words from './words'

type By = 'quantity' | 'gross'

/** Takes an invoice back by a red-letter one: all of it, or so much of each line, by quantity or by amount. */
export function TakeBackPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const object = useObject('invoice')
  const record = useRecord('invoices', object && id)
  const query = useQuery({
    queryKey: ['aggregate', 'invoices', 'red', id, record.data?.version],
    queryFn: ({ signal }) => get<{ lines: Billable[] }>(`/api/invoices/${id}/red`, signal),
    enabled: !!record.data,
  })
  useTitle(w.takeBack)
  const reason = object?.acts.find(act => act.name === 'takeBack')?.input.find(f => f.name === 'reason')
  if (!object || !reason) return <NoRights />
  const error = record.error ?? query.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void query.refetch()} />
  if (!record.data || !query.data) return <SkeletonRows rows={6} height={44} />
  const lines = query.data.lines.filter(line => line.gross > 0)
  const invoice = record.data
  if (lines.length === 0 || invoice.status !== 'issued' || invoice.redOf)
    return (
      <Empty title={invoice.status === 'issued' ? w.allTakenBack : w.notIssued}>
        <Link to={`/invoices/${id}`}>{String(invoice.number ?? invoice.code)}</Link>
      </Empty>
    )
  return <Form invoice={invoice} label={object.label} reason={reason} lines={lines} />
}

interface FormProps {
  invoice: Row
  label: string
  reason: NonNullable<ReturnType<typeof useObject>>['fields'][number]
  lines: Billable[]
}

function Form({ invoice, label, reason, lines }: FormProps) {
  const w = useWords(words)
  const [by, setBy] = useState<By>('quantity')
  const [head, setHead] = useState<Record<string, unknown>>({})
  const currency = String(invoice.currency ?? 'CNY')
  const input = useObject('invoiceLine')?.fields.find(f => f.name === by)
  const counted = useQuantities(lines, currency)
  if (!input) return <NoRights />
  const priced = {
    lines: lines.map(line => ({ id: line.id, name: line.name, left: moneyText(line.gross, currency) })),
    amountOf: (_id: string, taken: number) => taken,
  }
  return (
    <TakeForm
      key={by}
      title={w.takeBack}
      crumbs={[
        { to: '/invoices', label },
        { to: `/invoices/${invoice.id}`, label: String(invoice.number ?? invoice.code) },
      ]}
      fields={[reason]}
      head={head}
      onHead={setHead}
      {...(by === 'quantity' ? counted : priced)}
      columns={{
        what: w.what,
        left: w.leftToTakeBack,
        now: w.takeBackNow,
        ...(by === 'quantity' ? { amount: w.amount } : {}),
      }}
      input={input}
      start={Object.fromEntries(lines.map(line => [line.id, line[by]]))}
      currency={currency}
      verb={w.takeBack}
      done={w.takenBack}
      cancel={`/invoices/${invoice.id}`}
      send={async (sent, key) => {
        const { made } = await post<{ made: { id: string } }>(
          `/api/invoices/${invoice.id}/takeBack`,
          { ...given(head), lines: sent.map(one => ({ line: one.id, [by]: one.taken })) },
          { key },
        )
        refresh('invoices')
        return `/invoices/${made.id}`
      }}
    >
      <Pills
        label={w.takeBackBy}
        options={[
          { id: 'quantity', label: w.byQuantity },
          { id: 'gross', label: w.byAmount },
        ]}
        value={[by]}
        onChange={setBy}
        inOneLine
      />
    </TakeForm>
  )
}
