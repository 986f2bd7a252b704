import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const ID = 'virtual:icons'
const lucide = join(dirname(createRequire(import.meta.url).resolve('lucide-react')), '../esm/icons')

/**
 * `virtual:icons`: drawings of exactly those lucide icons whose names stand in the source as a quoted word,
 * in a declaration (`icon: 'building-2'`) as well as in a screen. Names are data, so nobody has to import an icon.
 * @param source folder that is searched
 */
export function icons(source: string): Plugin {
  return {
    name: 'guanxi-icons',
    resolveId: id => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return
      const drawings: Record<string, unknown> = {}
      for (const name of [...(await quotedWords(source))].sort()) {
        const drawing = await drawingOf(name)
        if (drawing) drawings[name] = drawing
      }
      return `export const drawings = ${JSON.stringify(drawings)}`
    },
  }
}

type Drawing = [tag: string, attributes: Record<string, string>][]

async function drawingOf(name: string): Promise<Drawing | undefined> {
  const file = join(lucide, `${name}.mjs`)
  if (!existsSync(file)) return
  const { __iconData: data } = await import(pathToFileURL(file).href)
  // A former name passes on what the icon of today exports.
  if (!data) {
    const today = /from '\.\/(.+?)\.mjs'/.exec(await readFile(file, 'utf8'))?.[1]
    return today ? drawingOf(today) : undefined
  }
  return data.node.map(([tag, { key: _, ...attributes }]: Drawing[number]) => [tag, attributes])
}

async function quotedWords(folder: string): Promise<Set<string>> {
  const words = new Set<string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.includes('.test.')) continue
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
    for (const [, word] of text.matchAll(/['"]([a-z][a-z0-9]*(?:-[a-z0-9]+)*)['"]/g)) words.add(word!)
  }
  return words
}
