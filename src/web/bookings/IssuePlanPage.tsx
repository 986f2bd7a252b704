import { useQuery } from '@tanstack/react-query'
import type { Planned } from '../../domain/bookings'
import { address, asProblem, get, rowsOf, useObject, useRecords } from '../api'
import { dayText, shiftDay, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { useChosen } from '../settings/Split'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './bookings.css'
import * as words from './words'

const BACK_DAYS = 60

/** What appears in an issue, space by space, and how far each advertisement is; to be printed for the editors. */
export function IssuePlanPage() {
  const w = useWords(words).plan
  const c = useWords(words).calendar
  const { pages } = useWords()
  const lang = useLang()
  const lookup = useLookup()
  const object = useObject('booking')
  const [id, choose] = useChosen('issue')
  const today = todayInChina()
  const issues = useRecords('issues', {
    fields: ['name', 'copyDeadline', 'publishesOn'],
    filter: { field: 'publishesOn', op: 'gte', value: shiftDay(today, -BACK_DAYS) },
    sort: 'publishesOn',
    limit: 200,
  })
  const all = rowsOf(issues.data)
  const issue = all.find(one => one.id === id) ?? all.find(one => String(one.publishesOn) >= today) ?? all[0]
  const query = useQuery({
    queryKey: ['issue-plan', issue?.id],
    queryFn: ({ signal }) => get<{ items: Planned[] }>(address('/api/bookings/plan', { issue: issue!.id }), signal),
    enabled: !!issue && !!object,
  })
  if (!object) return <NoRights title={c.noRights} />
  const rows = query.data?.items ?? []
  const count = (status: string) => rows.filter(one => one.status === status).length
  return (
    <div className="set issue-plan">
      <header className="set-head">
        <Link to="/space-calendar" className="t3">
          {pages.spaceCalendar}
        </Link>
        <h1>{issue ? String(issue.name) : pages.issuePlan}</h1>
        <span className="t3 small">
          {issue &&
            [
              typeof issue.copyDeadline === 'string' && fill(w.deadline, { day: dayText(issue.copyDeadline, lang) }),
              fill(w.appears, { day: dayText(String(issue.publishesOn), lang) }),
              fill(w.sold, { n: count('sold') }),
              fill(w.held, { n: count('held') }),
            ]
              .filter(Boolean)
              .join(' · ')}
        </span>
        <span className="spring" />
        <span className="issue-choice">
          <Select
            label={w.issue}
            placeholder={w.chooseIssue}
            options={all.map(one => ({ value: one.id, label: String(one.name) }))}
            value={issue?.id ?? null}
            onChange={choose}
          />
        </span>
        <Button icon="printer" onClick={() => window.print()}>
          {w.print}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.issuePlan}>
        {(issues.error ?? query.error) ? (
          <ErrorState problem={asProblem(issues.error ?? query.error)} onRetry={() => void query.refetch()} />
        ) : issues.isPending || (issue && query.isPending) ? (
          <SkeletonRows rows={10} />
        ) : rows.length === 0 ? (
          <Empty title={issue ? w.none : c.noIssues} text={issue ? w.noneText : c.noIssuesText} />
        ) : (
          <table className="set-table plan-table">
            <thead>
              <tr>
                {[w.space, w.account, w.order, w.state, w.copy, w.owner].map(label => (
                  <th key={label}>{label}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(one => {
                const status = lookup.item('bookingStatus', one.status)
                return (
                  <tr key={one.id}>
                    <td data-label={w.space}>
                      <b>{one.space.name}</b>{' '}
                      <span className="small t3">
                        {[lookup.item('spaceKind', one.space.kind)?.label, one.space.size]
                          .filter(text => text && text !== one.space.name)
                          .join(' · ')}
                      </span>
                    </td>
                    <td data-label={w.account}>
                      {one.account ? <Link to={`/accounts/${one.account.id}`}>{one.account.name}</Link> : c.other}
                    </td>
                    <td data-label={w.order}>
                      {one.order ? (
                        <Link to={`/orders/${one.order.id}`}>{one.order.name}</Link>
                      ) : (
                        <span className="t3">{w.noOrder}</span>
                      )}
                    </td>
                    <td data-label={w.state}>
                      <Chip tone={status?.tone}>{status?.label}</Chip>{' '}
                      <span className="small t3">
                        {one.heldUntil && fill(c.until, { day: dayText(one.heldUntil, lang) })}
                      </span>
                    </td>
                    <td data-label={w.copy} className="small">
                      {one.order &&
                        (one.open.length === 0
                          ? w.ready
                          : one.open
                              .slice(0, 2)
                              .map(step =>
                                fill(w.due, { name: step.name, day: step.dueOn ? dayText(step.dueOn, lang) : '' }),
                              )
                              .join('、'))}
                      {one.note && <span className="t3"> {one.note}</span>}
                    </td>
                    <td data-label={w.owner}>{one.owner?.name}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}
