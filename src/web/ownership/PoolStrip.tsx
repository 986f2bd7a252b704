import type { ObjectMeta } from '../../core/metadata/types'
import type { Filter } from '../generic/list/filter'
import { Icon } from '../kit/Icon'
import { Empty } from '../kit/States'
import { fill, useWords } from '../words'
import './ownership.css'
import { type PoolState, usePools } from './pools'
import * as words from './words'

/** Above the list of a pool: whose it is, and how much one may still take today. Another pool is one press away. */
export function PoolStrip({
  object,
  filter,
  onChoose,
}: {
  object: ObjectMeta
  filter: Filter | null
  onChoose(filter: Filter): void
}) {
  const w = useWords(words)
  const { data } = usePools(object)
  const pools = data?.items ?? []
  if (pools.length === 0) return null
  const chosen = pools.find(pool => filter && 'field' in filter && filter.op === 'eq' && filter.value === pool.id)
  const field = object.pool!
  return (
    <div className="pool-strip">
      {pools.length > 1 && (
        <div className="pool-choice" role="group" aria-label={w.pool}>
          <Choice on={!chosen} onChoose={() => onChoose({ field, op: 'notNull' })}>
            {w.allPools}
          </Choice>
          {pools.map(pool => (
            <Choice
              key={pool.id}
              on={chosen?.id === pool.id}
              count={pool.waiting}
              onChoose={() => onChoose({ field, op: 'eq', value: pool.id })}
            >
              {pool.name}
            </Choice>
          ))}
        </div>
      )}
      {(chosen ? [chosen] : pools.length === 1 ? pools : pools.filter(pool => pool.member)).slice(0, 3).map(pool => (
        <Terms key={pool.id} pool={pool} object={object} named={!chosen && pools.length > 1} />
      ))}
    </div>
  )
}

const Choice = ({
  on,
  count,
  onChoose,
  children,
}: {
  on: boolean
  count?: number
  onChoose(): void
  children: string
}) => (
  <button type="button" className={`pool-chosen${on ? ' on' : ''}`} aria-pressed={on} onClick={onChoose}>
    {children}
    {count !== undefined && <span className="t3">{count > 10_000 ? '10,000+' : count.toLocaleString('en-US')}</span>}
  </button>
)

function Terms({ pool, object, named }: { pool: PoolState; object: ObjectMeta; named: boolean }) {
  const w = useWords(words)
  const hidden = pool.hidden.flatMap(name => object.fields.find(f => f.name === name)?.label ?? [])
  const facts = pool.member
    ? [
        ...pool.limits.map(limit => {
          const left = Math.max(0, limit.max - limit.used)
          if (limit.of === 'daily') return left ? fill(w.mayClaim, { n: left }) : fill(w.full, { max: limit.max })
          if (limit.of === 'total') return fill(w.mayClaimAll, { n: left })
          return fill(limit.together ? w.departmentHolds : w.holds, { used: limit.used, max: limit.max })
        }),
        ...(pool.limits.length === 0 ? [w.noLimit] : []),
        ...(hidden.length ? [fill(w.hidden, { fields: hidden.join('、') })] : []),
      ]
    : [w.onlyAssigned]
  const spent = pool.limits.some(limit => limit.used >= limit.max)
  return (
    <p className={`pool-terms${spent ? ' spent' : ''}`}>
      <Icon name={spent ? 'circle-slash' : 'hand'} size={14} />
      {named && <b>{pool.name}</b>}
      {facts.join(' · ')}
    </p>
  )
}

/** A pool in which nothing waits. */
export function EmptyPool() {
  const w = useWords(words)
  return <Empty title={w.empty} text={w.emptyText} />
}
