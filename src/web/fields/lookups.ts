import { useMemo, useSyncExternalStore } from 'react'
import type { DictionaryItemMeta, FieldMeta, Metadata } from '../../core/metadata/types'
import type { Division } from '../../core/vocabulary/divisions'
import { get, useMetadata } from '../api'
import { useWords } from '../words'
import { type Lookup, lookupOf, regionMap } from './lookup'
import { type Node, nodesOf, nodesOfDivisions } from './tree'
import * as sentences from './words'

/** Lists too long for the metadata, fetched the first time somebody needs one: the divisions and large dictionaries. */
interface Loaded {
  divisions?: { tree: Division[]; names: Map<string, string[]>; nodes: Node[] }
  dictionaries: Record<string, DictionaryItemMeta[]>
}
let loaded: Loaded = { dictionaries: {} }
const asked = new Set<string>()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function load(key: string, run: () => Promise<Loaded>) {
  if (asked.has(key)) return
  asked.add(key)
  try {
    loaded = await run()
    for (const listener of listeners) listener()
  } catch {
    asked.delete(key)
  }
}
const loadDivisions = () =>
  load('divisions', async () => {
    const answer = await get<Division[] | { items: Division[] }>('/api/regions')
    const tree = Array.isArray(answer) ? answer : answer.items
    return { ...loaded, divisions: { tree, names: regionMap(tree), nodes: nodesOfDivisions(tree) } }
  })
const loadDictionary = (name: string) =>
  load(`dictionary ${name}`, async () => {
    const { items } = await get<{ items: DictionaryItemMeta[] }>(`/api/dictionaries/${name}`)
    return { ...loaded, dictionaries: { ...loaded.dictionaries, [name]: items } }
  })

const useLoaded = () => useSyncExternalStore(subscribe, () => loaded)

let last: { metadata: Metadata; yes: string; now: Loaded; lookup: Lookup } | undefined

/** Turns codes into words; what it does not know yet it fetches, and the screen is drawn again. */
export function useLookup(): Lookup {
  const metadata = useMetadata()
  const { yes, no } = useWords(sentences)
  const now = useLoaded()
  // One for all cells of a screen.
  if (last && last.metadata === metadata && last.now === now && last.yes === yes) return last.lookup
  const lookup = loadingLookup(metadata, { yes, no }, now)
  last = { metadata, yes, now, lookup }
  return lookup
}

function loadingLookup(metadata: Metadata, say: { yes: string; no: string }, now: Loaded): Lookup {
  const dictionaries = { ...metadata.dictionaries }
  for (const [name, items] of Object.entries(now.dictionaries)) {
    if (dictionaries[name]) dictionaries[name] = { ...dictionaries[name], items }
  }
  const known = lookupOf({ ...metadata, dictionaries }, say, now.divisions?.names)
  const need = (dictionary: string) => {
    if (dictionaries[dictionary]?.large && !now.dictionaries[dictionary]) void loadDictionary(dictionary)
  }
  return {
    ...known,
    item(dictionary, code) {
      need(dictionary)
      return known.item(dictionary, code)
    },
    path(dictionary, code) {
      need(dictionary)
      return known.path(dictionary, code)
    },
    region(code) {
      if (!now.divisions) void loadDivisions()
      return known.region(code)
    },
  }
}

/** The values a choice, tree or region field may take; undefined while they load. */
export function useNodes(field: FieldMeta): Node[] | undefined {
  const metadata = useMetadata()
  const now = useLoaded()
  const dictionary = field.dictionary ? metadata.dictionaries[field.dictionary] : undefined
  const items = dictionary?.large ? now.dictionaries[field.dictionary!] : dictionary?.items
  const nodes = useMemo(() => (items ? nodesOf(items) : undefined), [items])
  if (field.kind === 'region') {
    if (!now.divisions) void loadDivisions()
    return now.divisions?.nodes
  }
  if (!items && dictionary?.large) void loadDictionary(field.dictionary!)
  return nodes
}
