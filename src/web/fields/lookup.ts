import type { Lang } from '../../core/entity/label'
import type { DictionaryItemMeta, Metadata } from '../../core/metadata/types'
import type { Division } from '../../core/vocabulary/divisions'

/** What turns codes into words: the metadata's dictionaries, and the divisions once they are loaded. */
export interface Lookup {
  lang: Lang
  yes: string
  no: string
  item(dictionary: string, code: string): DictionaryItemMeta | undefined
  /** Item names from the root of the tree to `code`. */
  path(dictionary: string, code: string): string[]
  /** Division names from the province down to `code`; undefined while they load. */
  region(code: string): string[] | undefined
}

const byCode = new WeakMap<object, Map<string, DictionaryItemMeta>>()
function codes(items: DictionaryItemMeta[]): Map<string, DictionaryItemMeta> {
  let map = byCode.get(items)
  if (!map) byCode.set(items, (map = new Map(items.map(item => [item.code, item]))))
  return map
}

/** 江苏 for 江苏省, 淮安 for 淮安市: what people say. Districts keep their full name. */
const spoken = (name: string, level: number) =>
  level === 0
    ? name.replace(/(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$/, '')
    : level === 1 && name.length > 2
      ? name.replace(/市$/, '')
      : name

/** Every division's code with the names from its province down to it. */
export function regionMap(divisions: Division[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  const walk = (level: Division[], above: string[]) => {
    for (const division of level) {
      const path = [...above, spoken(division.name, above.length)]
      map.set(division.code, path)
      if (division.children) walk(division.children, path)
    }
  }
  walk(divisions, [])
  return map
}

export function lookupOf(
  metadata: Metadata,
  words: { yes: string; no: string },
  regions?: Map<string, string[]>,
): Lookup {
  const item = (dictionary: string, code: string) => {
    const found = metadata.dictionaries[dictionary]
    return found && codes(found.items).get(code)
  }
  return {
    lang: metadata.lang,
    yes: words.yes,
    no: words.no,
    item,
    path(dictionary, code) {
      const names: string[] = []
      for (let at: string | undefined = code; at && names.length < 12; ) {
        const found: DictionaryItemMeta | undefined = item(dictionary, at)
        names.unshift(found?.label ?? at)
        at = found?.parent
      }
      return names
    },
    region: code => regions?.get(code),
  }
}
