import { type Browser, chromium } from 'playwright-core'

const { CHROMIUM_LIBRARIES } = process.env

/** False where there is no browser: `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = Boolean(process.env.CHROMIUM)

/** The browser that `npm test` found, headless. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    env: { ...process.env, ...(CHROMIUM_LIBRARIES ? { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES } : {}) } as Record<
      string,
      string
    >,
    // Containers and root have no use for its sandbox, and often no room in /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--headless=new'],
  })
