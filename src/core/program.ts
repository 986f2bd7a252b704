import type { Act, Reaction } from './acts/act'
import type { Entity } from './entity'
import { mergeActs } from './merging/acts'
import type { Slice } from './slice'

/** Everything the slices declare, by name: built once at the start. */
export interface Program {
  slices: readonly Slice[]
  entities: readonly Entity[]
  /** Acts of an object beyond the standard ones. */
  acts(object: string): readonly Act[]
  act(object: string, name: string): Act | undefined
  reactions(object: string): readonly Reaction[]
}

export function program(slices: readonly Slice[]): Program {
  const entities = slices.flatMap(s => s.entities ?? [])
  const twice = entities.find((e, i) => entities.findIndex(o => o.path === e.path) !== i)
  if (twice) throw new Error(`Two objects are called ${twice.path}.`)
  const group = <T extends { entity: Entity<any> }>(all: readonly T[]) => {
    const groups = new Map<string, T[]>()
    for (const one of all) groups.set(one.entity.name, [...(groups.get(one.entity.name) ?? []), one])
    return (object: string): readonly T[] => groups.get(object) ?? []
  }
  const acts = group([...slices.flatMap(s => s.acts ?? []), ...entities.flatMap(mergeActs)])
  return {
    slices,
    entities,
    acts,
    act: (object, name) => acts(object).find(a => a.name === name),
    reactions: group(slices.flatMap(s => s.reactions ?? [])),
  }
}
