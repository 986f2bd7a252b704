import type { Entity } from '../entity/entity'
import type { Words } from '../entity/kind'

/** A tenant's words: declared entities merged with its custom fields, its dictionaries, the divisions. Cached per tenant. */
export interface Vocabulary extends Words {
  /** Throws for an unknown name: names come from the program or from `findEntity`. */
  entity(name: string): Entity
  findEntity(nameOrPath: string): Entity | undefined
  readonly entities: readonly Entity[]
  /** Codes of `code` and everything below it in a tree dictionary. */
  below(dictionary: string, code: string): string[]
  /** Names of all dictionaries with their labels, in the order of settings. */
  readonly dictionaries: ReadonlyMap<string, { label: readonly [string, string]; tree: boolean }>
}
