import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { TakeForm } from './TakeForm'
import { given } from './TakePage'
import * as words from './words'

const HEAD = ['account', 'name', 'reason', 'evidence', 'note']

/** Proposes a write-off: which instalments of a customer, and how much of each. */
export function WriteOffPage() {
  const w = useWords(words)
  const { account: id } = useLocation().search as { account?: string }
  const object = useObject('writeOff')
  const instalment = useObject('instalment')
  const accounts = useObject('account')
  const record = useRecord('accounts', accounts && id)
  useTitle(w.writeOff)
  if (!object?.can.create || !instalment) return <NoRights />
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (id && !record.data) return <SkeletonRows rows={6} height={44} />
  return <Form object={object} instalment={instalment} account={record.data ?? null} />
}

function Form({ object, instalment, account }: { object: ObjectMeta; instalment: ObjectMeta; account: Row | null }) {
  const w = useWords(words)
  const [head, setHead] = useState<Record<string, unknown>>(() =>
    account
      ? { account: { id: account.id, name: account.name }, name: fill(w.writeOffOf, { name: String(account.name) }) }
      : {},
  )
  const of = isNamed(head.account) ? head.account.id : null
  const query = useRecords(
    instalment.path,
    {
      fields: ['name', 'order', 'contract', 'dueOn', 'openAmount', 'overdue', 'currency'],
      filter: {
        and: [
          { field: 'account', op: 'eq', value: of },
          { field: 'status', op: 'in', value: ['open', 'partly'] },
        ],
      },
      sort: 'dueOn',
      limit: 200,
      count: 'none',
    },
    { enabled: !!of },
  )
  const amount = instalment.fields.find(f => f.name === 'amount')
  if (!amount) return <NoRights />
  const rows = of ? rowsOf(query.data).filter(row => Number(row.openAmount) > 0) : []
  const currency = String(rows[0]?.currency ?? 'CNY')
  const back = account ? `/accounts/${account.id}` : `/${object.path}`
  return (
    <TakeForm
      key={rows.map(row => row.id).join()}
      title={w.writeOff}
      crumbs={[
        { to: `/${object.path}`, label: object.label },
        ...(account ? [{ to: back, label: String(account.name) }] : []),
      ]}
      fields={HEAD.flatMap(name => object.fields.filter(f => f.name === name))}
      head={head}
      onHead={setHead}
      lines={rows.map(row => ({
        id: row.id,
        name: [nameOf(row.order) ?? nameOf(row.contract), row.name].filter(Boolean).join(' · '),
        left: moneyText(Number(row.openAmount), String(row.currency ?? 'CNY')),
        ...(row.dueOn
          ? { note: fill(row.overdue ? w.overdueSince : w.dueOnDay, { day: String(row.dueOn) }), over: !!row.overdue }
          : {}),
      }))}
      columns={{ what: w.instalment, left: w.open, now: w.writeOffNow }}
      input={amount}
      start={Object.fromEntries(rows.map(row => [row.id, row.overdue ? Number(row.openAmount) : null]))}
      currency={currency}
      amountOf={(_id, taken) => taken}
      verb={w.note}
      done={w.writeOffNoted}
      cancel={back}
      send={async (sent, key) => {
        const made = await post<Row>(
          `/api/${object.path}`,
          { ...given(head), lines: sent.map(one => ({ instalment: one.id, amount: one.taken })) },
          { key },
        )
        refresh(object.path)
        return `/${object.path}/${made.id}`
      }}
      none={
        of && query.isPending ? (
          <SkeletonRows rows={4} height={44} />
        ) : of && query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <Empty title={of ? w.nothingToWriteOff : w.chooseAccount} />
        )
      }
    />
  )
}

const nameOf = (value: unknown): string | null => (isNamed(value) ? String(value.name) : null)
