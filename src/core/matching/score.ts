import type { Entity, MatchAs } from '../entity'
import { words } from '../search/normal'
import { syllablesOf } from '../search/pinyin'
import { apart, companyName } from './company'
import { isCreditCode } from './creditCode'
import { comparables } from './keys'

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
  | 'similarCode'
  | 'sameBirthday'
  | 'similarBirthday'
  | 'sameAddress'
  | 'similarAddress'

export interface Score {
  score: number
  reasons: Reason[]
}

/** How much one thing in common says, alone: 1 would be proof. */
export type Weights = Readonly<Record<MatchAs, number>>
export const WEIGHTS: Weights = {
  company: 0.97,
  // People share names far more often than companies do.
  person: 0.5,
  code: 0.99,
  phone: 0.8,
  email: 0.85,
  domain: 0.6,
  employer: 0.35,
  birthday: 0.45,
  address: 0.4,
}

/** What one kind of sign says: how alike the two are and why; `against` is what it leaves of the rest when they differ. */
interface Sign {
  likeness: number
  reason?: Reason
  against?: number
}

/**
 * What two records have in common, from 0 to 1. Independent signs add up; what can be only one (a valid credit code, a birthday)
 * and differs speaks against.
 */
export function scoreOf(a: Named, b: Named, weights: Weights = WEIGHTS): Score {
  const reasons: Reason[] = []
  let doubt = 1
  let against = 1
  const add = (as: MatchAs, sign: Sign | null) => {
    if (!sign) return
    against *= sign.against ?? 1
    if (!sign.reason) return
    doubt *= 1 - sign.likeness * weights[as]
    reasons.push(sign.reason)
  }
  const name = a.names
    .flatMap(one => b.names.map(two => compareNames(one, two, a.as)))
    .reduce((best, next) => (next && (!best || next.likeness > best.likeness) ? next : best), null)
  add(a.as, name)
  for (const as of SIGNED) {
    const [mine, theirs] = [a.others.get(as), b.others.get(as)]
    if (mine && theirs) add(as, SIGNS[as](mine, theirs))
  }
  return { score: Math.round((1 - doubt) * against * 100) / 100, reasons }
}

/** What two records of an object have in common. */
export const likeness = (
  entity: Entity,
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  weights?: Weights,
): Score => {
  const one = named(entity, a)
  return scoreOf(one, named(entity, b, one), weights)
}

const SIGNED = ['code', 'phone', 'email', 'domain', 'employer', 'birthday', 'address'] as const

type Compare = (mine: readonly string[], theirs: readonly string[]) => Sign | null
const same =
  (reason: Reason): Compare =>
  (mine, theirs) =>
    mine.some(value => theirs.includes(value)) ? { likeness: 1, reason } : null

const SIGNS: Record<Exclude<MatchAs, 'company' | 'person'>, Compare> = {
  phone: same('samePhone'),
  email: same('sameEmail'),
  domain: same('sameDomain'),
  employer: same('sameEmployer'),
  code(mine, theirs) {
    if (mine.some(value => theirs.includes(value))) return { likeness: 1, reason: 'sameCreditCode' }
    // The check digit tells a slip of the pen from another company.
    if (mine.some(isCreditCode) && theirs.some(isCreditCode)) return { likeness: 0, against: 0.5 }
    return near(mine, theirs, 1) ? { likeness: 0.6, reason: 'similarCode' } : null
  },
  birthday(mine, theirs) {
    if (mine.some(value => theirs.includes(value))) return { likeness: 1, reason: 'sameBirthday' }
    return near(mine, theirs, 1) ? { likeness: 0.6, reason: 'similarBirthday' } : { likeness: 0, against: 0.75 }
  },
  address(mine, theirs) {
    const shared = Math.max(...mine.flatMap(one => theirs.map(two => pairsShared(one, two))))
    if (shared === 1) return { likeness: 1, reason: 'sameAddress' }
    return shared >= 0.55 ? { likeness: shared, reason: 'similarAddress' } : null
  },
}

const near = (mine: readonly string[], theirs: readonly string[], edits: number) =>
  mine.some(one => theirs.some(two => Math.abs(one.length - two.length) <= edits && distance(one, two) <= edits))

/** The part of their pairs of neighbours that two texts share (Dice). */
export function pairsShared(a: string, b: string): number {
  if (a === b) return 1
  const pairs = new Map<string, number>()
  for (let i = 0; i + 2 <= a.length; i++) pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1)
  let shared = 0
  for (let i = 0; i + 2 <= b.length; i++) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0
    if (left > 0) shared++
    pairs.set(b.slice(i, i + 2), left - 1)
  }
  return a.length + b.length > 2 ? (2 * shared) / (a.length + b.length - 2) : 0
}

