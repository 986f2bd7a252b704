import { createReadStream } from 'node:fs'
import { Refusal } from '../../acts/refusal'

/**
 * Finds in which encoding a text file is written: by its mark, else the first of UTF-8, UTF-16 and GB18030 that fits all of it,
 * else (a few broken characters in an otherwise good file) the one with the fewest, else Windows Latin.
 */
export async function detectEncoding(path: string): Promise<string> {
  const marked = await unlessDecided(path)
  if (marked) return marked
  const candidates = [new Candidate('utf-8'), new Candidate('gb18030')] as const
  for await (const chunk of bytesOf(path)) {
    for (const candidate of candidates) candidate.take(chunk)
    if (candidates.every(candidate => candidate.broken > MANY)) break
  }
  const [utf8, gb] = candidates
  const better = utf8.broken < gb.broken ? utf8 : gb
  return better.broken === 0 || better.broken < better.foreign / 20 ? better.name : 'windows-1252'
}

/** The encoding, where a mark, zeros or faultless UTF-8 leave no doubt. */
async function unlessDecided(path: string): Promise<string | undefined> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of bytesOf(path)) {
      const certain = first ? (markOf(chunk) ?? utf16Without(chunk)) : undefined
      if (certain) return certain
      first = false
      strict.decode(chunk, { stream: true })
    }
    strict.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const bytesOf = (path: string) => createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>

/** How much of a file has been read. */
export interface Meter {
  bytes: number
}

/** Decodes a file as it is read; a byte-order mark is dropped. */
export async function* decoded(path: string, encoding: string, meter: Meter = { bytes: 0 }): AsyncGenerator<string> {
  const decoder = decoderFor(encoding)
  for await (const chunk of bytesOf(path)) {
    meter.bytes += chunk.length
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

export function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new Refusal('import.unknownEncoding', { encoding: encoding.slice(0, 40) })
  }
}

const MANY = 10_000

/** Counts what doesn't fit, so that one encoding can be held against another. */
class Candidate {
  broken = 0
  foreign = 0
  private readonly decoder: TextDecoder
  constructor(readonly name: string) {
    this.decoder = new TextDecoder(name)
  }
  take(chunk: Buffer) {
    const text = this.decoder.decode(chunk, { stream: true })
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 127) this.foreign++
      if (unit === 0xfffd) this.broken++
    }
  }
}

function markOf(chunk: Buffer): string | undefined {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8'
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Without a mark, the zeros of Latin letters, digits and line ends tell which half of each pair comes first. */
function utf16Without(chunk: Buffer): string | undefined {
  let even = 0
  let odd = 0
  for (let i = 0; i < Math.min(chunk.length, 4096); i++) if (chunk[i] === 0) i % 2 ? odd++ : even++
  if (even + odd === 0) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}
