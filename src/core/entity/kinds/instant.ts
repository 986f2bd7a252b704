import { onChinasClock } from '../../calendar/china'
import { Invalid, type Kind } from '../kind'
import { dateOperators, dayFromText, isDay } from './date'

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/

/** A moment a person typed without a zone is China's. */
const CHINA = '+08:00'

export const instant: Kind<string> = {
  family: 'instant',
  icon: 'clock',
  column: () => 'timestamptz(3)',
  parse(value) {
    const bad = new Invalid('field.notInstant', { text: String(value).slice(0, 40) })
    const m = typeof value === 'string' && RFC3339.exec(value)
    if (!m || !isDay(m[1]!) || Number(m[2]) > 23 || Number(m[3]) > 59 || Number(m[4]) > 59) return bad
    const at = new Date(value as string)
    return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9999 ? bad : at.toISOString()
  },
  operators: dateOperators,
  toText: value => onChinasClock(new Date(value)).toISOString().slice(0, 16).replace('T', ' '),
  fromText(cell) {
    const plain = cell.normalize('NFKC').trim()
    if (RFC3339.test(plain)) return plain
    const day = dayFromText(plain)
    if (day instanceof Invalid) return new Invalid('field.notInstant', { text: cell })
    const time = /[T\s](\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(plain)
    return `${day}T${(time?.[1] ?? '0').padStart(2, '0')}:${time?.[2] ?? '00'}:${time?.[3] ?? '00'}${CHINA}`
  },
  schema: () => ({ type: 'string', format: 'date-time' }),
}
