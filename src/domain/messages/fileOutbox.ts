import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Adapter, NotSent } from './line'

/** Puts each message into a file of the data directory, for a carrier's own program to fetch, or to try things out. */
export const fileOutbox: Adapter = async (ctx, sender) => {
  const directory = join(ctx.dataDir, 'outbox', String(ctx.tenant))
  await mkdir(directory, { recursive: true })
  return {
    async send(message) {
      const path = join(directory, `${message.id}.json`)
      const { id, channel, to, subject, body } = message
      const text = JSON.stringify(
        { id, channel, from: sender.fromName ?? sender.fromAddress, to, subject, body },
        null,
        2,
      )
      try {
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
