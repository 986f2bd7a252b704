import type { Kind } from '../kind'
import { choice } from './choice'

/** A choice whose dictionary is a tree: `under` takes a node and everything below it. */
export const tree: Kind = {
  ...choice,
  icon: 'list-tree',
  column: () => 'text',
  operators: [...choice.operators, 'under'],
}
