import { useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Problem, type Row, readPage } from '../api'
import { both } from '../generic/list/filter'
import { type GroupHead, keyOf } from '../generic/list/useGroups'
import type { Asked } from '../generic/list/useLines'
import { hearChanges } from '../shell/events'

/** The cards of one column, as far as they have been read. */
export interface Pile {
  rows: readonly Row[]
  more: boolean
  loading: boolean
  problem: Problem | null
}
export interface Cards {
  /** By the key of their column; the same as long as no card has come, gone or changed. */
  piles: Readonly<Record<string, Pile>>
  of(key: string): Pile
  readMore(head: GroupHead): void
  /** Puts a card on top of another column before the server has agreed. @returns a way to put it back where it was */
  move(row: Row, to: GroupHead): () => void
  /** What the server says of a card that was moved. */
  settle(id: string, values: Partial<Row>): void
  /** Cards that a colleague has just moved or made. */
  arrived: ReadonlySet<string>
}

const PAGE = 40
/** Changes that come close together are read once; so many that the columns are better begun anew. */
const GATHER_MS = 300
const MANY = 100
const ARRIVED_MS = 2_000

interface Kept extends Pile {
  question: string
  cursor: string | null
}
const UNREAD: Kept = { question: '', cursor: null, rows: [], more: false, loading: true, problem: null }
type Piles = Readonly<Record<string, Kept>>

/**
 * The cards of a board: each column reads on by itself, a page after the other, and keeps what it has read. What anybody changes is
 * read again card by card, so that a long column never starts over: a changed card stays where it is, one that comes in lies on top.
 */
