import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { enclosed } from './enclosed'
import { type Adapter, NotSent } from './line'

/** Puts each message into a file of the data directory, for a carrier's own program to fetch, or to try things out. */
export const fileOutbox: Adapter = async (ctx, sender) => {
  const directory = join(ctx.dataDir, 'outbox', String(ctx.tenant))
  await mkdir(directory, { recursive: true })
  return {
    async send(message) {
      const path = join(directory, `${message.id}.json`)
      const { id, channel, to, subject, body } = message
      try {
        const attachments = (await enclosed(ctx, message)).map(one => one.filename)
        const from = sender.fromName ?? sender.fromAddress
        const told = { id, channel, from, to, subject, body, ...(attachments.length ? { attachments } : {}) }
        const text = JSON.stringify(told, null, 2)
        // Whole or not at all; a second time it is the same file.
        await writeFile(`${path}.part`, `${text}\n`)
        await rename(`${path}.part`, path)
      } catch (error) {
        throw new NotSent('later', (error as Error).message)
      }
    },
    close() {},
  }
}
