import { Input, Labelled } from '../kit/Input'
import { useWords } from '../words'
import './fields.css'
import * as words from './words'

/** Two days and all between them, as `YYYY-MM-DD`. */
export interface Span {
  from: string
  to: string
}

/** Asks for a span of days; neither end goes past the other, and an emptied one is left as it was. */
export function SpanInputs({ from, to, onChange }: Span & { onChange(span: Span): void }) {
  const w = useWords(words)
  const end = (label: string, value: string, limits: { min?: string; max?: string }, chosen: (day: string) => Span) => (
    <Labelled label={label}>
      {ids => (
        <Input
          {...ids}
          type="date"
          value={value}
          {...limits}
          onChange={event => event.target.value && onChange(chosen(event.target.value))}
        />
      )}
    </Labelled>
  )
  return (
    <div className="span-inputs">
      {end(w.from, from, { max: to }, day => ({ from: day, to }))}
      {end(w.to, to, { min: from }, day => ({ from, to: day }))}
    </div>
  )
}
