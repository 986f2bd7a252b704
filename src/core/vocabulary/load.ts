import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Database } from '../db/types'
import type { Program } from '../program'
import type { Vocabulary } from '../records/vocabulary'
import { readRows, vocabularyFrom } from './vocabulary'

/**
 * A tenant's vocabulary. It is read once and kept until somebody changes it, in this process or another; the same value is
 * answered for as long as nothing changes.
 */
export function loadVocabulary(database: Database, tenant: number, program: Program): Promise<Vocabulary> {
  let words = kept.get(database.owner)
  if (!words) {
    words = new Words(database, program)
    kept.set(database.owner, words)
  }
  return words.of(tenant)
}

/**
 * Tells every process, when the act commits, that the tenant's words have changed. Until then this process reads them anew
 * for every request, so that whoever changed them finds the change in the next one.
 */
export async function wordsChanged(ctx: Ctx): Promise<void> {
  kept.get(ctx.database.owner)?.doubt(ctx.tenant)
  await ctx.db.query(sql`select pg_notify(${CHANNEL}, ${String(ctx.tenant)})`)
}

const CHANNEL = 'vocabulary'
/** A notification may be lost with its connection; after this long the words are compared with the database again. */
const FRESH_MS = 30_000
/** An act that changes words commits within this time; its notification ends the doubt earlier. */
const DOUBT_MS = 5_000

/** By the owner's connections, which are the same however a database is wrapped. */
const kept = new WeakMap<Database['owner'], Words>()

interface Kept {
  words: Vocabulary
  /** What it was made from. */
  source: string
  at: number
}

class Words {
  private readonly byTenant = new Map<number, Kept>()
  private readonly reading = new Map<number, Promise<Kept>>()
  private readonly doubtedUntil = new Map<number, number>()

  constructor(
    private readonly database: Database,
    private readonly program: Program,
  ) {
    database.listen(
      CHANNEL,
      tenant => this.forget(Number(tenant)),
      () => {
        for (const tenant of this.byTenant.keys()) this.forget(tenant)
      },
    )
  }

  async of(tenant: number): Promise<Vocabulary> {
    const until = this.doubtedUntil.get(tenant)
    if (until !== undefined) {
      if (Date.now() < until) return (await this.read(tenant)).words
      this.forget(tenant)
    }
    const known = this.byTenant.get(tenant)
    if (known && Date.now() - known.at < FRESH_MS) return known.words
    const reading = this.reading.get(tenant) ?? this.refresh(tenant)
    if (!known?.at) return (await reading).words
    // Only a lost notification could have made them old, so nobody waits for the comparison.
    reading.catch(() => {})
    return known.words
  }

  doubt(tenant: number): void {
    this.doubtedUntil.set(tenant, Date.now() + DOUBT_MS)
  }

  /** The next request reads anew; what is being read now may be old already and is not kept. */
  private forget(tenant: number): void {
    this.doubtedUntil.delete(tenant)
    this.reading.delete(tenant)
    const known = this.byTenant.get(tenant)
    if (known) known.at = 0
  }

  private refresh(tenant: number): Promise<Kept> {
    const reading = this.read(tenant).then(
      fresh => {
        if (this.reading.get(tenant) === reading) {
          this.reading.delete(tenant)
          this.byTenant.set(tenant, fresh)
        }
        return fresh
      },
      error => {
        if (this.reading.get(tenant) === reading) this.reading.delete(tenant)
        throw error
      },
    )
    this.reading.set(tenant, reading)
    return reading
  }

  private async read(tenant: number): Promise<Kept> {
    const at = Date.now()
    const rows = await readRows(this.database, tenant)
    const source = JSON.stringify(rows)
    const known = this.byTenant.get(tenant)
    return { words: known?.source === source ? known.words : vocabularyFrom(this.program, rows), source, at }
  }
}
