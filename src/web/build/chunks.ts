import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

type Modules = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** The pages that people open first, and what every page fetches soon after. */
const FIRST = {
  list: 'generic/list/ListPage.tsx',
  record: 'generic/record/RecordPage.tsx',
  bench: 'workbench/Workbench.tsx',
  palette: 'shell/Palette.tsx',
}
const OPENED = ['list', 'record', 'bench']

/**
 * What the frame needs comes in one file, and what the pages need that people open first in as few as there are sets of these pages
 * that share it; every file costs a request and the server's time, however small it is. The rest is split as the bundler likes it.
 */
export const chunks = {
  includeDependenciesRecursively: false,
  groups: [{ name: 'frame', tags: ['$initial' as const], priority: 1 }, { name: sharedBy }],
}

const parts = new Map<string, Set<string>>()
function sharedBy(id: string, modules: Modules): string | null {
  const pages = Object.entries(FIRST).filter(([, page]) => partsOf(page, modules).has(id))
  return pages.map(([name]) => name).join('-') || null
}

/** All modules of a page, but for what it fetches later. */
function partsOf(page: string, modules: Modules): Set<string> {
  const known = parts.get(page)
  if (known) return known
  const found = new Set([fileURLToPath(new URL(`../${page}`, import.meta.url))])
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  parts.set(page, found)
  return found
}

/** Names in index.html the files of the pages that people open first, for begin.js to fetch those of the page that is opened. */
export const preloads = (): Plugin => ({
  name: 'guanxi-preloads',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const links = Object.values(bundle).flatMap(file => {
        const pages = file.type === 'chunk' ? file.name.split('-').filter(name => OPENED.includes(name)) : []
        return pages.length ? `<link crossorigin href="/${file.fileName}" data-page="${pages.join(' ')}">` : []
      })
      return html.replace('<script', `${links.join('\n    ')}\n    <script`)
    },
  },
})