export function useCards(object: ObjectMeta, asked: Asked, heads: readonly GroupHead[], by: string): Cards {
  const { fields, filter, sort, ready } = asked
  const question = JSON.stringify([object.path, by, fields, filter, sort])
  const [piles, setPiles] = useState<Piles>({})
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set())
  const latest = useRef({ piles, heads, question })
  latest.current = { piles, heads, question }
  const reading = useRef(new Set<string>())
  const moving = useRef(new Map<string, string>())

  async function readOn(head: GroupHead, cursor?: string) {
    const mark = `${question} ${head.key}`
    if (reading.current.has(mark)) return
    reading.current.add(mark)
    const set = (change: (now: Kept) => Kept) =>
      setPiles(now => ({ ...now, [head.key]: change(now[head.key] ?? UNREAD) }))
    set(now => ({ ...now, loading: true, problem: null }))
    try {
      const query = { fields, filter: head.filter, sort: sort || undefined, limit: PAGE }
      const page = await readPage(object.path, query, cursor)
      if (latest.current.question !== question) return
      set(now => {
        const before = cursor
          ? now.rows
          : now.question === question
            ? now.rows.filter(r => moving.current.has(r.id))
            : []
        const known = new Set(before.map(row => row.id))
        const rows = [...before, ...page.items.filter(row => !known.has(row.id) && !moving.current.has(row.id))]
        return {
          question,
          rows,
          cursor: page.nextCursor,
          more: page.nextCursor !== null,
          loading: false,
          problem: null,
        }
      })
    } catch (error) {
      set(now => ({ ...now, question, loading: false, problem: asProblem(error) }))
    } finally {
      reading.current.delete(mark)
    }
  }

  // A column is read when it first has something, and anew when something else is asked for.
  const wanted = heads.filter(head => head.count > 0 && piles[head.key]?.question !== question)
  const wantedKeys = wanted.map(head => head.key).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the columns
  useEffect(() => {
    if (ready) for (const head of wanted) void readOn(head)
  }, [question, ready, wantedKeys])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked stands in the question
  useEffect(() => {
    const ids = new Set<string>()
    let timer = 0
    const anew = () => {
      for (const head of latest.current.heads) if (latest.current.piles[head.key]) void readOn(head)
    }
    const apply = async () => {
      timer = 0
      const changed = [...ids].filter(id => !moving.current.has(id))
      ids.clear()
      if (changed.length > MANY) return anew()
      if (changed.length === 0) return
      const these = both(filter, { field: 'id', op: 'in', value: changed })
      const { items } = await readPage(object.path, { fields, filter: these, limit: MANY })
      if (latest.current.question !== question) return
      const { piles: now } = latest.current
      const isThere = (row: Row) => !!now[keyOf(by, row[by])]?.rows.some(known => known.id === row.id)
      const come = items.filter(row => !isThere(row)).map(row => row.id)
      setPiles(before => placed(before, new Set(changed), items, row => keyOf(by, row[by])))
      if (come.length === 0) return
      setArrived(before => new Set([...before, ...come]))
      setTimeout(() => setArrived(before => new Set([...before].filter(id => !come.includes(id)))), ARRIVED_MS)
    }
    const stop = hearChanges(told => {
      if (told === 'reset') return anew()
      if (told.object !== object.name) return
      ids.add(told.id)
      // A board that could not be read just now hears of the next change.
      timer ||= window.setTimeout(() => void apply().catch(() => {}), GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [question])

  return {
    arrived,
    piles,
    of: key => piles[key] ?? UNREAD,
    readMore(head) {
      const { cursor, loading } = latest.current.piles[head.key] ?? UNREAD
      if (cursor && !loading) void readOn(head, cursor)
    },
    move(row, to) {
      const from = keyOf(by, row[by])
      const before = latest.current.piles[from]
      const place = before?.rows.findIndex(one => one.id === row.id) ?? -1
      const moved: Row = { ...row, [by]: to.value }
      moving.current.set(row.id, to.key)
      setPiles(now => ({
        ...now,
        [from]: { ...(now[from] ?? UNREAD), rows: (now[from]?.rows ?? []).filter(one => one.id !== row.id) },
        [to.key]: onTop(now[to.key], question, moved),
      }))
      return () => {
        moving.current.delete(row.id)
        setPiles(now => ({
          ...now,
          [to.key]: { ...now[to.key]!, rows: now[to.key]!.rows.filter(one => one.id !== row.id) },
          [from]: { ...now[from]!, rows: now[from]!.rows.toSpliced(Math.max(place, 0), 0, row) },
        }))
      }
    },
    settle(id, values) {
      moving.current.delete(id)
      setPiles(now =>
        Object.fromEntries(
          Object.entries(now).map(([key, pile]) => [
            key,
            pile.rows.some(row => row.id === id)
              ? { ...pile, rows: pile.rows.map(row => (row.id === id ? { ...row, ...values } : row)) }
              : pile,
          ]),
        ),
      )
    },
  }
}

/** A column nobody has read yet holds nothing but this card. */
const onTop = (pile: Kept | undefined, question: string, row: Row): Kept =>
  pile ? { ...pile, rows: [row, ...pile.rows] } : { ...UNREAD, question, loading: false, rows: [row] }

/** The columns with `changed` records as they are now: gone from where they are no more, new ones on top where they have come to. */
export function placed<P extends { rows: readonly Row[] }>(
  piles: Readonly<Record<string, P>>,
  changed: ReadonlySet<string>,
  now: readonly Row[],
  keyOfRow: (row: Row) => string,
): Record<string, P> {
  return Object.fromEntries(
    Object.entries(piles).map(([key, pile]) => {
      const mine = new Map(now.filter(row => keyOfRow(row) === key).map(row => [row.id, row]))
      if (mine.size === 0 && !pile.rows.some(row => changed.has(row.id))) return [key, pile]
      const kept = pile.rows.flatMap(row => (changed.has(row.id) ? (mine.get(row.id) ?? []) : row))
      const known = new Set(pile.rows.map(row => row.id))
      return [key, { ...pile, rows: [...[...mine.values()].filter(row => !known.has(row.id)), ...kept] }]
    }),
  )
}
