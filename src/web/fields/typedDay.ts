import { dayOf, shiftDay } from './format'

const NAMED: [RegExp, number][] = [
  [/^(今天|今日|today)$/, 0],
  [/^(明天|明日|tomorrow)$/, 1],
  [/^(后天|後天)$/, 2],
  [/^(昨天|昨日|yesterday)$/, -1],
  [/^前天$/, -2],
]
const WEEKDAYS = '一二三四五六日'
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function real(year: number, month: number, day: number): string | null {
  const at = new Date(year, month - 1, day, 12)
  return at.getMonth() === month - 1 && at.getDate() === day ? dayOf(at) : null
}

/** The weekday of this week, or of the next: 周五, 下周一, 星期天, Friday. Without 下 the coming one, today included. */
function weekday(text: string, now: Date): string | null {
  const m =
    /^(下|next\s*)?(?:个)?(?:周|星期|礼拜|週|禮拜)?([一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun)[a-z]*$/.exec(text)
  if (!m || (text.length === 1 && !/周|星期/.test(text))) return null
  const named = m[2] === '天' ? '日' : m[2]!
  const wanted = Math.max(WEEKDAYS.indexOf(named), ENGLISH.indexOf(named))
  const today = (now.getDay() + 6) % 7
  const ahead = m[1] ? wanted - today + 7 : (wanted - today + 7) % 7
  return shiftDay(dayOf(now), ahead)
}

/**
 * A day as people type it: 明天 · 周五 · 下周一 · +3 · 3 天后 · 11-22 · 1122 · 2026.11.22 · 20261122.
 * @returns YYYY-MM-DD, or null when it is none
 */
export function typedDay(typed: string, now = new Date()): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const named = NAMED.find(([name]) => name.test(text))
  if (named) return shiftDay(dayOf(now), named[1])
  const ahead = /^(?:\+(\d{1,3})|(\d{1,3})\s*(?:天|日|days?)(?:后|後)?)$/.exec(text)
  if (ahead) return shiftDay(dayOf(now), Number(ahead[1] ?? ahead[2]))
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (full) return real(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  if (short) return real(now.getFullYear(), Number(short[1]), Number(short[2]))
  return weekday(text, now)
}

/** A time of day as people type it: 14:30 · 1430 · 9 点 · 下午 3 点半 · 3pm. Answers HH:MM, or null. */
export function typedClock(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  const m = /^(上午|早上|下午|晚上|中午)?(\d{1,2})(?:[:点點时時]?(\d{2}|半)?分?)?(am|pm)?$/.exec(text)
  if (!m) return null
  const late = m[1] === '下午' || m[1] === '晚上' || m[4] === 'pm'
  const hour = Number(m[2]) + (late && Number(m[2]) < 12 ? 12 : 0)
  const minute = m[3] === '半' ? 30 : Number(m[3] ?? 0)
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}
