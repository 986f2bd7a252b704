import type { MatchAs } from '../entity'
import { syllablesOf } from '../search/pinyin'
import { companyName } from './company'
import { isCreditCode } from './creditCode'
import type { Comparable } from './keys'

/** Why two records may be the same; each has its sentence. */
export type Reason =
  | 'sameName'
  | 'sameCompany'
  | 'samePinyin'
  | 'partOfName'
  | 'similarName'
  | 'samePhone'
  | 'sameEmail'
  | 'sameCreditCode'
  | 'sameDomain'
  | 'sameEmployer'

export interface Score {
  score: number
  reasons: Reason[]
}

/** How much one thing in common says, alone: 1 would be proof. */
const WEIGHT: Record<Exclude<MatchAs, 'company' | 'person'>, number> = {
  code: 0.99,
  phone: 0.8,
  email: 0.85,
  domain: 0.6,
  employer: 0.35,
}
const REASON: Record<Exclude<MatchAs, 'company' | 'person'>, Reason> = {
  code: 'sameCreditCode',
  phone: 'samePhone',
  email: 'sameEmail',
  domain: 'sameDomain',
  employer: 'sameEmployer',
}
/** People share names far more often than companies do. */
const PERSON = 0.5

/** What two records have in common, from 0 to 1. Independent signs add up; two valid but different credit codes speak against. */
export function scoreOf(a: Named, b: Named): Score {
  const reasons: Reason[] = []
  let doubt = 1
  const add = (weight: number, reason: Reason) => {
    doubt *= 1 - weight
    reasons.push(reason)
  }
  const name = a.names
    .flatMap(one => b.names.map(two => compareNames(one, two, a.as)))
    .reduce((best, next) => (next && (!best || next.likeness > best.likeness) ? next : best), null)
  if (name) add(name.likeness * (a.as === 'person' ? PERSON : 0.97), name.reason)
  for (const as of ['code', 'phone', 'email', 'domain', 'employer'] as const) {
    const theirs = new Set(valuesOf(b, as))
    if (valuesOf(a, as).some(value => theirs.has(value))) add(WEIGHT[as], REASON[as])
  }
  const codes = [valuesOf(a, 'code'), valuesOf(b, 'code')].map(all => all.filter(isCreditCode))
  const contradicted = codes[0]!.length > 0 && codes[1]!.length > 0 && !codes[0]!.some(code => codes[1]!.includes(code))
  return { score: Math.round((1 - doubt) * (contradicted ? 0.5 : 1) * 100) / 100, reasons }
}

/** A record ready for comparing: its names and the rest. */
export interface Named {
  /** Its name, and the short or former names it also goes by. */
  names: readonly string[]
  as: 'company' | 'person'
  others: readonly Comparable[]
}

const valuesOf = (record: Named, as: MatchAs) => record.others.filter(c => c.as === as).flatMap(c => c.values)

/** Less alike than this, two names are simply two names. */
const LIKE_MIN = 0.6

function compareNames(a: string, b: string, as: Named['as']): { likeness: number; reason: Reason } | null {
  const [one, two] = [companyName(a), companyName(b)]
  if (one.whole === two.whole) return { likeness: 1, reason: 'sameName' }
  if (as === 'person') return sounds(one.whole) === sounds(two.whole) ? { likeness: 0.8, reason: 'samePinyin' } : null
  // Two places make two companies more often than not: 北京银行, 上海银行.
  const place = one.place && two.place && one.place !== two.place ? 0.7 : 1
  if (one.core === two.core) return { likeness: 0.95 * place, reason: 'sameCompany' }
  if (sounds(one.bare) === sounds(two.bare)) return { likeness: 0.88 * place, reason: 'samePinyin' }
  const [short, long] = one.core.length < two.core.length ? [one.core, two.core] : [two.core, one.core]
  if (short.length >= 2 && long.includes(short)) {
    const ahead = long.startsWith(short) ? 0.1 : 0
    return { likeness: (0.55 + 0.3 * (short.length / long.length) + ahead) * place, reason: 'partOfName' }
  }
  const [brief, full] = one.whole.length < two.whole.length ? [one, two] : [two, one]
  const runs = runsOf(brief.bare, full.bare) || runsOf(brief.bare, full.whole)
  if (brief.bare.length >= 2 && runs > 0)
    return { likeness: Math.max(LIKE_MIN, 0.8 - 0.06 * runs) * place, reason: 'partOfName' }
  const likeness = Math.max(
    1 - distance(one.core, two.core) / long.length,
    1 - distance(one.whole, two.whole) / Math.max(one.whole.length, two.whole.length) - 0.1,
  )
  return likeness >= LIKE_MIN ? { likeness: likeness * 0.95 * place, reason: 'similarName' } : null
}

/**
 * How many pieces of a long name a short one is made of, in their order and from its beginning (宝钢 of 宝山钢铁, 哈高科 of
 * 哈尔滨高科技); 0 when it isn't.
 */
function runsOf(short: string, long: string): number {
  if (short[0] !== long[0]) return 0
  let runs = 0
  let last = -2
  for (const unit of short) {
    const at = long.indexOf(unit, last + 1)
    if (at < 0) return 0
    if (at !== last + 1) runs++
    last = at
  }
  return runs
}

const sounds = (text: string) => {
  const characters = Array.from(text)
  return syllablesOf(text)
    .map((syllable, i) => syllable || characters[i])
    .join(' ')
}

/** Edits between two texts, two neighbours exchanged counting as one (restricted Damerau–Levenshtein). */
export function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      now[j] = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        now[j] = Math.min(now[j]!, before[j - 2]! + 1)
    }
    ;[before, last] = [last, now]
  }
  return last[b.length]!
}
