import { hash } from './hash'
import { isHan, squeeze, words } from './normal'
import { digitsOf, numbersIn, TAIL } from './phone'
import { initialsOf, readsAs, segment, syllablesFrom, syllablesOf } from './pinyin'

/** A text of a record by which it can be found. */
export interface SearchedText {
  field: string
  text: string
  /** 'name' and 'person' are found by pinyin too; a person's begins with a surname. */
  as: 'text' | 'name' | 'person' | 'phone'
}

/** Longer texts are searched in their first part only: a search is no archive. */
const TEXT_MAX = 2_000
const READ_MAX = 60
const ASCII = /^[a-z0-9]+$/

/**
 * The terms under which a record is found, and its texts levelled for comparing: one line per field, `field=text`; the title,
 * which is the first, stands alone on its line so that the beginning of `norm` is the beginning of the title.
 */
export function documentTerms(tenant: number, texts: readonly SearchedText[]): { norm: string; terms: Set<number> } {
  const terms = new Set<number>()
  const lines = texts.map(({ field, text, as }, i) => {
    const line =
      as === 'phone' ? numbersIn(text).join(',') : squeeze(text.length > TEXT_MAX ? text.slice(0, TEXT_MAX) : text)
    if (as === 'phone') for (const number of line.split(',')) addNumber(tenant, number, terms)
    else addText(tenant, line, terms)
    if (as === 'name' || as === 'person') addReading(tenant, line.slice(0, READ_MAX), as === 'person', terms)
    if (i === 0 && line) terms.add(hash(tenant, 'first', line.charAt(0)))
    return i === 0 ? line : `${field}=${line}`
  })
  return { norm: lines.join('\n'), terms }
}

/**
 * Pairs of neighbours; runs of Latin letters and digits in threes too, for there are too few pairs of them to tell records apart.
 * Two digits inside a longer run are not even that: half of all numbers and codes would answer to them.
 */
