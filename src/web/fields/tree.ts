import type { DictionaryItemMeta } from '../../core/metadata/types'
import type { Division } from '../../core/vocabulary/divisions'

/** A choice with what lies below it: dictionaries that are trees, and China's divisions. */
export interface Node {
  value: string
  label: string
  tone?: string
  parent?: Node
  children: Node[]
}

export function nodesOf(items: DictionaryItemMeta[]): Node[] {
  const nodes = new Map<string, Node>(
    items.filter(i => !i.inactive).map(i => [i.code, { value: i.code, label: i.label, tone: i.tone, children: [] }]),
  )
  const roots: Node[] = []
  for (const item of items) {
    const node = nodes.get(item.code)
    if (!node) continue
    const parent = item.parent ? nodes.get(item.parent) : undefined
    if (parent) {
      node.parent = parent
      parent.children.push(node)
    } else roots.push(node)
  }
  return roots
}

export function nodesOfDivisions(divisions: Division[], parent?: Node): Node[] {
  return divisions.map(division => {
    const node: Node = { value: division.code, label: division.name, parent, children: [] }
    node.children = nodesOfDivisions(division.children ?? [], node)
    return node
  })
}

export function findNode(nodes: Node[], value: string): Node | undefined {
  for (const node of nodes) {
    const found = node.value === value ? node : findNode(node.children, value)
    if (found) return found
  }
  return undefined
}

/** Names from the root down to the node's parent. */
export function above(node: Node): string {
  const names: string[] = []
  for (let at = node.parent; at; at = at.parent) names.unshift(at.label)
  return names.join(' › ')
}

/** Nodes whose label or code holds what was typed, those that begin with it first; at most `limit`. */
export function matching(nodes: Node[], typed: string, limit = 60): Node[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  const begin: Node[] = []
  const within: Node[] = []
  const walk = (level: Node[]) => {
    for (const node of level) {
      const label = node.label.toLowerCase()
      if (label.startsWith(wanted) || node.value.toLowerCase() === wanted) begin.push(node)
      else if (label.includes(wanted)) within.push(node)
      walk(node.children)
    }
  }
  walk(nodes)
  return [...begin, ...within].slice(0, limit)
}
