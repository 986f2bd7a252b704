import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, useAggregate, useObject } from '../api'
import { moneyText } from '../fields/format'
import { Icon } from '../kit/Icon'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useWords } from '../words'
import './expenses.css'
import * as words from './words'

/** In the head of a customer or a deal: what it has cost, and how that stands to what was won. */
export function CostOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const lines = useObject('expenseLine')
  return lines && (object.name === 'account' || object.name === 'opportunity') ? (
    <Cost object={object} row={row} path={lines.path} />
  ) : null
}

const CLAIMED = ['approved', 'running']

function Cost({ object, row, path }: { object: ObjectMeta; row: Row; path: string }) {
  const w = useWords(words)
  const deals = useObject('opportunity')
  const of = { field: object.name, op: 'eq' as const, value: row.id }
  const filter = { and: [of, { field: 'claim.approval', op: 'in' as const, value: CLAIMED }] }
  const spent = useAggregate(path, {
    groupBy: ['claim.approval'],
    measures: [{ fn: 'count' }, { fn: 'sum', field: 'amount' }],
    filter,
  })
  const won = useAggregate(
    deals?.path ?? '',
    {
      measures: [{ fn: 'sum', field: 'amount' }],
      filter: {
        and: [
          object.name === 'account' ? of : { field: 'id', op: 'eq', value: row.id },
          { field: 'status', op: 'eq', value: 'won' },
          { field: 'currency', op: 'eq', value: 'CNY' },
        ],
      },
    },
    { enabled: !!deals && (spent.data?.items.length ?? 0) > 0 },
  )
  const sums = spent.data?.items ?? []
  const sum = (state: string) => Number(sums.find(item => item['claim.approval'] === state)?.sum_amount ?? 0)
  const count = sums.reduce((n, item) => n + Number(item.count), 0)
  if (count === 0) return null
  const amount = Number(won.data?.items[0]?.sum_amount ?? 0)
  return (
    <p className="cost-of">
      <Link to={listAddress(path, filter)}>
        <Icon name="receipt" size={14} />
        {fill(w.costOf, { cost: moneyText(sum('approved')) })}{' '}
        <span className="t3">{fill(w.costCount, { n: count })}</span>
      </Link>
      {sum('running') > 0 && <span className="t3">{fill(w.costPending, { amount: moneyText(sum('running')) })}</span>}
      {amount > 0 && (
        <span className="t3">
          {fill(w.costShare, { percent: `${((sum('approved') / amount) * 100).toFixed(1)}%` })}
        </span>
      )}
    </p>
  )
}
