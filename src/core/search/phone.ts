/** How many last digits find a number. */
export const TAIL = 4

/** The digits of a text that is nothing but a number as people write one; else nothing. */
export function digitsOf(text: string): string {
  const plain = text.normalize('NFKC').trim()
  return /^[+(]?[\d\s()\-–—.]+$/.test(plain) ? plain.replace(/\D/g, '') : ''
}

/**
 * The numbers of a phone field («138 0013 8000、028-8588 1234 转 801»), each as digits that compare: without China's country
 * code, a trunk 0 in front of an area code kept, extensions left out.
 */
export function numbersIn(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[、,，;；/~]|\s{2,}/)
    .map(part => part.replace(/(转|轉|分机|分機|ext|x|#|\*).*$/i, '').replace(/\D/g, ''))
    .filter(digits => digits.length >= 3)
    .map(domestic)
}

function domestic(digits: string): string {
  const rest = /^(?:00)?86(1[3-9]\d{9}|0?[2-9]\d{8,10})$/.exec(digits)?.[1]
  if (!rest) return digits
  return /^[1-9]\d{10}$/.test(rest) && rest.startsWith('1') ? rest : rest.startsWith('0') ? rest : `0${rest}`
}
