import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { root } from '../bin/build.mjs'
import { createServer } from '../src/core/http/server'
import { authenticate } from '../src/domain/org'
import { sharedBrowser } from './browser'
import { type Company, freshCompany, PASSWORD, type Who } from './company'

/** A busy machine takes its time to draw; what never comes is still noticed. */
const WAIT_MS = 60_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The company with the web client before it, and a browser to look at it. */
export interface Desk {
  company: Company
  /** A window of somebody who is signed in, on a page. */
  at(who: Who, path: string, width?: number): Promise<Page>
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const company = await freshCompany()
  const app = await createServer({ ...company.host, authenticate, webRoot: join(root, 'dist/web') })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await sharedBrowser()
  const contexts: BrowserContext[] = []
  return {
    company,
    async at(who, path, width = 1440) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: 'zh-CN',
        // Where the company is, whatever the machine's clock: after four in the afternoon it is tomorrow there.
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      })
      contexts.push(context)
      await context.request.post(`${address}/api/session`, { data: { login: who, password: PASSWORD } })
      context.setDefaultTimeout(WAIT_MS)
      const page = await context.newPage()
      await page.goto(address + path)
      return page
    },
    async close() {
      await Promise.all(contexts.map(context => context.close()))
      await app.close()
      await company.close()
    },
  }
}

/** Serious faults that a screen reader or the keyboard would meet inside an element, each with the rule and where. */
export const faults = (page: Page, inside: string): Promise<string[]> => look(page, inside)

/** Faults that lie in the colours: all that another theme could add. */
export const faultsOfColour = (page: Page, inside: string): Promise<string[]> =>
  look(page, inside, { runOnly: ['color-contrast', 'link-in-text-block'] })

async function look(page: Page, inside: string, rules: object = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(
    async ([element, only]) => {
      // What is in order is not written down, which takes most of its time, and nothing is fetched to be looked at.
      const { violations } = await (window as any).axe.run(element, {
        resultTypes: ['violations'],
        preload: false,
        ...only,
      })
      return violations
        .filter((v: any) => v.impact === 'serious' || v.impact === 'critical')
        .map((v: any) => `${v.id}: ${v.nodes[0].html}`)
    },
    [inside, rules] as const,
  )
}
