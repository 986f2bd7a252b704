import { reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { hash } from './hash'

type Values = Record<string, any>

const board = (tenant: number, object: string, id: string) => hash(tenant, 'scope', `board ${object} ${id}`)
const person = (tenant: number, object: string, boardId: string, id: string) =>
  hash(tenant, 'scope', `person ${object} ${boardId} ${id}`)

/** Who reaches a record, as terms of its document: all who see every record of the object, its board, its people there. */
export function scopesOf(tenant: number, entity: Entity, row: Values): number[] {
  const everyone = hash(tenant, 'scope', `all ${entity.name}`)
  if (!entity.owned || !row.board) return [everyone]
  const people = [row.owner, ...(entity.visibleTo ?? []).flatMap(field => row[field] ?? [])].filter(Boolean)
  return [
    everyone,
    board(tenant, entity.name, row.board),
    ...new Set(people.map(id => person(tenant, entity.name, row.board, id))),
  ]
}

/**
 * The terms one of which every record of `entities` bears that the caller may read; null when that is all of them. Records
 * shared with the caller bear none. A hash may deceive: what it lets through is read through the door of core/records.
 */
export function scopesFor(ctx: Ctx, entities: readonly Entity[]): number[] | null {
  const reaches = entities.map(entity => ({ object: entity.name, reach: reachOf(ctx, entity, 'read') }))
  if (reaches.every(({ reach }) => reach.kind === 'everything')) return null
  return reaches.flatMap(({ object, reach }) => {
    switch (reach.kind) {
      case 'nothing':
        return []
      case 'everything':
        return [hash(ctx.tenant, 'scope', `all ${object}`)]
      case 'board':
        return [board(ctx.tenant, object, reach.board)]
      case 'people':
        return [...new Set([reach.me, ...reach.people])].map(id => person(ctx.tenant, object, reach.board, id))
    }
  })
}
