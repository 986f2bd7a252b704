import type { Label, Lang } from '../entity/label'
import { type Messages, messages } from './messages'
import { traditional } from './traditional'

const sentences = new Map<string, Label>(Object.entries(messages))

/** Adds the sentences of a slice; its codes begin with the slice's own words, and none may be said in two ways. */
export function learn(more: Messages): void {
  for (const [code, label] of Object.entries(more)) {
    const known = sentences.get(code)
    if (known && known[0] !== label[0]) throw new Error(`Two sentences for ${code}`)
    sentences.set(code, label)
  }
}

/** The sentence of a refusal in a language; the code itself when it has none. */
export function say(code: string, params: Readonly<Record<string, string | number>>, lang: Lang): string {
  const sentence = sentences.get(code)
  if (!sentence) return code
  return labelIn(sentence, lang).replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = params[key]
    return value === undefined ? whole : typeof value === 'number' ? figure(value) : value
  })
}

/** A word in a language. Traditional Chinese is derived from the simplified unless the label gives it. */
export function labelIn(label: Label, lang: Lang): string {
  if (lang === 'en') return label[1]
  return lang === 'zh-TW' ? (label[2] ?? traditional(label[0])) : label[0]
}

/** Text that people typed in simplified Chinese (a dictionary's label) with its English beside it, when there is one. */
export const textIn = (zh: string, en: string | null | undefined, lang: Lang) => labelIn([zh, en || zh], lang)

const figure = (value: number) => (Math.abs(value) < 10_000 ? String(value) : value.toLocaleString('en-US'))
