import { join, raw, type Sql, sql } from '../db/statement'
import type { Frequencies } from './frequency'
import type { Alternative } from './terms'

/** Where to look: all documents, those that bear one of `scopes`, those of some objects. */
export interface Within {
  scopes: number[] | null
  objects: readonly string[] | null
}

/** A record that has the rarest few terms of a text has nearly always all of it; the rest would only cost time. */
const TERMS_MAX = 5

const columns = raw('d.object, d.record_id, d.norm, (extract(epoch from d.rank) * 1000)::float8 as rank')

/** Documents whose title begins with `text`, in the order of their titles; a narrow scope is filled by the other branches. */
export function beginning(text: string, within: Within, limit: number): Sql {
  // The operators are those of the index; LIKE with a parameter could not use it. Comparing scopes row by row is dear.
  return sql`(select ${columns} from (select * from search_documents where left(norm, 60) ~>=~ ${text.slice(0, 60)} and left(norm, 60) ~<~ ${text.slice(0, 60) + LAST}
    order by left(norm, 60) using ~<~ limit ${limit}) d where true ${narrowed(within)})`
}
const LAST = '\u{10ffff}'

/** The newest documents that fit an alternative, by whichever road is shorter. */
export function fitting(alternative: Alternative, within: Within, limit: number, common: Frequencies): Sql {
  const rarest = {
    ...alternative,
    all: [...alternative.all].sort((a, b) => common.of(a) - common.of(b)).slice(0, TERMS_MAX),
  }
  const condition = sql`${fits(rarest)} ${narrowed(within)}`
  const steps = limit / shareOf(rarest, within, common)
  // Gathering from the inverted index takes a step per match; walking from the newest record, one per record until `limit` fit.
  return steps * stepCost(rarest) < common.documents * shareOf(rarest, within, common)
    ? sql`(select ${columns} from (select * from search_documents order by rank desc limit ${Math.ceil(steps * PATIENCE)}) d where ${condition} order by d.rank desc limit ${limit})`
    : // The interval keeps the planner from walking by rank for what is rare.
      sql`(select ${columns} from search_documents d where ${condition} order by d.rank + interval '0' desc limit ${limit})`
}
/** A walk that finds less than expected goes on for so many times the expected steps. */
const PATIENCE = 4
/** Comparing arrays term by term is what a step of a walk costs, in steps of a gathering. */
const stepCost = ({ any }: Alternative) => 2 * Math.max(1, any.length)

/** The part of all documents that fits, as far as the statistics know. */
function shareOf({ all, any }: Alternative, { scopes }: Within, { of }: Frequencies): number {
  const either = (terms: readonly number[]) =>
    Math.min(
      1,
      terms.reduce((sum, term) => sum + of(term), 0),
    )
  return Math.min(1, ...all.map(of)) * (any.length ? either(any) : 1) * (scopes ? either(scopes) : 1)
}

/** Those among the newest records shared with a person that fit one of the alternatives. */
export function shared(
  alternatives: readonly Alternative[],
  person: string,
  objects: readonly string[],
  limit: number,
): Sql {
  return sql`(select ${columns} from (select object, record_id from shares where user_id = ${person} and object = any(${objects}::text[]) order by sort_at desc limit 2000) s
    join search_documents d on d.object = s.object and d.record_id = s.record_id where (${join(alternatives.map(fits), ' or ')}) order by d.rank desc limit ${limit})`
}

const fits = ({ all, any }: Alternative): Sql =>
  join(
    [...(all.length ? [sql`d.terms @> ${all}::int4[]`] : []), ...(any.length ? [sql`d.terms && ${any}::int4[]`] : [])],
    ' and ',
  )

const narrowed = ({ scopes, objects }: Within): Sql =>
  sql`${scopes ? sql`and d.terms && ${scopes}::int4[]` : raw('')} ${objects ? sql`and d.object = any(${objects}::text[])` : raw('')}`
