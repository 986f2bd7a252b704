import { useSyncExternalStore } from 'react'
import { LANGS, type Lang } from '../../core/entity/label'
import * as shared from './words'

/**
 * Our own sentences. Each folder keeps its own in a `words.ts` that exports `zhCN` and `en` (`zhTW` is added while building);
 * a component reads them with `useWords(words)` after `import * as words from './words'`, the shared ones with `useWords()`.
 */
export interface Words<W> {
  zhCN: W
  en: W
  zhTW?: W
}
type Shared = typeof shared.zhCN

const isLang = (value: unknown): value is Lang => LANGS.includes(value as Lang)

function spokenHere(): Lang {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem('lang')
  if (isLang(kept)) return kept
  const asked = typeof navigator === 'undefined' ? 'zh-CN' : navigator.language
  if (/^zh-(hant|tw|hk|mo)/i.test(asked)) return 'zh-TW'
  return /^zh/i.test(asked) ? 'zh-CN' : /^en/i.test(asked) ? 'en' : 'zh-CN'
}

let lang = spokenHere()
const listeners = new Set<() => void>()

export const currentLang = (): Lang => lang
/** Speaks another language from now on, here and after a reload. */
export function speak(next: Lang): void {
  localStorage.setItem('lang', next)
  if (typeof document !== 'undefined') document.documentElement.lang = next
  if (next === lang) return
  lang = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useLang = (): Lang => useSyncExternalStore(subscribe, currentLang)

/** Sentences in a language; for code outside of components, in the current one. */
export function wordsIn<W>(words: Words<W>, language: Lang = lang): W {
  return language === 'en' ? words.en : language === 'zh-TW' ? (words.zhTW ?? words.zhCN) : words.zhCN
}

/** Sentences in the language spoken; the component draws again when it changes. */
export function useWords(): Shared
export function useWords<W>(words: Words<W>): W
export function useWords(words: Words<unknown> = shared) {
  return wordsIn(words, useLang())
}

/** 「已移交 {n} 个客户给{who}」 with its places filled. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : String(values[name])))

/** An object's name for many of its records. Chinese needs no other word; English follows the plain rule; objects are named by plain nouns. */
export function plural(label: string, language: Lang): string {
  if (language !== 'en') return label
  if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(label) ? `${label}es` : `${label}s`
}
