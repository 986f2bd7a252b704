import { Invalid, type Kind } from '../kind'
import { parseText, text } from './text'

/** Kept as typed (extensions and several numbers are common); digits are what search and comparison use. */
export const phone: Kind<string | null> = {
  ...text,
  icon: 'phone',
  parse(value) {
    const typed = parseText(value, 100)
    if (typed === null || typed instanceof Invalid) return typed
    const digits = typed.normalize('NFKC').replace(/\D/g, '')
    if (digits.length < 3 || !/^[\d\s()+\-–—.,，、;；/*#转轉分机機extEXT~_]+$/.test(typed.normalize('NFKC')))
      return new Invalid('field.notPhone')
    // Eleven digits make a mobile number; one missing is the commonest slip, so it is named.
    if (/^1[3-9][\d\s-]+$/.test(typed) && digits.length !== 11 && digits.length >= 9 && digits.length <= 13) {
      return new Invalid(digits.length < 11 ? 'field.mobileShort' : 'field.mobileLong', {
        count: Math.abs(11 - digits.length),
      })
    }
    return typed
  },
  schema: () => ({ type: 'string', maxLength: 100 }),
}
