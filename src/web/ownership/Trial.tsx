import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, request, useMetadata } from '../api'
import { ErrorState, SkeletonRows } from '../kit/States'
import { useQuiet } from '../kit/useQuiet'
import { Link } from '../shell/Link'
import { fill, plural, useLang, useWords } from '../words'
import { type Rule, ruleInput } from './draft'
import { daysTo } from './pools'
import * as words from './words'

interface Simulation {
  recycled: number
  warned: number
  escalated: number
  soon: number
  reasons: { rule: string; basis: string; step: string; count: number }[]
  exemptions: { exempt: string; count: number }[]
  owners: { id: string; name: string; count: number }[]
  records: { id: string; name: string; owner: string; step: string; rule: string; due: string }[]
}

/** What tonight would bring by the rules as they are written, asked again whenever they change. */
export function Trial({
  pool,
  object,
  rules,
  protectionDays,
}: {
  pool: string
  object: ObjectMeta | undefined
  rules: Rule[]
  protectionDays: number
}) {
  const w = useWords(words).settings
  const lang = useLang()
  const { dictionaries } = useMetadata()
  const body = useQuiet(JSON.stringify({ rules: rules.map(ruleInput), protectionDays }))
  const whole = rules.every(rule => rule.days && rule.name.trim())
  const { data, error, refetch } = useQuery({
    queryKey: ['simulation', pool, body],
    queryFn: ({ signal }) =>
      request<Simulation>(`/api/pools/${pool}/simulation`, { method: 'POST', body: JSON.parse(body), signal }),
    enabled: whole,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const said = (dictionary: string, code: string) =>
    dictionaries[dictionary]?.items.find(item => item.code === code)?.label ?? code
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.simulator} aria-live="polite">
      <h3>{w.simulator}</h3>
      {error ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : (
        <>
          <p className={`set-trial-sum${data.recycled ? ' over' : ''}`}>
            {data.recycled
              ? fill(w.tonight, {
                  n: data.recycled.toLocaleString('en-US'),
                  object: object ? plural(object.label, lang) : '',
                })
              : w.nothing}
          </p>
          {data.warned > 0 && <p className="due">{fill(w.warned, { n: data.warned.toLocaleString('en-US') })}</p>}
          {data.escalated > 0 && (
            <p className="due">{fill(w.escalated, { n: data.escalated.toLocaleString('en-US') })}</p>
          )}
          {data.soon > 0 && <p className="t2">{fill(w.soon, { n: data.soon.toLocaleString('en-US') })}</p>}
          <ul>
            {data.reasons.map(reason => (
              <li key={`${reason.rule} ${reason.step}`}>
                <span>{fill(w.byRule, { rule: reason.rule, basis: said('recycleBasis', reason.basis) })}</span>
                <span className="t3">{w.step[reason.step] ?? reason.step}</span>
                <b>{reason.count.toLocaleString('en-US')}</b>
              </li>
            ))}
          </ul>
          {data.exemptions.map(one => (
            <p key={one.exempt} className="t2">
              {fill(w.kept, { n: one.count.toLocaleString('en-US'), why: said('recycleExemption', one.exempt) })}
            </p>
          ))}
          {data.owners.length > 0 && (
            <>
              <h4>{w.byOwner}</h4>
              <ul>
                {data.owners.slice(0, 8).map(owner => (
                  <li key={owner.id}>
                    <span>{owner.name}</span>
                    <b>{owner.count.toLocaleString('en-US')}</b>
                  </li>
                ))}
              </ul>
            </>
          )}
          {data.records.length > 0 && object && (
            <>
              <h4>{w.some}</h4>
              <ul>
                {data.records.slice(0, 10).map(record => (
                  <li key={record.id}>
                    <Link to={`/${object.path}/${record.id}`} className="ellipsis">
                      {record.name}
                    </Link>
                    <span className="small t3">
                      {record.owner} · {w.step[record.step]}
                      {daysTo(record.due) < 0 && ` · ${fill(w.overdue, { n: -daysTo(record.due) })}`}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </aside>
  )
}
