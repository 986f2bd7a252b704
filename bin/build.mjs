import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** esbuild's options for one TypeScript entry that runs on Node; packages stay in node_modules. */
export const serverBundle = (entry, outfile) => ({
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

export async function bundle(entry, outfile) {
  const { build } = await import('esbuild')
  await build(serverBundle(entry, outfile))
}

/** Takes a fraction of a second, less than finding out whether it is needed could save. */
export const buildServer = () => bundle('src/main.ts', 'dist/server/main.js')

/** Bundles a TypeScript module for the tools of bin/ and loads it. */
export async function load(entry) {
  const outfile = `dist/tools/${entry.replaceAll('/', '-').replace(/\.ts$/, '.mjs')}`
  await bundle(entry, outfile)
  return import(pathToFileURL(join(root, outfile)).href)
}

/** Builds the web client when a source is newer than the last build. */
export async function buildWebIfStale() {
  const built = statSync(join(root, 'dist/web/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (newest('src', 'package-lock.json') <= built) return
  console.log('  构建界面 Building the web client …')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'src/web/vite.config.ts'), logLevel: 'error' })
}

/** When anything under these paths was last written, in milliseconds. */
function newest(...paths) {
  let latest = 0
  for (const path of paths) {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) continue
    latest = Math.max(latest, stat.mtimeMs)
    if (stat.isDirectory())
      latest = Math.max(latest, newest(...readdirSync(join(root, path)).map(name => join(path, name))))
  }
  return latest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildServer()
    await buildWebIfStale()
  } catch (error) {
    console.error(`  构建失败 The build failed: ${error.message}`)
    process.exit(1)
  }
}
