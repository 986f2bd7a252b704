import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { useEffect, useRef, useState } from 'react'
import type { ActMeta } from '../../core/metadata/types'
import { Icon } from '../kit/Icon'
import { fill, useWords } from '../words'
import * as words from './words'

/** Where a card can be dropped to leave the board, in sight while one is dragged. */
export const Ends = ({ acts }: { acts: readonly ActMeta[] }) => (
  <div className="board-ends">
    {acts.map(act => (
      <End key={act.name} act={act} />
    ))}
  </div>
)

function End({ act }: { act: ActMeta }) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  useEffect(
    () =>
      dropTargetForElements({
        element: box.current!,
        canDrop: ({ source }) => 'row' in source.data,
        getData: () => ({ act: act.name }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
      }),
    [act.name],
  )
  return (
    <div ref={box} className={`board-end ${act.name}${over ? ' target' : ''}`}>
      {act.icon && <Icon name={act.icon} />}
      {fill(w.dropFor, { act: act.label })}
    </div>
  )
}
