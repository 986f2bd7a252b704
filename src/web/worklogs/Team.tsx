import type { TeamMember } from '../../domain/worklogs'
import { asProblem, useMetadata } from '../api'
import { dayText, shiftDay, todayInChina, weekdayText } from '../fields/format'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { useMeasures, useTeam } from './api'
import { mondayOf } from './periods'
import * as words from './words'

interface To {
  day?: string
  user?: string
  name?: string
  span?: string
}

/** Who wrote and who did not, with figures, for a day or a week. */
export function Team({ day, span, onGo }: { day: string; span: 'day' | 'week'; onGo(to: To): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const lang = useLang()
  const today = todayInChina()
  const from = span === 'week' ? mondayOf(day) : day
  const to = span === 'week' ? shiftDay(from, 6) : day
  const query = useTeam(from, to)
  const measures = useMeasures()
  const people = query.data?.items ?? []
  const used = measures.filter(({ code }) => people.some(one => one.figures[code]))
  const days = people[0]?.days.map(one => one.day) ?? []
  const count = (state: string) => people.filter(one => one.days.some(d => d.state === state)).length
  const step = span === 'week' ? 7 : 1
  return (
    <div className="wl-team">
      <div className="wl-team-head">
        <IconButton
          icon="chevron-left"
          size={28}
          label={w.before}
          onClick={() => onGo({ day: shiftDay(day, -step), span })}
        />
        <b>
          {span === 'week' ? `${from.slice(5)} – ${to.slice(5)}` : `${dayText(day, lang)} ${weekdayText(day, lang)}`}
        </b>
        <IconButton
          icon="chevron-right"
          size={28}
          label={w.after}
          disabled={to >= today}
          onClick={() => onGo({ day: shiftDay(day, step), span })}
        />
        {day !== today && (
          <Button look="text" size={28} onClick={() => onGo({ span })}>
            {kit.today}
          </Button>
        )}
        <span className="t2 small">
          {span === 'day' &&
            [
              count('submitted') && fill(w.wrote, { n: count('submitted') }),
              count('missing') && fill(w.didnt, { n: count('missing') }),
              count('open') && fill(w.open, { n: count('open') }),
            ]
              .filter(Boolean)
              .join(' · ')}
        </span>
        <span className="spring" />
        <Segmented
          label={w.span}
          value={span}
          onChange={next => onGo({ day, span: next })}
          options={(['day', 'week'] as const).map(id => ({ id, label: w.spans[id] }))}
        />
      </div>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={8} height={44} />
      ) : people.length === 0 ? (
        <Empty title={w.nobody} text={w.nobodyText} />
      ) : (
        <div className="wl-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{w.who}</th>
                {days.map(one => (
                  <th scope="col" key={one}>
                    {span === 'day' ? w.state : `${weekdayText(one, lang, 'short')} ${Number(one.slice(8))}`}
                  </th>
                ))}
                {used.map(({ code, label }) => (
                  <th scope="col" key={code} className="number">
                    {label}
                  </th>
                ))}
                <th scope="col">{w.periods.week}</th>
              </tr>
            </thead>
            <tbody>
              {people.map(person => (
                <tr key={person.user.id}>
                  <th scope="row">
                    <Avatar name={person.user.name} size={24} />
                    <span>
                      {person.user.name}
                      <span className="t3 small"> {person.user.department}</span>
                    </span>
                  </th>
                  {person.days.map(one => (
                    <td key={one.day}>
                      <State
                        one={one}
                        who={person.user.name}
                        onOpen={() => onGo({ day: one.day, user: person.user.id, name: person.user.name, span })}
                      />
                    </td>
                  ))}
                  {used.map(({ code }) => (
                    <td key={code} className="number">
                      {person.figures[code] ?? <span className="t3">0</span>}
                    </td>
                  ))}
                  <td>
                    <PlanLink person={person} counted={span === 'week'} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function State({ one, who, onOpen }: { one: TeamMember['days'][number]; who: string; onOpen(): void }) {
  const w = useWords(words)
  const { dictionaries } = useMetadata()
  const mark = dictionaries.workMark?.items.find(item => item.code === one.mark)?.label
  const tone = { submitted: 'won', draft: 't2', missing: 'over', open: 'due', off: 't3' }[one.state]
  const label = one.state === 'submitted' && (mark || one.reviewed) ? (mark ?? w.reviewed) : w.states[one.state]
  return (
    <button type="button" className={`wl-state ${tone}`} aria-label={`${who} ${one.day} ${label}`} onClick={onOpen}>
      {label}
    </button>
  )
}

/** The week's plan; beside the week's figures also how far it has come. */
function PlanLink({ person, counted }: { person: TeamMember; counted: boolean }) {
  const plan = person.plans.find(one => one.period === 'week')
  const goals = Object.entries(plan?.goals ?? {}).filter(([, goal]) => goal > 0)
  if (!plan) return <span className="t3">–</span>
  return (
    <Link to={`/work-plans/${plan.id}`} className="accent">
      {counted && goals.length
        ? goals.map(([code, goal]) => `${person.figures[code] ?? 0}/${goal}`).join(' · ')
        : `${plan.startsOn.slice(5)} – ${plan.endsOn.slice(5)}`}
    </Link>
  )
}
