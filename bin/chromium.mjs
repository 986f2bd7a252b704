import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './build.mjs'

// The shell comes first: it has no window to draw, and takes half the processor time.
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
]
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Puts the path of a browser into CHROMIUM for the tests: the system's own, else the one an npm package ships. Leaves it
 * out where there is neither.
 */
export async function findChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(directory => NAMES.map(name => join(directory, name)))
  const found = [process.env.CHROMIUM, ...onPath, ...ELSEWHERE].find(path => path && existsSync(path))
  if (found) process.env.CHROMIUM = found
  else if (process.platform === 'linux' && process.arch === 'x64') await unpack()
}

/** Unpacks browser, its libraries and a Chinese font under node_modules, once. */
async function unpack() {
  const home = join(root, 'node_modules', '.chromium')
  if (!existsSync(home)) {
    const unfinished = `${home}.${process.pid}`
    mkdirSync(unfinished, { recursive: true })
    // The package unpacks to the temporary directory, and its libraries only where it believes to be on Amazon's Linux.
    const before = Object.fromEntries(TOUCHED.map(name => [name, process.env[name]]))
    Object.assign(process.env, { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    if (existsSync(home)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, home)
  }
  const fonts = join(home, 'fonts.conf')
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${join(root, 'node_modules/@embedpdf/fonts-sc/fonts')}</dir><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>`,
  )
  process.env.CHROMIUM = join(home, 'chromium')
  process.env.FONTCONFIG_FILE = fonts
  // For the browser alone: PostgreSQL brings libraries of its own.
  process.env.CHROMIUM_LIBRARIES = join(home, 'al2023', 'lib')
}
const TOUCHED = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']
