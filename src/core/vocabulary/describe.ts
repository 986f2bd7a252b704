import type { DictionaryItem, Lang } from '../entity'
import { labelIn, textIn } from '../i18n/say'
import type { DictionaryItemMeta, DictionaryMeta } from '../metadata/types'
import type { Vocabulary } from '../records/vocabulary'

/** A dictionary in a language, as the metadata and its own endpoint answer it. */
export function dictionaryMeta(words: Vocabulary, name: string, lang: Lang): DictionaryMeta {
  const { label, tree } = words.dictionaries.get(name)!
  const items = [...(words.dictionary(name)?.values() ?? [])]
  return {
    label: labelIn(label, lang),
    tree,
    items: items.map(item => itemMeta(item, lang)),
  }
}

const itemMeta = ({ code, label, labelEn, parent, tone, active }: DictionaryItem, lang: Lang): DictionaryItemMeta => ({
  code,
  label: textIn(label, labelEn, lang),
  ...(parent ? { parent } : {}),
  ...(tone ? { tone } : {}),
  ...(active ? {} : { inactive: true }),
})
