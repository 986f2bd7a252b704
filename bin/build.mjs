import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Bundles one TypeScript entry for Node; packages stay in node_modules. */
export async function bundle(entry, outfile) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(root, outfile),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/** Bundles a TypeScript module for the tools of bin/ and loads it. */
export async function load(entry) {
  const outfile = `dist/tools/${entry.replaceAll('/', '-').replace(/\.ts$/, '.mjs')}`
  await bundle(entry, outfile)
  return import(join(root, outfile))
}

export async function buildWeb() {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'src/web/vite.config.ts'), logLevel: 'warn' })
}

/** When anything under these paths was last written, in milliseconds. */
export function newest(...paths) {
  let latest = 0
  for (const path of paths) {
    const full = join(root, path)
    const stat = statSync(full, { throwIfNoEntry: false })
    if (!stat) continue
    latest = Math.max(latest, stat.mtimeMs)
    if (stat.isDirectory()) for (const name of readdirSync(full)) latest = Math.max(latest, newest(join(path, name)))
  }
  return latest
}
