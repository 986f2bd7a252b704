import { Invalid, type Kind } from '../kind'
import { parseText, text } from './text'

/** A web address. Only http and https: a `javascript:` link would run in a colleague's browser. */
export const url: Kind<string | null> = {
  ...text,
  icon: 'globe',
  parse(value) {
    const typed = parseText(value, 2000)
    if (typeof typed !== 'string') return typed
    const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`
    if (!URL.canParse(full)) return new Invalid('field.notUrl')
    const { protocol, hostname } = new URL(full)
    return /^https?:$/.test(protocol) && hostname.includes('.') ? typed : new Invalid('field.notUrl')
  },
  schema: () => ({ type: 'string', maxLength: 2000 }),
}
