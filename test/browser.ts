import { type Browser, chromium } from 'playwright-core'

const { CHROMIUM_LIBRARIES } = process.env

/** False where there is no browser: `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = Boolean(process.env.CHROMIUM)

/** A browser without windows knows no other way to run. */
const isShell = /shell/.test(process.env.CHROMIUM ?? '')

let browser: Promise<Browser> | undefined

/** The browser that `npm test` found, headless; one for all tests of a worker, and gone with it. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= open()
  return browser
}

const open = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    env: { ...process.env, ...(CHROMIUM_LIBRARIES ? { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES } : {}) } as Record<
      string,
      string
    >,
    // Containers and root have no use for its sandbox, and often no room in /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...(isShell ? [] : ['--headless=new'])],
  })
