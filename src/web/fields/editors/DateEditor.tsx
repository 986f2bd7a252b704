import { type KeyboardEvent, useState } from 'react'
import { Popover } from '../../kit/Popover'
import { useWords } from '../../words'
import { controlProps, type EditorProps } from '../editor'
import { clockOf, dayOf, shiftDay, todayInChina, weekdayText } from '../format'
import { useLookup } from '../lookups'
import { typedClock, typedDay } from '../typedDay'
import * as sentences from '../words'
import { Month } from './Month'
import { endOnKeys } from './TextEditor'

const DEFAULT_CLOCK = '09:00'

/** date and instant: typed (明天, 周五 14:30, 11-22) or picked from the month. */
export function DateEditor(props: EditorProps) {
  const { field, value, onChange, onCommit, autoFocus } = props
  const withClock = field.kind === 'instant'
  const words = useWords(sentences)
  const { lang } = useLookup()
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const day = dayIn(value, withClock)
  const clock = withClock && day ? clockOf(new Date(String(value))) : DEFAULT_CLOCK
  const shown = typed ?? (day ? (withClock ? `${day} ${clock}` : day) : value == null ? '' : String(value))

  const write = (nextDay: string, nextClock = clock) => {
    const next = withClock ? new Date(`${nextDay}T${nextClock}:00`).toISOString() : nextDay
    setTyped(null)
    onChange(next)
    return next
  }
  /** What stands in the field, understood as far as it can be. */
  const read = (text: string): unknown => {
    if (text.trim() === '') return null
    const [dayPart = '', ...rest] = text.trim().split(/[\sT]+/)
    const understood = typedDay(text) ?? typedDay(dayPart)
    if (!understood) return text
    const time = rest.length ? typedClock(rest.join('')) : null
    return withClock ? new Date(`${understood}T${time ?? clock}:00`).toISOString() : understood
  }
  const done = () => {
    const next = typed === null ? value : read(typed)
    if (typed !== null) onChange(next)
    setTyped(null)
    setOpen(false)
    return next
  }
  const move = (event: KeyboardEvent, days: number) => {
    event.preventDefault()
    setOpen(true)
    write(shiftDay(day ?? todayInChina(), day ? days : 0))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') return move(event, 1)
    if (event.key === 'ArrowUp') return move(event, -1)
    if (event.key === 'PageDown') return move(event, 28)
    if (event.key === 'PageUp') return move(event, -28)
    if (event.key === 'Escape' && open && !onCommit) {
      event.stopPropagation()
      return setOpen(false)
    }
    if (event.key === 'Enter' || event.key === 'Escape') endOnKeys(event, props, event.key === 'Enter' ? done() : value)
  }
  return (
    <span className="field-date">
      <input
        {...controlProps(props)}
        ref={setInput}
        autoComplete="off"
        placeholder={props.placeholder ?? (props.inCell ? undefined : withClock ? words.typedMoment : words.typedDay)}
        value={shown}
        onChange={event => {
          setTyped(event.target.value)
          onChange(read(event.target.value))
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => onCommit?.(done())}
        // biome-ignore lint/a11y/noAutofocus: it appears because one wants to write
        autoFocus={autoFocus}
      />
      {day && typed === null && !props.inCell && <span className="field-suffix">{weekdayText(day, lang)}</span>}
      {open && input && (
        <Popover anchor={input} onClose={() => setOpen(false)} label={field.label} focus={false}>
          <Month
            day={day}
            lang={lang}
            onPick={picked => {
              const next = write(picked)
              if (!withClock) {
                setOpen(false)
                onCommit?.(next)
              }
            }}
          />
          {withClock && <Clock value={clock} onPick={picked => write(day ?? todayInChina(), picked)} />}
        </Popover>
      )}
    </span>
  )
}

/** The day that a stored value names, where the reader is; null when it names none. */
function dayIn(value: unknown, withClock: boolean): string | null {
  if (typeof value !== 'string') return null
  if (!withClock) return typedDay(value)
  const at = new Date(value)
  return Number.isNaN(at.getTime()) || !value.includes('T') ? null : dayOf(at)
}

const CLOCKS = ['08:30', '09:00', '10:00', '11:00', '14:00', '15:00', '16:00', '18:00']

function Clock({ value, onPick }: { value: string; onPick(clock: string): void }) {
  return (
    <div className="clock">
      {CLOCKS.map(clock => (
        <button
          type="button"
          key={clock}
          tabIndex={-1}
          aria-pressed={clock === value}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onPick(clock)}
        >
          {clock}
        </button>
      ))}
    </div>
  )
}