/** A record ready for comparing: its names and the rest. */
export interface Named {
  /** Its name, and the short or former names it also goes by. */
  names: readonly string[]
  as: 'company' | 'person'
  others: ReadonlyMap<MatchAs, readonly string[]>
}

const nameFieldsOf = new WeakMap<Entity, string[]>()
function nameFields(entity: Entity): string[] {
  const before = nameFieldsOf.get(entity)
  if (before) return before
  const fields = Object.entries(entity.match ?? {}).flatMap(([name, as]) =>
    as === 'company' || as === 'person' ? [name] : [],
  )
  nameFieldsOf.set(entity, fields)
  return fields
}
export const natureOf = (entity: Entity): 'company' | 'person' =>
  Object.values(entity.match ?? {}).includes('person') ? 'person' : 'company'

/**
 * A record of an object, ready for comparing.
 * @param beside what it is compared with, where that is known: only signs that the other has, too, are read
 */
export function named(entity: Entity, row: Record<string, any>, beside?: Named): Named {
  const names = nameFields(entity).flatMap(name =>
    typeof row[name] === 'string' && row[name].trim() ? [row[name]] : [],
  )
  const others = new Map<MatchAs, string[]>()
  for (const { as, values } of comparables(entity, row, (as, text) => !beside || worthReading(beside, as, text)))
    others.set(as, [...(others.get(as) ?? []), ...values])
  return { names, as: natureOf(entity), others }
}

/** Telephone numbers are dear to read: one that lacks the last digits of the other's is another. */
function worthReading({ others }: Named, as: MatchAs, text: string): boolean {
  const theirs = others.get(as)
  if (!theirs || as !== 'phone') return !!theirs
  const digits = text.normalize('NFKC').replace(/\D+/g, '')
  return theirs.some(number => digits.includes(number.slice(-4)))
}

/** Less alike than this, two names are simply two names. */
const LIKE_MIN = 0.6

function compareNames(a: string, b: string, as: Named['as']): { likeness: number; reason: Reason } | null {
  const [one, two] = [companyName(a), companyName(b)]
  if (one.whole === two.whole) return { likeness: 1, reason: 'sameName' }
  if (as === 'person') return comparePeople(a, b)
  // Two places make two companies more often than not: 北京银行, 上海银行.
  const place = apart(one, two) ? 0.7 : 1
  if (one.core === two.core) return { likeness: 0.95 * place, reason: 'sameCompany' }
  // A character is a syllable, and reading them is dear.
  if (one.bare.length === two.bare.length && sounds(one.bare) === sounds(two.bare))
    return { likeness: 0.88 * place, reason: 'samePinyin' }
  const [short, long] = one.core.length < two.core.length ? [one.core, two.core] : [two.core, one.core]
  if (short.length >= 2 && long.includes(short)) {
    const ahead = long.startsWith(short) ? 0.1 : 0
    return { likeness: (0.55 + 0.3 * (short.length / long.length) + ahead) * place, reason: 'partOfName' }
  }
  const [brief, full] = one.whole.length < two.whole.length ? [one, two] : [two, one]
  const pieces = piecesOf(brief.bare, full.bare) ?? piecesOf(brief.bare, full.whole)
  if (brief.bare.length >= 2 && pieces)
    return { likeness: Math.max(LIKE_MIN, inPieces(0.76, pieces)) * place, reason: 'partOfName' }
  const slip = slipped(brief.bare, full.bare) ?? slipped(brief.bare, full.whole)
  const likeness = Math.max(
    nearly(one.core, two.core),
    nearly(one.whole, two.whole) - 0.1,
    wordsShared(a, b),
    slip ? Math.min(0.7, inPieces(0.66, slip)) : 0,
  )
  return likeness >= LIKE_MIN ? { likeness: likeness * 0.95 * place, reason: 'similarName' } : null
}

/**
 * How far names of several Latin words say the same, whatever their order: the words they share, a slip of the pen in a long one
 * allowed. A shared word of letters and digits (a type, a line) says more than the rest together.
 */
