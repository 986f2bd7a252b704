import { raw, type Sql } from '../../core/db/statement'
import type { Label } from '../../core/entity'
import { learn } from '../../core/i18n/say'

/** The caller's day, as sources ask about it. */
export interface Day {
  today: string
  /** The day so many days from today. */
  ahead(days: number): string
  now: Sql
  /** What is the caller's own, under alias t, and not in the bin. */
  mine: Sql
  me: Sql
  /** The Chinese day of an instant. */
  dayOf(at: Sql): Sql
}

/** What a source tells of each duty, under alias t; `from` says which they are, those that have waited longest first. */
export interface Duties {
  from: Sql
  title: Sql
  due: Sql
  /** One of the source's kinds, where it has several. */
  kind?: Sql
  account?: Sql
  /** What the sentence names beside the days. */
  detail?: Sql
  /** The opportunity whose worth it bears; the customer's largest unless given. */
  sale?: Sql
  /** What it is worth itself, in minor units of a currency, instead. */
  worth?: { amount: Sql; currency: Sql }
}

/** How a kind of duty looks and what is said of it: by whether it is late, due today, or soon. `{n}` are the days, `{detail}` the detail. */
export interface DutyKind {
  icon: string
  says: Label
  late?: Label
  today?: Label
  soon?: Label
}

export interface DutySource {
  object: string
  kinds: Readonly<Record<string, DutyKind>>
  /** Dictionary of which `detail` is a value. */
  details?: string
  /** @returns what of the object's records the caller should do something about */
  find(day: Day): Duties
}

const all: DutySource[] = []
export const sources = (): readonly DutySource[] => all

/** A slice says here what of its records somebody should do something about, and when: it stands among what they have to do today. */
export function duty(source: DutySource): void {
  all.push(source)
  for (const [kind, { says, late = says, today = says, soon = says }] of Object.entries(source.kinds))
    learn({ [`today.${kind}.late`]: late, [`today.${kind}.today`]: today, [`today.${kind}.soon`]: soon })
}

/** Nothing, of a type. */
export const none = (type: 'uuid' | 'text' | 'float8'): Sql => raw(`null::${type}`)
