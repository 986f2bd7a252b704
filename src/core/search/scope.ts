import { type Reach, reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { hash } from './hash'

type Values = Record<string, any>

/** Groups of readers, as the text of a term. */
const all = (object: string) => `all ${object}`
const open = (object: string) => `open ${object}`
const board = (object: string, boardId: string) => `board ${object} ${boardId}`
const openTo = (object: string, boardId: string) => `open ${object} ${boardId}`
const person = (object: string, boardId: string, id: string) => `person ${object} ${boardId} ${id}`
const mine = (object: string, id: string) => `mine ${object} ${id}`
const pool = (object: string, id: string) => `pool ${object} ${id}`
const realm = (object: string, boardId: string, id: string) => `realm ${object} ${boardId} ${id}`

/** Who reaches a record, as terms of its document: all who see every record of the object, its board, its people there. */
export function scopesOf(tenant: number, entity: Entity, row: Values): number[] {
  return readersOf(entity, row).map(reader => hash(tenant, 'scope', reader))
}

function readersOf(entity: Entity, row: Values): string[] {
  const object = entity.name
  const people = [row.owner, ...(entity.visibleTo ?? []).flatMap(field => row[field] ?? [])].filter(Boolean)
  if (entity.private) return people.map(id => mine(object, id))
  if (!entity.owned || !row.board) return [all(object)]
  const audience = entity.audience && row[entity.audience]
  return [
    all(object),
    board(object, row.board),
    ...(audience === 'all' ? [open(object)] : audience === 'board' ? [openTo(object, row.board)] : []),
    ...new Set(people.map(id => person(object, row.board, id))),
    ...(entity.pool && row[entity.pool] ? [pool(object, row[entity.pool])] : []),
    ...(entity.realm && row[entity.realm] ? [realm(object, row.board, row[entity.realm])] : []),
  ]
}

/**
 * The terms one of which every record of `entities` bears that the caller may read; null when that is all of them. Records
 * shared with the caller bear none. A hash may deceive: what it lets through is read through the door of core/records.
 */
export function scopesFor(ctx: Ctx, entities: readonly Entity[]): number[] | null {
  const reaches = entities.map(entity => ({ object: entity.name, reach: reachOf(ctx, entity, 'read') }))
  if (reaches.every(({ reach }) => reach.kind === 'everything')) return null
  return reaches
    .flatMap(({ object, reach }) => readersIn(object, reach))
    .map(reader => hash(ctx.tenant, 'scope', reader))
}

function readersIn(object: string, reach: Reach): string[] {
  switch (reach.kind) {
    case 'nothing':
      return []
    case 'everything':
      return [all(object)]
    case 'board':
      return [board(object, reach.board), ...(reach.open ? [open(object)] : [])]
    case 'mine':
      return [mine(object, reach.me)]
    case 'people':
      return [
        open(object),
        openTo(object, reach.board),
        ...[...new Set([reach.me, ...reach.people])].map(id => person(object, reach.board, id)),
        ...reach.pools.map(id => pool(object, id)),
        ...reach.realms.map(id => realm(object, reach.board, id)),
      ]
  }
}
