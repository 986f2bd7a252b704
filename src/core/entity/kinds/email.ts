import { Invalid, type Kind } from '../kind'
import { parseText, text } from './text'

export const email: Kind<string | null> = {
  ...text,
  icon: 'mail',
  parse(value) {
    const typed = parseText(value, 254)
    if (typeof typed !== 'string') return typed
    return /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@.<>"(),:;[\]\\]+$/u.test(typed)
      ? typed
      : new Invalid('field.notEmail', { text: typed.slice(0, 40) })
  },
  schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
}
