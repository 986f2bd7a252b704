import { useQuery } from '@tanstack/react-query'
import type { Fault, Occasion } from '../../domain/expenses'
import { address, get, post, type Row } from '../api'
import { todayInChina } from '../fields/format'
import { inputValue, isEmpty } from '../fields/value'
import { useQuiet } from '../kit/useQuiet'

/** An expense as it is typed; without an id it is not saved yet. */
export interface Line {
  key: string
  id?: string
  values: Record<string, unknown>
}

/** What of a line is sent. */
export const LINE_FIELDS = [
  'day',
  'kind',
  'amount',
  'foreignCurrency',
  'foreignAmount',
  'rate',
  'account',
  'opportunity',
  'activity',
  'invoiceNumber',
  'note',
  'receipts',
] as const

export const newLine = (values: Record<string, unknown> = {}): Line => ({
  key: crypto.randomUUID(),
  values: { day: todayInChina(), ...values },
})
export const lineOf = (row: Row): Line => ({
  key: row.id,
  id: row.id,
  values: Object.fromEntries(LINE_FIELDS.map(name => [name, row[name] ?? null])),
})

/** In foreign money the amount follows from it and the rate. */
export const isForeign = ({ values }: Line) =>
  !isEmpty(values.foreignAmount) || !isEmpty(values.foreignCurrency) || !isEmpty(values.rate)
export const amountOf = (line: Line): number => {
  const { amount, foreignAmount, rate } = line.values
  if (typeof foreignAmount === 'number' && typeof rate === 'number') return Math.round(foreignAmount * 100 * rate)
  return typeof amount === 'number' ? amount : 0
}

/** A line as the API takes it; one in foreign money leaves its amount to the server. */
export function lineInput(line: Line): Record<string, unknown> {
  const given = Object.fromEntries(LINE_FIELDS.map(name => [name, inputValue(line.values[name])]))
  const { amount, ...rest } = given
  const fields = isForeign(line) ? rest : given
  return line.id
    ? { id: line.id, ...fields }
    : Object.fromEntries(Object.entries(fields).filter(([, v]) => !isEmpty(v)))
}

const QUIET_MS = 500

/** What the company's rules have against the lines as they stand, asked again whenever they change. */
export function useFaults(claim: string | undefined, lines: readonly Line[], enabled: boolean): Fault[] {
  const body = useQuiet(JSON.stringify({ claim: claim ?? null, lines: lines.map(lineInput) }), QUIET_MS)
  const { data } = useQuery({
    queryKey: ['expense-check', body],
    queryFn: () => post<{ items: Fault[] }>('/api/expense-claims/check', JSON.parse(body)),
    enabled: enabled && lines.length > 0,
    placeholderData: before => before,
    retry: false,
  })
  return lines.length > 0 ? (data?.items ?? []) : []
}

export const useOccasions = (span: { from: string; to: string }) =>
  useQuery({
    queryKey: ['expense-occasions', span],
    queryFn: ({ signal }) => get<{ items: Occasion[] }>(address('/api/expense-claims/prefill', { ...span }), signal),
    placeholderData: before => before,
  })
