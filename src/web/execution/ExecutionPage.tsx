import { useState } from 'react'
import { asProblem, type Row, rowsOf, useObject, useRecords } from '../api'
import { dayText, momentText } from '../fields/format'
import { isNamed } from '../fields/value'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useLang, useWords } from '../words'
import { StepActs } from './Execution'
import './execution.css'
import { type Group, groupOf, lateBy, STEP_FIELDS } from './steps'
import * as words from './words'

const PAGE = 100

/** What is to be done for orders, one's own or everybody's one may see, the most pressing first. */
export function ExecutionPage() {
  const w = useWords(words).page
  const { pages } = useWords()
  const object = useObject('executionStep')
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const [status, setStatus] = useState('ready')
  const query = useRecords('execution-steps', {
    fields: STEP_FIELDS,
    filter: {
      and: [
        status === 'done'
          ? { field: 'status', op: 'in', value: ['done', 'skipped'] }
          : { field: 'status', op: 'eq', value: status },
        ...(whose === 'mine' ? [{ field: 'assignee', op: 'eq', value: 'me' }] : []),
      ],
    },
    sort: status === 'done' ? '-doneAt' : 'dueOn',
    limit: PAGE,
  })
  if (!object) return <NoRights title={w.noRights} />
  const rows = rowsOf(query.data)
  const groups = status === 'done' ? [['done', rows] as const] : grouped(rows)
  return (
    <div className="set execution-page">
      <header className="set-head">
        <h1>{pages.execution}</h1>
        <span className="spring" />
        <Segmented
          label={w.state}
          value={status}
          onChange={setStatus}
          options={Object.entries(w.status).map(([id, label]) => ({ id, label }))}
        />
        <Segmented
          label={w.whose}
          value={whose}
          onChange={setWhose}
          options={[
            { id: 'mine', label: w.mine },
            { id: 'all', label: w.all },
          ]}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.execution}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} height={44} />
        ) : rows.length === 0 ? (
          <Empty title={w.empty} text={w.emptyText} />
        ) : (
          groups.map(([group, some]) => (
            <section key={group}>
              <h2 className={`execution-group ${group}`}>
                {w.groups[group]} <span>{some.length}</span>
              </h2>
              <ul className="execution-rows">
                {some.map(step => (
                  <StepRow key={step.id} step={step} />
                ))}
              </ul>
            </section>
          ))
        )}
        {query.hasNextPage && (
          <div className="set-more">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {w.more}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function grouped(rows: readonly Row[]): (readonly [Group, Row[]])[] {
  const order: Group[] = ['late', 'today', 'week', 'later', 'none']
  return order
    .map(group => [group, rows.filter(row => groupOf(row) === group)] as const)
    .filter(([, some]) => some.length > 0)
}

function StepRow({ step }: { step: Row }) {
  const lang = useLang()
  const { order, account, assignee } = step
  return (
    <li>
      <b className="ellipsis">{String(step.name)}</b>
      <span className="ellipsis">
        {isNamed(order) && <Link to={`/orders/${order.id}`}>{order.name}</Link>}
        {isNamed(account) && (
          <>
            <span className="t3"> · </span>
            <Link to={`/accounts/${account.id}`}>{account.name}</Link>
          </>
        )}
      </span>
      <span className={`when${lateBy(step) > 0 ? ' over' : ''}`}>
        {typeof step.doneAt === 'string'
          ? momentText(step.doneAt, lang)
          : typeof step.dueOn === 'string'
            ? dayText(step.dueOn, lang)
            : '–'}
      </span>
      <span className="cell-person ellipsis">
        {isNamed(assignee) && (
          <>
            <Avatar name={assignee.name ?? ''} size={20} />
            {assignee.name}
          </>
        )}
      </span>
      <StepActs step={step} />
    </li>
  )
}
