import { pinyin } from 'pinyin-pro'

export const FIELD_NAME = /^[a-z][a-zA-Z0-9]{0,39}$/
export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/

/** A field name from its label: 参展意向 → canzhanyixiang, VIP 等级 → vipDengji. A number is added until it is none of `taken`. */
export function fieldNameFrom(label: string, taken: (name: string) => boolean): string {
  const all = words(label)
  const [first = 'field', ...rest] = all.slice(all.findIndex(word => /^[a-z]/.test(word)))
  const name = first + rest.map(word => word[0]!.toUpperCase() + word.slice(1)).join('')
  return untaken(/^[a-z]/.test(name) ? name.slice(0, 36) : 'field', '', taken)
}

/** A dictionary code from its label: 有意向 → youyixiang. */
export const codeFrom = (label: string, taken: (code: string) => boolean): string =>
  untaken(words(label).join('-').slice(0, 50).replace(/-$/, '') || 'item', '-', taken)

/** A text's words in lower-case Latin letters and digits; a run of Chinese is one word, in pinyin. */
const words = (label: string): string[] =>
  (
    label
      .normalize('NFKC')
      .slice(0, 60)
      .match(/\p{Script=Han}+|[A-Za-z]+|\d+/gu) ?? []
  )
    .map(word =>
      pinyin(word, { toneType: 'none', type: 'array', v: true })
        .join('')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean)

function untaken(wanted: string, joint: string, taken: (name: string) => boolean): string {
  if (!taken(wanted)) return wanted
  for (let n = 2; ; n++) if (!taken(`${wanted}${joint}${n}`)) return `${wanted}${joint}${n}`
}
