import { Button, IconButton } from '../kit/Button'
import { Checkbox } from '../kit/Input'
import { Popover } from '../kit/Popover'
import { fill, useWords } from '../words'
import { type Arrangement, type Column, moved, placed } from './arrangement'
import type { PanelName } from './panels'
import * as words from './words'

/** Which panels stand on the workbench, where and in which order. Every change applies at once and is kept. */
export function Arrange({
  anchor,
  arrangement,
  standard,
  offered,
  onChange,
  onClose,
}: {
  anchor: HTMLElement
  arrangement: Arrangement
  standard: Arrangement
  offered: PanelName[]
  onChange: (next: Arrangement) => void
  onClose: () => void
}) {
  const w = useWords(words)
  const columnOf = (panel: string): Column | null =>
    arrangement.main.includes(panel) ? 'main' : arrangement.side.includes(panel) ? 'side' : null
  const shown = [...arrangement.main, ...arrangement.side].filter((p): p is PanelName =>
    offered.includes(p as PanelName),
  )
  const hidden = offered.filter(p => !shown.includes(p))
  return (
    <Popover anchor={anchor} onClose={onClose} placement="bottom-end" label={w.arrange} width={320}>
      <p className="arrange-text">{w.arrangeText}</p>
      <ul className="arrange">
        {[...shown, ...hidden].map(panel => {
          const column = columnOf(panel)
          const name = w.panels[panel]
          return (
            <li key={panel}>
              <Checkbox
                checked={column !== null}
                onChange={on =>
                  onChange(placed(arrangement, panel, on ? (standard.side.includes(panel) ? 'side' : 'main') : null))
                }
              >
                {name}
              </Checkbox>
              <span className="spring" />
              {column && (
                <>
                  <IconButton
                    icon={column === 'main' ? 'panel-right' : 'panel-left'}
                    size={24}
                    label={column === 'main' ? w.right : w.left}
                    onClick={() => onChange(placed(arrangement, panel, column === 'main' ? 'side' : 'main'))}
                  />
                  <IconButton
                    icon="arrow-up"
                    size={24}
                    label={fill(w.up, { panel: name })}
                    onClick={() => onChange(moved(arrangement, panel, -1))}
                  />
                  <IconButton
                    icon="arrow-down"
                    size={24}
                    label={fill(w.down, { panel: name })}
                    onClick={() => onChange(moved(arrangement, panel, 1))}
                  />
                </>
              )}
            </li>
          )
        })}
      </ul>
      <Button look="link" className="arrange-restore" onClick={() => onChange(standard)}>
        {w.restore}
      </Button>
    </Popover>
  )
}
