import { Handle, type Node, type NodeProps, Position, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import '@xyflow/react/dist/base.css'
import type { Steps } from '../../../domain/approvals/definition'
import type { Checked } from '../../../domain/approvals/progress'
import { Icon } from '../../kit/Icon'
import { fill, useWords } from '../../words'
import { isBranch, type Part } from './draft'
import { layout, NODE } from './layout'
import * as words from './words'

interface Shown extends Record<string, unknown> {
  part: Part | null
  end: boolean
  names: string[]
  faulty: boolean
  chosen: boolean
}

/** The flow as a picture: what comes after what, whom it asks, and where something is wrong. Pressing a step opens it. */
export function Preview(props: {
  steps: Steps
  checked: Checked | undefined
  chosen: string | null
  onChoose(id: string): void
}) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  )
}

const types = { step: StepNode }

function Picture({ steps, checked, chosen, onChoose }: Parameters<typeof Preview>[0]) {
  const w = useWords(words)
  const { fitView } = useReactFlow()
  const { nodes, edges } = useMemo(() => layout(steps), [steps])
  const shape = nodes.map(node => node.id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a flow of another shape is looked at anew
  useEffect(() => void setTimeout(() => fitView({ padding: 0.1, maxZoom: 1 })), [shape])
  return (
    <ReactFlow
      aria-label={w.preview}
      nodes={nodes.map(
        (node): Node<Shown> => ({
          id: node.id,
          type: 'step',
          position: { x: node.x, y: node.y },
          width: NODE.width,
          height: NODE.height,
          data: {
            part: node.part,
            end: node.id === 'end',
            names: checked?.people[node.id]?.map(one => one.name) ?? [],
            faulty: !!checked?.faults.some(fault => fault.part === node.id),
            chosen: node.id === chosen,
          },
        }),
      )}
      edges={edges.map(({ from, to }) => ({
        id: `${from} ${to}`,
        source: from,
        target: to,
        type: 'smoothstep',
        pathOptions: { offset: 8, borderRadius: 6 },
      }))}
      nodeTypes={types}
      onNodeClick={(_, node) => node.data.part && onChoose(node.id)}
      fitView
      fitViewOptions={{ padding: 0.1, maxZoom: 1 }}
      minZoom={0.3}
      maxZoom={1.5}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      proOptions={{ hideAttribution: true }}
    />
  )
}

const icons = { decide: 'user-round-check', copy: 'send-horizontal', parallel: 'split', branch: 'git-branch' }

function StepNode({ data }: NodeProps<Node<Shown>>) {
  const w = useWords(words)
  const { part, end, names, faulty, chosen } = data
  const kind = part && (isBranch(part) ? 'branch' : part.kind)
  return (
    <div className={`ad-node ${kind ?? 'edge'}${faulty ? ' faulty' : ''}${chosen ? ' on' : ''}`}>
      {(part || end) && <Handle type="target" position={Position.Top} isConnectable={false} />}
      <span className="ad-node-name">
        <Icon name={kind ? icons[kind] : end ? 'flag' : 'send'} size={14} />
        <span className="ellipsis">{part ? part.name || w.kinds[kind!] : end ? w.ended : w.submitted}</span>
        {part?.when && <span className="ad-node-when">{w.conditional}</span>}
        {faulty && <Icon name="triangle-alert" size={14} />}
      </span>
      {part && !isBranch(part) && part.kind !== 'parallel' && (
        <span className="ad-node-more ellipsis">
          {part.kind === 'decide' && names.length > 1 ? `${w.modes[part.mode].split(/[：:]/)[0]} · ` : ''}
          {names.length ? fill(part.kind === 'copy' ? w.tells : w.asks, { names: names.join(w.separator) }) : '–'}
        </span>
      )}
      {!end && <Handle type="source" position={Position.Bottom} isConnectable={false} />}
    </div>
  )
}
