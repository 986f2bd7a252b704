import { simplified } from '../i18n/simplified'

/** Characters that separate words: whatever is neither letter, digit nor symbol. */
const SEPARATES = /[^\p{L}\p{N}\p{S}]/u

const known = new Map<string, string>()
/** Enough for every character in use; a text of nothing but rare ones starts the memory afresh. */
const KNOWN_MAX = 50_000

/**
 * One character as comparisons see it: width, case, accents, and the script of Chinese levelled; a separator becomes a blank.
 * Each character stands for itself, whatever its neighbours, so a part of a text stays a part of it when both are levelled.
 */
function level(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const plain = character
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll('ς', 'σ')
  const levelled = Array.from(plain, c => (SEPARATES.test(c) ? ' ' : c > '\u2e7f' ? simplified(c) : c)).join('')
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(character, levelled)
  return levelled
}

/** Text levelled (width, case, accents, simplified), its words parted by single blanks. */
export function words(text: string): string {
  let out = ''
  for (const character of text) out += level(character)
  return out.replace(/ +/g, ' ').trim()
}

/** Text levelled, without anything between its letters, digits and symbols: what search compares. */
export function squeeze(text: string): string {
  let out = ''
  for (const character of text) {
    const levelled = level(character)
    if (levelled !== ' ') out += levelled.includes(' ') ? levelled.replaceAll(' ', '') : levelled
  }
  return out
}

/** True for a character of the Chinese script. */
export const isHan = (character: string) => /\p{Script=Han}/u.test(character)
