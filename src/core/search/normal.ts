import { simplified } from '../i18n/simplified'

/** Characters that separate words: whatever is neither letter, digit nor symbol. */
const SEPARATES = /[^\p{L}\p{N}\p{S}]/u

/** Levelled characters by their code: nearly every text is made of these few thousand. */
const known: (string | undefined)[] = []

/**
 * One character as comparisons see it: width, case, accents, and the script of Chinese levelled; a separator becomes a blank.
 * Each character stands for itself, whatever its neighbours, so a part of a text stays a part of it when both are levelled.
 */
function levelled(character: string): string {
  const plain = character
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll('ς', 'σ')
  return Array.from(plain, c => (SEPARATES.test(c) ? ' ' : c > '\u2e7f' ? simplified(c) : c)).join('')
}

function level(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      const pair = text.charCodeAt(i + 1)
      if (pair >= 0xdc00 && pair < 0xe000) {
        out += levelled(text.slice(i, i + 2))
        i++
        continue
      }
    }
    out += known[code] ??= levelled(text.charAt(i))
  }
  return out
}

/** Text levelled (width, case, accents, simplified), its words parted by single blanks. */
export const words = (text: string): string => {
  const plain = level(text)
  return plain.includes(' ') ? plain.replace(/ +/g, ' ').trim() : plain
}

/** Text levelled, without anything between its letters, digits and symbols: what search compares. */
export const squeeze = (text: string): string => {
  const plain = level(text)
  return plain.includes(' ') ? plain.replaceAll(' ', '') : plain
}

/** True for a character of the Chinese script. */
export const isHan = (character: string) => /\p{Script=Han}/u.test(character)
