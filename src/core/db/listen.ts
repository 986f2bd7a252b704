import { setTimeout as wait } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'

const AGAIN_MS = 1_000

/**
 * Hears what any process says on a channel (`pg_notify`), on a connection of its own that never keeps the process from ending. A
 * lost connection is opened again.
 * @param missed called whenever it is open: nobody knows what was said before
 * @returns stops listening
 */
export function listen(
  options: ClientConfig,
  channel: string,
  heard: (text: string) => void,
  missed: () => void,
): () => Promise<void> {
  let stopped = false
  let client: Client | undefined

  async function untilLost(): Promise<void> {
    const connection = new Client(options)
    client = connection
    const lost = new Promise<void>(end => connection.once('end', () => end()))
    connection.on('error', () => {})
    connection.on('notification', ({ payload = '' }) => heard(payload))
    try {
      await connection.connect()
      ;(connection as Client & { unref(): void }).unref()
      await connection.query(`listen ${channel}`)
      missed()
      await lost
    } finally {
      await connection.end()
    }
  }
  async function keepOn(): Promise<void> {
    while (!stopped) {
      await untilLost().catch(() => {})
      if (!stopped) await wait(AGAIN_MS, undefined, { ref: false })
    }
  }
  void keepOn()
  return async () => {
    stopped = true
    await client?.end().catch(() => {})
  }
}
