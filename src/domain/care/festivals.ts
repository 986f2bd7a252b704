import { dayNumber, dayText, solarOf } from '../../core/calendar/lunar'
import type { Label } from '../../core/entity'

interface Festival {
  code: string
  label: Label
  /** `lunar`: month and day of the lunar calendar; `eve`: the day before it. */
  on: { solar: readonly [number, number] } | { lunar: readonly [number, number]; eve?: true }
}

/** Days on which Chinese companies greet their customers. */
export const FESTIVALS: readonly Festival[] = [
  { code: 'new-year', label: ['元旦', 'New Year'], on: { solar: [1, 1] } },
  { code: 'laba', label: ['腊八', 'Laba'], on: { lunar: [12, 8] } },
  { code: 'new-years-eve', label: ['除夕', 'Lunar New Year’s Eve'], on: { lunar: [1, 1], eve: true } },
  { code: 'spring', label: ['春节', 'Spring Festival'], on: { lunar: [1, 1] } },
  { code: 'lantern', label: ['元宵节', 'Lantern Festival'], on: { lunar: [1, 15] } },
  { code: 'women', label: ['妇女节', 'Women’s Day'], on: { solar: [3, 8] } },
  { code: 'labour', label: ['劳动节', 'Labour Day'], on: { solar: [5, 1] } },
  { code: 'dragon-boat', label: ['端午节', 'Dragon Boat Festival'], on: { lunar: [5, 5] } },
  { code: 'qixi', label: ['七夕', 'Qixi'], on: { lunar: [7, 7] } },
  { code: 'teachers', label: ['教师节', 'Teachers’ Day'], on: { solar: [9, 10] } },
  { code: 'mid-autumn', label: ['中秋节', 'Mid-Autumn Festival'], on: { lunar: [8, 15] } },
  { code: 'national', label: ['国庆节', 'National Day'], on: { solar: [10, 1] } },
  { code: 'double-ninth', label: ['重阳节', 'Double Ninth'], on: { lunar: [9, 9] } },
]

/** The day on which a festival falls in a year of its calendar. */
export function festivalDay(code: string, year: number): string | null {
  const on = FESTIVALS.find(each => each.code === code)?.on
  if (!on) return null
  if ('solar' in on) return `${year}-${two(on.solar[0])}-${two(on.solar[1])}`
  const day = solarOf({ year, month: on.lunar[0], leap: false, day: on.lunar[1] })
  return day && on.eve ? dayText(dayNumber(day) - 1) : day
}
const two = (n: number) => String(n).padStart(2, '0')
