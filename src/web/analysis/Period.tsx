import { todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { SpanInputs } from '../fields/SpanInputs'
import { useWords } from '../words'
import * as words from './words'

const PERIODS = [
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
  'last90days',
  'last365days',
  'all',
] as const

/** Which time is looked at: a period by its name (`thisYear`, `2026-Q4`), or from one day to another (`2026-01-01/2026-03-31`). */
export function Period({ value, onChange }: { value: string; onChange(period: string): void }) {
  const w = useWords(words)
  const own = value.includes('/')
  const [from = '', to = ''] = own ? value.split('/') : []
  const named = PERIODS.map(name => ({ value: name as string, label: w.periods[name]! }))
  return (
    <>
      <Select
        label={w.period}
        options={[
          ...(own || named.some(one => one.value === value) ? [] : [{ value, label: value }]),
          ...named,
          { value: 'own', label: w.periods.own! },
        ]}
        value={own ? 'own' : value}
        onChange={to => onChange(to === 'own' ? lastMonths() : to)}
      />
      {own && <SpanInputs from={from} to={to} onChange={span => onChange(`${span.from}/${span.to}`)} />}
    </>
  )
}

function lastMonths(): string {
  const to = todayInChina()
  const first = Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)) - 3, 1)
  return `${new Date(first).toISOString().slice(0, 10)}/${to}`
}
