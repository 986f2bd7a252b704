import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Ctx } from '../ctx'
import type { Vocabulary } from '../records/vocabulary'
import { metadata } from './metadata'

/** Metadata as it is sent. */
export interface Told {
  /** Changes with what is said. */
  etag: string
  gzipped: Buffer
}

const KEPT_MAX = 64
const kept = new WeakMap<Vocabulary, Map<string, Told>>()

/**
 * What `metadata` says to the caller, packed. Every page that is opened waits for it; it is the same for all who have the same rights,
 * for as long as the words stay as they are, and so it is made once for all of them.
 */
export function told(ctx: Ctx): Told {
  const answers = kept.get(ctx.words) ?? new Map<string, Told>()
  kept.set(ctx.words, answers)
  const key = rightsOf(ctx)
  const known = answers.get(key)
  if (known) return known
  const text = JSON.stringify(metadata(ctx))
  const answer = { etag: `"${hashOf(text)}"`, gzipped: gzipSync(text) }
  if (answers.size >= KEPT_MAX) answers.clear()
  answers.set(key, answer)
  return answer
}

/** All of the caller that metadata depends on. */
const rightsOf = ({ user, words, lang }: Ctx): string =>
  hashOf(
    JSON.stringify([
      lang,
      !!user.system,
      user.pools.map(pool => pool.object),
      words.entities.map(entity => user.rights(entity.name)),
    ]),
  )

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
