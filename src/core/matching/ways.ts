import { join, raw, type Sql, sql } from '../db/statement'

/** A way that leads from a draft to records by the terms of their search documents. */
export interface Way {
  /** Records that have all of these, */
  all?: number[]
  /** … or one of these, and where there are two lists, one of each. */
  one?: number[]
  two?: number[]
  /** How much it says that a way leads to a record: the ones that most and best ways lead to are compared. */
  votes: number
  /** What it asks for is so common that only the newest records are gone through. */
  newest?: boolean
}

export interface Candidate {
  object: string
  record_id: string
  votes: number
}

/** No way is followed further than so many records, */
const PER_WAY = 40
/** … nor, among the newest, over more than so many. */
const NEWEST_MAX = 1_000

/**
 * The records of `objects` that most ways lead to. One statement whatever is looked for, so that it is planned once; each way is a
 * look into the inverted index that ends after a few records, so that the cost doesn't grow with the table. Without an order: one
 * would have to read all records that a way leads to.
 */
export function candidates(ways: readonly Way[], objects: readonly string[], limit: number): Sql {
  const whole = ways.filter(way => way.all && !way.newest)
  const parts = ways.filter(way => way.one)
  const walks = ways.filter(way => way.all && way.newest)
  // Concatenated, lest the planner join in the primary key; limited by a column, so that it doesn't count on an early end.
  const fitting = (condition: Sql) => sql`cross join lateral (select object, record_id from search_documents d
    where ${condition} and d.object || '' = any(${objects}::text[]) limit w.most) d`
  return sql`select c.object, c.record_id, sum(c.votes)::int4 as votes from (
    select d.object, d.record_id, w.votes from unnest(${whole.map(way => array(way.all!))}::text[], ${whole.map(votesOf)}::int4[], ${whole.map(most)}::int4[]) w(every, votes, most)
      ${fitting(sql`d.terms @> w.every::int4[]`)}
    union all
    select d.object, d.record_id, w.votes from unnest(${parts.map(way => array(way.one!))}::text[], ${parts.map(way => array(way.two ?? way.one!))}::text[], ${parts.map(votesOf)}::int4[],
      ${parts.map(most)}::int4[]) w(one, two, votes, most) ${fitting(sql`d.terms && w.one::int4[] and d.terms && w.two::int4[]`)}
    ${join(walks.map(walk(objects)), '')}
  ) c group by c.object, c.record_id order by sum(c.votes) desc, c.record_id desc limit ${limit}`
}

const walk =
  (objects: readonly string[]) =>
  ({ all, votes }: Way): Sql =>
    sql` union all (select d.object, d.record_id, ${raw(String(votes))} from (select object, record_id, terms from search_documents order by rank desc limit ${raw(String(NEWEST_MAX))}) d
      where d.terms @> ${all!}::int4[] and d.object = any(${objects}::text[]) limit ${raw(String(PER_WAY))})`

const array = (terms: readonly number[]) => `{${terms.join(',')}}`
const votesOf = (way: Way) => way.votes
const most = () => PER_WAY
