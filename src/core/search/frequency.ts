import type { Database } from '../db/types'

/** How many documents there are, and the share of them that has a term; 0 for what is not among the commonest. */
export interface Frequencies {
  documents: number
  of(term: number): number
}

const KEPT_MS = 5 * 60_000
const nothing: Frequencies = { documents: 0, of: () => 0 }
const kept = new WeakMap<Database, { at: number; frequencies: Promise<Frequencies> }>()

/**
 * What PostgreSQL's own statistics (kept by autovacuum) say about the commonest terms. The planner gets rare terms wrong, so the
 * search decides itself between the inverted index and a walk along the newest records.
 */
export function frequencies(database: Database): Promise<Frequencies> {
  const before = kept.get(database)
  if (before && Date.now() - before.at < KEPT_MS) return before.frequencies
  const fresh = { at: Date.now(), frequencies: load(database).catch(() => nothing) }
  kept.set(database, fresh)
  // While they are read anew, the old ones serve.
  return before ? before.frequencies : fresh.frequencies
}

async function load(database: Database): Promise<Frequencies> {
  const { rows } = await database.owner.query(`
    select c.reltuples::float8 as documents, s.most_common_elems::text as terms, s.most_common_elem_freqs as shares
    from pg_class c left join pg_stats s on s.schemaname = 'public' and s.tablename = 'search_documents' and s.attname = 'terms'
    where c.oid = 'public.search_documents'::regclass`)
  const { documents, terms, shares } = rows[0]
  if (!terms || !shares) return { ...nothing, documents: Math.max(0, documents) }
  const share = new Map<number, number>(
    terms
      .slice(1, -1)
      .split(',')
      .map((term: string, i: number) => [Number(term), Number(shares[i])]),
  )
  return { documents: Math.max(0, documents), of: term => share.get(term) ?? 0 }
}
