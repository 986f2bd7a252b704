import { randomFillSync } from 'node:crypto'

/** So many random bits as an id has behind its moment, for thousands of ids drawn at once. */
const RANDOM_BYTES = 10

/** Ids of new records (UUID version 7, RFC 9562), in their order. One by one they would cost more than the rest of a row. */
export function newIds(count: number): string[] {
  const random = randomFillSync(Buffer.alloc(count * RANDOM_BYTES))
  const now = Date.now()
  const moment = now.toString(16).padStart(12, '0')
  const start = `${moment.slice(0, 8)}-${moment.slice(8)}-7`
  return Array.from({ length: count }, (_, i) => {
    const at = i * RANDOM_BYTES
    random[at + 2] = (random[at + 2]! & 0x3f) | 0x80
    const hex = random.toString('hex', at, at + RANDOM_BYTES)
    return `${start}${hex.slice(1, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`
  }).sort()
}
