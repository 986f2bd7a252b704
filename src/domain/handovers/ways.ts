import type { Ctx } from '../../core/ctx'
import type { Entity } from '../../core/entity'

/** Gives one record of an object to somebody in a way of its own. Refuses where that can't be. */
export type Way = (ctx: Ctx, id: string, to: string) => Promise<void>

const ways = new Map<string, Way>()

/** Declares that records of an object are handed over in a way of their own, while the person is still there (what an engine keeps in step). */
export const handedOverBy = (entity: Entity<any>, way: Way) => void ways.set(entity.name, way)
export const wayOf = (object: string) => ways.get(object)
export const objectsWithWays = () => [...ways.keys()]
