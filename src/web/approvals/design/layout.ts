import type { Step, Steps } from '../../../domain/approvals/definition'
import type { Part } from './draft'

export const NODE = { width: 208, height: 64 }
const GAP = { x: 24, y: 36 }

export interface Placed {
  id: string
  /** None: where the request begins or ends. */
  part: Part | null
  x: number
  y: number
}
export interface Drawing {
  nodes: Placed[]
  edges: { from: string; to: string }[]
}

const widthOf = (steps: Steps): number => Math.max(NODE.width, ...steps.map(widthOfStep))
const widthOfStep = (step: Step): number =>
  step.kind === 'parallel'
    ? step.branches.reduce((sum, one) => sum + widthOf(one.steps), 0) + GAP.x * Math.max(0, step.branches.length - 1)
    : NODE.width

/** Where the steps of a flow stand from top to bottom, branches side by side. */
export function layout(steps: Steps): Drawing {
  const drawing: Drawing = { nodes: [], edges: [] }
  const place = (id: string, part: Part | null, center: number, y: number, after: readonly string[]) => {
    drawing.nodes.push({ id, part, x: center - NODE.width / 2, y })
    for (const from of after) drawing.edges.push({ from, to: id })
  }
  /** @returns which nodes the next follows, and where it may stand */
  const lay = (list: Steps, center: number, top: number, after: readonly string[]): { ends: string[]; y: number } => {
    let ends = [...after]
    let y = top
    for (const step of list) {
      place(step.id, step, center, y, ends)
      ends = [step.id]
      y += NODE.height + GAP.y
      if (step.kind !== 'parallel' || step.branches.length === 0) continue
      let left = center - widthOfStep(step) / 2
      const laid = step.branches.map(one => {
        const width = widthOf(one.steps)
        const middle = left + width / 2
        left += width + GAP.x
        place(one.id, one, middle, y, [step.id])
        return lay(one.steps, middle, y + NODE.height + GAP.y, [one.id])
      })
      ends = laid.flatMap(one => one.ends)
      y = Math.max(...laid.map(one => one.y))
    }
    return { ends, y }
  }
  place('begin', null, 0, 0, [])
  const { ends, y } = lay(steps, 0, NODE.height + GAP.y, ['begin'])
  place('end', null, 0, y, ends)
  return drawing
}
