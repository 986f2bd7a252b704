import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Trial } from '../../domain/commissions'
import { asProblem, request, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { Labelled } from '../kit/Input'
import { ErrorState, SkeletonRows } from '../kit/States'
import { useQuiet } from '../kit/useQuiet'
import { fill, useWords } from '../words'
import { FigureField } from './FigureField'
import { type Plan, planInput } from './plan'
import * as words from './words'

interface Example {
  amount: number | null
  category: string | null
  margin: number | null
  attainment: number | null
  share: number | null
}

/** A deal made up beside the plan, and what it pays as it is written; below it last month's real ones. */
export function PlanTrial({ plan }: { plan: Plan }) {
  const w = useWords(words)
  const category = useObject('product')?.fields.find(f => f.name === 'category')
  const [example, setExample] = useState<Example>({
    amount: 120_000_00,
    category: null,
    margin: 35,
    attainment: 100,
    share: 60,
  })
  const set = (change: Partial<Example>) => setExample(now => ({ ...now, ...change }))
  const body = useQuiet(
    JSON.stringify({
      plan: planInput(plan),
      example: { ...example, amount: example.amount ?? 0, share: example.share ?? 100 },
    }),
  )
  const { data, error, refetch } = useQuery({
    queryKey: ['commission-trial', body],
    queryFn: ({ signal }) =>
      request<Trial>('/api/commission-plans/trial', { method: 'POST', body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const problem = error ? asProblem(error) : undefined
  const money = (amount: number) => moneyText(amount, plan.currency)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.trial}>
      <h3>{w.trial}</h3>
      <div className="plan-example">
        <FigureField money label={w.exampleAmount} value={example.amount} onChange={amount => set({ amount })} />
        <FigureField label={w.exampleShare} value={example.share} onChange={share => set({ share })} />
        <FigureField
          label={w.exampleMargin}
          value={example.margin}
          placeholder={w.noMargin}
          onChange={margin => set({ margin })}
        />
        <FigureField
          label={w.exampleAttainment}
          value={example.attainment}
          onChange={attainment => set({ attainment })}
        />
        {category && (
          <div className="plan-example-wide">
            <Labelled label={w.category}>
              {ids => (
                <FieldEditor
                  id={ids.id}
                  field={{ ...category, required: false, access: 'write' }}
                  value={example.category}
                  placeholder={w.anyCategory}
                  onChange={value => set({ category: (value as string | null) ?? null })}
                />
              )}
            </Labelled>
          </div>
        )}
      </div>
      <div aria-live="polite">
        {problem?.status === 422 ? (
          <p className="t2">{problem.errors[0]?.message ?? w.incomplete}</p>
        ) : problem ? (
          <ErrorState problem={problem} onRetry={() => void refetch()} />
        ) : !data ? (
          <SkeletonRows rows={4} />
        ) : (
          <>
            <p className="set-trial-sum">
              {data.total > 0 ? fill(w.trialTotal, { amount: money(data.total) }) : w.trialNothing}
            </p>
            <ul>
              {data.example.map(line => (
                <li key={line.sentence}>
                  <span>{line.sentence}</span>
                </li>
              ))}
            </ul>
            <h4>{fill(w.lastMonth, { month: data.month.period })}</h4>
            {data.month.people === 0 ? (
              <p className="t2">{fill(w.lastMonthNone, { month: data.month.period })}</p>
            ) : (
              <>
                <p className="t2">
                  {fill(w.lastMonthSum, {
                    people: data.month.people,
                    deals: data.month.deals,
                    amount: money(data.month.total),
                  })}
                </p>
                <ul>
                  {data.month.items.map((one, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two people may share a name
                    <li key={i}>
                      <span className="ellipsis">{one.name}</span>
                      <span className="number">{money(one.amount)}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </div>
    </aside>
  )
}