function addText(tenant: number, text: string, terms: Set<number>): void {
  for (let i = 0; i + 2 <= text.length; i++) {
    const plain = isPlain(text, i) && isPlain(text, i + 1)
    const three = plain && i + 3 <= text.length && isPlain(text, i + 2)
    if (three) terms.add(hash(tenant, 'text', text, i, i + 3))
    if ((three || (i > 0 && isPlain(text, i - 1))) && isTwoDigits(text, i)) continue
    terms.add(hash(tenant, 'text', text, i, i + 2))
  }
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57
const isTwoDigits = (text: string, at: number) => isDigit(text.charCodeAt(at)) && isDigit(text.charCodeAt(at + 1))

/** True for a levelled Latin letter or digit, which `ASCII` says of whole texts. */
const isPlain = (text: string, at: number) => {
  const unit = text.charCodeAt(at)
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}

function addReading(tenant: number, text: string, person: boolean, terms: Set<number>): void {
  const syllables = syllablesOf(text, person)
  // In a text without Chinese they would only repeat its letters.
  if (!syllables.some(Boolean)) return
  if (syllables[0]) terms.add(hash(tenant, 'firstSyllable', syllables[0]))
  for (let i = 0; i + 1 < syllables.length; i++) {
    if (syllables[i] && syllables[i + 1]) terms.add(hash(tenant, 'syllables', `${syllables[i]} ${syllables[i + 1]}`))
  }
  const initials = initialsOf(Array.from(text), syllables)
  for (let i = 0; i + 2 < initials.length; i++) {
    if (initials[i] && initials[i + 1] && initials[i + 2])
      terms.add(hash(tenant, 'initials', initials[i]! + initials[i + 1] + initials[i + 2]))
  }
  if (initials[0] && initials[1]) terms.add(hash(tenant, 'firstInitials', initials[0] + initials[1]))
}

function addNumber(tenant: number, number: string, terms: Set<number>): void {
  if (!number) return
  terms.add(hash(tenant, 'phone', number))
  if (number.length >= TAIL) terms.add(hash(tenant, 'phoneTail', number, number.length - TAIL))
}

/** Records that have all of `all` and, unless it is empty, one of `any`. */
export interface Alternative {
  all: number[]
  any: number[]
}

/** A search as the index can answer it. A record may be meant that fits one of `alternatives`; `fit` says how well it does. */
export interface Question {
  /** The levelled text: titles that begin with it come first. */
  text: string
  alternatives: Alternative[]
  fit(norm: string, reading: Reading): Fit | null
}
/** How the caller may read a field of the record at hand, and whether the title's pinyin is a person's. */
export interface Reading {
  access(field: string): 'none' | 'masked' | 'whole'
  titleField: string
  person: boolean
  phone(field: string): boolean
  /** Fields that are read aloud as names. */
  named(field: string): boolean
}
/** Smaller is better: the whole title, its beginning, inside it, by its sound, in another field. */
export type Fit = 0 | 1 | 2 | 3 | 4

const TERMS_MAX = 12
const QUERY_MAX = 200

/** What a typed text asks for. It never fails; a text of nothing but punctuation asks for nothing. */
export function question(tenant: number, typed: string): Question {
  const parts = words(typed.slice(0, QUERY_MAX)).split(' ').filter(Boolean)
  const text = parts.join('')
  const letters = /^[a-z]+$/.test(text) ? text : ''
  const digits = digitsOf(typed)
  const alternatives: Alternative[] = []
  if (text.length === 1) alternatives.push({ all: [hash(tenant, 'first', text)], any: [] })
  else if (text) alternatives.push({ all: textTerms(tenant, text), any: [] })
  const long = parts.filter(p => p.length >= 2)
  if (parts.length > 1 && long.length > 0)
    alternatives.push({ all: [...new Set(long.flatMap(p => textTerms(tenant, p)))].slice(0, TERMS_MAX), any: [] })
  alternatives.push(...readings(tenant, letters))
  if (text.length >= 2 && text.length <= 20 && ASCII.test(text) && !/^\d+$/.test(text)) {
    const threes =
      text.length === 2
        ? [hash(tenant, 'firstInitials', text)]
        : range(text.length - 2).map(i => hash(tenant, 'initials', text.slice(i, i + 3)))
    alternatives.push({ all: threes, any: [] })
  }
  if (digits.length >= TAIL) {
    alternatives.push({ all: [hash(tenant, 'phoneTail', digits.slice(-TAIL))], any: [] })
    if (digits.length > TAIL) alternatives.push({ all: numbersIn(digits).map(n => hash(tenant, 'phone', n)), any: [] })
  }
  return { text, alternatives, fit: (norm, reading) => judge(norm, reading, text, parts, letters, digits) }
}

/** The fewest terms that hold a text together: threes of Latin letters, pairs elsewhere. */
function textTerms(tenant: number, text: string): number[] {
  const three = (i: number) => i >= 0 && i + 3 <= text.length && ASCII.test(text.slice(i, i + 3))
  const terms: number[] = []
  for (let i = 0; i + 2 <= text.length; i++) {
    if (three(i)) terms.push(hash(tenant, 'text', text.slice(i, i + 3)))
    else if (!three(i - 1) && (text.length === 2 || !isTwoDigits(text, i)))
      terms.push(hash(tenant, 'text', text.slice(i, i + 2)))
  }
  return [...new Set(terms)].slice(0, TERMS_MAX)
}

/** One alternative per way to read the letters as syllables. The last may be unfinished, so all it could become are looked for. */
function readings(tenant: number, letters: string): Alternative[] {
  return segment(letters).map(way => {
    const last = way.at(-1)!
    if (way.length === 1) return { all: [], any: syllablesFrom(last).map(s => hash(tenant, 'firstSyllable', s)) }
    const pairs = range(way.length - 2).map(i => hash(tenant, 'syllables', `${way[i]} ${way[i + 1]}`))
    return {
      all: pairs.slice(0, TERMS_MAX),
      any: syllablesFrom(last).map(s => hash(tenant, 'syllables', `${way.at(-2)} ${s}`)),
    }
  })
}

function judge(
  norm: string,
  reading: Reading,
  text: string,
  parts: readonly string[],
  letters: string,
  digits: string,
): Fit | null {
  if (!text && !digits) return null
  const shown: string[] = []
  let best: Fit | null = null
  const found = (as: Fit) => {
    if (best === null || as < best) best = as
  }
  norm.split('\n').forEach((line, i) => {
    const field = i === 0 ? reading.titleField : line.slice(0, line.indexOf('='))
    const value = i === 0 ? line : line.slice(field.length + 1)
    const access = reading.access(field)
    if (access === 'none') return
    if (reading.phone(field)) {
      if (
        digits &&
        value
          .split(',')
          .some(
            n =>
              (access === 'whole' ? n.endsWith(digits) && digits.length >= TAIL : n.slice(-TAIL) === digits) ||
              numbersIn(digits).includes(n),
          )
      )
        found(4)
      return
    }
    // Of what is masked, only one who knows all of it may find the record.
    if (access === 'masked') {
      if (text && value === text) found(4)
      return
    }
    shown.push(value)
    if (text && value.includes(text)) found(i > 0 ? 4 : value === text ? 0 : value.startsWith(text) ? 1 : 2)
    else if (
      text &&
      ASCII.test(text) &&
      reading.named(field) &&
      soundsLike(value.slice(0, READ_MAX), reading.person && i === 0, text, letters)
    )
      found(i > 0 ? 4 : 3)
  })
  if (best === null && parts.length > 1 && parts.every(part => shown.some(value => value.includes(part)))) found(4)
  return best
}

function soundsLike(value: string, person: boolean, text: string, letters: string): boolean {
  const characters = Array.from(value)
  if (!characters.some(isHan)) return false
  const syllables = syllablesOf(value, person)
  // A character without an initial stands between others and must not join them.
  const initials = initialsOf(characters, syllables)
    .map(one => one || ' ')
    .join('')
  return initials.includes(text) || (letters !== '' && readsAs(syllables, letters))
}

const range = (length: number) => Array.from({ length: Math.max(0, length) }, (_, i) => i)