function wordsShared(a: string, b: string): number {
  if (!LATIN.test(a) || !LATIN.test(b)) return 0
  const [mine, theirs] = [latinWords(a), latinWords(b)]
  if (mine.length < 2 || theirs.length < 2) return 0
  const shared = mine.filter(one => theirs.some(two => one === two || (one.length > 4 && alike(one, two) >= 0.8)))
  const part = shared.length / Math.min(mine.length, theirs.length)
  if (shared.some(isType)) return 0.8 + 0.2 * part
  const likeness = (2 * shared.length) / (mine.length + theirs.length)
  return mine.some(isType) && theirs.some(isType) ? likeness * 0.7 : likeness
}
/** Latin letters and digits, of whatever width or accent. */
const LATIN = /[\p{Script=Latin}\p{N}]/u
const isType = (word: string) => word.length > 3 && /\d/.test(word) && /[a-z]/.test(word)
const latinWords = (text: string) => [
  ...new Set(
    words(text)
      .split(' ')
      .filter(word => /^[a-z0-9]+$/.test(word)),
  ),
]

/** People are called by the same sounds, with their names in another order, or with a slip of the pen in a longer name. */
function comparePeople(a: string, b: string): { likeness: number; reason: Reason } | null {
  const [one, two] = [words(a).split(' '), words(b).split(' ')]
  if (sounds(one.join('')) === sounds(two.join(''))) return { likeness: 0.8, reason: 'samePinyin' }
  if (one.length === 1 || two.length === 1) {
    const [short, long] = one.length < two.length ? [one[0]!, two] : [two[0]!, one]
    return long.length > 1 && short.length > 3 && long.some(part => alike(part, short) > 0.8)
      ? { likeness: 0.45, reason: 'partOfName' }
      : null
  }
  const straight = one.map((part, i) => (two[i] ? alike(part, two[i]) : 0))
  const crossed = one.map((part, i) => alike(part, two[one.length - 1 - i] ?? ''))
  const [best, mean] = [straight, crossed]
    .map(all => [all, all.reduce((sum, part) => sum + part, 0) / Math.max(one.length, two.length)] as const)
    .reduce((x, y) => (y[1] > x[1] ? y : x))
  return mean >= 0.7 || (best.some(part => part === 1) && mean >= 0.6)
    ? { likeness: mean * 0.95, reason: 'similarName' }
    : null
}
const alike = (a: string, b: string) => (a && b ? 1 - distance(a, b) / Math.max(a.length, b.length) : 0)
/** The same, where lengths that say that it is too little end the matter. */
const nearly = (a: string, b: string) =>
  Math.min(a.length, b.length) / Math.max(a.length, b.length) >= LIKE_MIN ? alike(a, b) : 0

/** How a short name lies in a long one: in how many pieces, and how long the longest of them is. */
interface Pieces {
  count: number
  longest: number
}
/** Few and long pieces say more than many short ones. */
const inPieces = (most: number, { count, longest }: Pieces) => most - 0.05 * (count - 1) + 0.03 * (longest - 2)

/**
 * The pieces of a long name that a short one is made of, in their order and from its beginning (宝钢 of 宝山钢铁, 哈高科 of
 * 哈尔滨高科技); null when it isn't.
 */
const piecesOf = (short: string, long: string): Pieces | null => (short[0] === long[0] ? within(short, long) : null)

/** The same for a short name with one wrong character, wherever in the long one it lies; single characters are no evidence. */
function slipped(short: string, long: string): Pieces | null {
  if (short.length < 3) return null
  let best: Pieces | null = null
  for (let i = 0; i < short.length; i++) {
    const pieces = within(short.slice(0, i) + short.slice(i + 1), long)
    if (pieces && pieces.longest > 1 && (!best || inPieces(0, pieces) > inPieces(0, best))) best = pieces
  }
  return best
}

function within(short: string, long: string): Pieces | null {
  let [count, longest, length] = [0, 0, 0]
  let last = -2
  for (const unit of short) {
    const at = long.indexOf(unit, last + 1)
    if (at < 0) return null
    length = at === last + 1 && count > 0 ? length + 1 : 1
    if (length === 1) count++
    longest = Math.max(longest, length)
    last = at
  }
  return { count, longest }
}

const sounds = (text: string) => {
  const characters = Array.from(text)
  return syllablesOf(text)
    .map((syllable, i) => syllable || characters[i])
    .join(' ')
}

/** Edits between two texts, two neighbours exchanged counting as one (restricted Damerau–Levenshtein). */
export function distance(one: string, two: string): number {
  let [from, a, b] = [0, one.length, two.length]
  while (from < a && from < b && one[from] === two[from]) from++
  while (a > from && b > from && one[a - 1] === two[b - 1]) [a, b] = [a - 1, b - 1]
  return edits(one.slice(from, a), two.slice(from, b))
}

function edits(a: string, b: string): number {
  if (!a || !b) return a.length + b.length
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
