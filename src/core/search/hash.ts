/** What a term says about a record. Each class hashes apart, so that a phone's digits never meet a word's. */
export type TermClass =
  | 'text'
  | 'first'
  | 'syllables'
  | 'firstSyllable'
  | 'initials'
  | 'firstInitials'
  | 'phone'
  | 'phoneTail'
  | 'match'
  | 'gap'
  | 'sound'
  | 'scope'

const CLASSES: Record<TermClass, number> = {
  text: 0,
  first: 1,
  syllables: 2,
  firstSyllable: 3,
  initials: 4,
  firstInitials: 5,
  phone: 6,
  phoneTail: 7,
  match: 8,
  scope: 9,
  gap: 10,
  sound: 11,
}

/**
 * A term as the index keeps it: 31 bits of a hash over tenant, class and text (MurmurHash3's mixing, Austin Appleby, public
 * domain). Scopes are negative and everything else is not, so one can be replaced without the other. What is found by hash
 * is compared with the text itself before anybody sees it.
 * @param start, end the part of `text` that is the term; all of it unless given
 */
export function hash(tenant: number, kind: TermClass, text: string, start = 0, end = text.length): number {
  let h = Math.imul(tenant, 31) + CLASSES[kind]
  for (let i = start; i < end; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64
  }
  h ^= end - start
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  const bits = (h ^ (h >>> 16)) >>> 1
  return kind === 'scope' ? -1 - bits : bits
}
