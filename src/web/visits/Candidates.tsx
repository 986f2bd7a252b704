import { useInfiniteQuery } from '@tanstack/react-query'
import { type Ref, useState } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { address, asProblem, get, useMetadata, useObject } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { FieldEditor } from '../fields/FieldEditor'
import { daysUntil, dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Checkbox, Input } from '../kit/Input'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import type { Candidate } from './visits'
import * as words from './words'

const KINDS = ['due', 'overdue', 'silent', 'all'] as const
const PAGE = 50

/** Customers to see, the most overdue first: to drag into the calendar, or to tick and put on a day. */
export function Candidates({
  ref,
  person,
  day,
  onDay,
  onPlan,
  hint,
}: {
  ref: Ref<HTMLDivElement>
  person: string | undefined
  day: string
  onDay(day: string): void
  onPlan?(accounts: readonly string[], on: string): Promise<boolean>
  /** How they come into the plan, said while none is chosen. */
  hint: string
}) {
  const w = useWords(words).plan
  const { dictionaries } = useMetadata()
  const account = useObject('account')
  const visit = useObject('visit')!
  const [which, setWhich] = useState<(typeof KINDS)[number]>('due')
  const [region, setRegion] = useState<string | null>(null)
  const [level, setLevel] = useState('')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['visit candidates', person, which, region, level, text.trim()],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Candidate[]; next: string | null }>(
        address('/api/visits/candidates', {
          person,
          which,
          region,
          level,
          text: text.trim(),
          after: pageParam,
          limit: PAGE,
        }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    placeholderData: before => before,
    enabled: !!account,
  })
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const regionField = account?.fields.find(f => f.name === 'region')
  const dayField = visit.fields.find(f => f.name === 'plannedOn')!
  async function plan() {
    if (!onPlan || chosen.length === 0) return
    setBusy(true)
    if (await onPlan(chosen, day)) setChosen([])
    setBusy(false)
  }
  return (
    <section className="candidates" aria-label={w.which}>
      <div className="candidates-tools">
        <Segmented
          label={w.which}
          options={KINDS.map(id => ({ id, label: w.kinds[id]! }))}
          value={which}
          onChange={setWhich}
        />
        <div className="candidates-two">
          {regionField && (
            <FieldEditor
              field={
                { ...regionField, label: w.region, required: false, readOnly: false, access: 'write' } as FieldMeta
              }
              value={region}
              placeholder={w.region}
              onChange={value => setRegion((value as string | null) || null)}
            />
          )}
          <Select
            label={w.level}
            options={[
              { value: '', label: w.anyLevel },
              ...(dictionaries.accountLevel?.items.map(item => ({ value: item.code, label: item.label })) ?? []),
            ]}
            value={level}
            onChange={setLevel}
          />
        </div>
        <Input
          type="search"
          aria-label={w.find}
          placeholder={w.find}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <div className="candidates-list" ref={ref}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} height={52} />
        ) : items.length === 0 ? (
          which === 'due' && !region && !level && !text ? (
            <Empty title={w.none} text={w.noneText} />
          ) : (
            <Empty title={w.noneFound} />
          )
        ) : (
          <ul>
            {items.map(one => (
              <One
                key={one.id}
                one={one}
                chosen={chosen.includes(one.id)}
                onChoose={onPlan && (on => setChosen(now => (on ? [...now, one.id] : now.filter(id => id !== one.id))))}
              />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button look="link" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {w.more}
          </Button>
        )}
      </div>
      {onPlan && (
        <div className="candidates-foot">
          {chosen.length === 0 ? (
            <p className="small t3">{hint}</p>
          ) : (
            <>
              <span className="small t2">{fill(w.chosen, { n: chosen.length })}</span>
              <span className="candidates-day">
                <FieldEditor
                  field={{ ...dayField, label: w.planFor }}
                  value={day}
                  onChange={value => typeof value === 'string' && onDay(value)}
                />
              </span>
              <Button look="primary" size={28} busy={busy} onClick={() => void plan()}>
                {w.planAct}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  )
}

function One({ one, chosen, onChoose }: { one: Candidate; chosen: boolean; onChoose?(on: boolean): void }) {
  const w = useWords(words).plan
  const lang = useLang()
  const lookup = useLookup()
  const level = one.level ? lookup.item('accountLevel', one.level) : undefined
  return (
    <li data-id={one.id} className="candidate">
      {onChoose && <Checkbox checked={chosen} onChange={onChoose} label={fill(w.one, { name: one.name })} />}
      <div className="candidate-who">
        <span className="candidate-name">
          <Link to={`/accounts/${one.id}`} className="ellipsis" draggable={false}>
            {one.name}
          </Link>
          {level && <CodeChip label={level.label} tone={level.tone} />}
        </span>
        <span className="small t3 ellipsis">
          {[
            one.region && lookup.region(one.region)?.slice(-2).join(' · '),
            one.lastVisitAt ? fill(w.last, { when: dayText(one.lastVisitAt.slice(0, 10), lang) }) : w.never,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <span className="candidate-due">
        <DueIn due={one.dueOn} />
        {one.planned && <span className="small t3">{fill(w.planned, { day: dayText(one.planned.on, lang) })}</span>}
      </span>
    </li>
  )
}

/** How long one still has, or no longer has. */
export function DueIn({ due }: { due: string | null }) {
  const w = useWords(words).plan
  if (!due) return null
  const left = daysUntil(due)
  return (
    <span className={`small ${left < 0 ? 'over' : left <= 3 ? 'due' : 't2'}`}>
      {left < 0 ? fill(w.overdue, { n: -left }) : left === 0 ? w.dueToday : fill(w.dueIn, { n: left })}
    </span>
  )
}
