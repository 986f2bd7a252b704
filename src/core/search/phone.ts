/** How many last digits find a number. */
export const TAIL = 4

/** The digits of a text that is nothing but a number as people write one; else nothing. */
export function digitsOf(text: string): string {
  const plain = text.normalize('NFKC').trim()
  return /^[+(]?[\d\s()\-–—.]+$/.test(plain) ? plain.replace(/\D/g, '') : ''
}

/** The numbers of a phone field one by one, as digits with a leading + where one was typed; extensions left out. */
export function partsIn(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[、,，;；/~]|\s{2,}/)
    .map(part =>
      part
        .replace(/(转|轉|分机|分機|ext|x|#|\*).*$/i, '')
        .replace(/(?!^\s*\+)\D/g, '')
        .trim(),
    )
    .filter(number => number.length >= 3)
}

/** The same as they compare in a search: without China's country code, a trunk 0 in front of an area code kept. */
export const numbersIn = (text: string): string[] => partsIn(text).map(number => domestic(number.replace('+', '')))

function domestic(digits: string): string {
  const rest = /^(?:00)?86(1[3-9]\d{9}|0?[2-9]\d{8,10})$/.exec(digits)?.[1]
  if (!rest) return digits
  return /^[1-9]\d{10}$/.test(rest) && rest.startsWith('1') ? rest : rest.startsWith('0') ? rest : `0${rest}`
}
