/** Digits and capitals of the 统一社会信用代码, without I, O, Z, S, V (GB 32100-2015, table 1). */
const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The code as it compares: without blanks, upper case, half width. */
export const creditCodeOf = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** True when `text` is a 统一社会信用代码 of 18 places whose check digit is right (GB 32100-2015: weights 3^i mod 31). */
export function isCreditCode(text: string): boolean {
  const code = creditCodeOf(text)
  if (code.length !== 18) return false
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    const value = DIGITS.indexOf(character)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return DIGITS[(31 - (sum % 31)) % 31] === code[17]
}
