import { type KeyboardEvent, useId } from 'react'
import { Icon } from './Icon'
import { Kbd } from './Kbd'
import './Menu.css'
import { type Placement, Popover } from './Popover'

export interface MenuItem {
  label: string
  icon?: string
  /** A quiet word at the right: a count, a value. */
  note?: string
  kbd?: string
  checked?: boolean
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
  /** Leaves the menu open, for things that are switched on and off. */
  stay?: boolean
}
/** Items, `'-'` for a line, `{ title }` for a heading. */
export type MenuEntry = MenuItem | '-' | { title: string } | false | null | undefined

const isItem = (entry: MenuEntry): entry is MenuItem =>
  typeof entry === 'object' && entry !== null && 'onSelect' in entry

/** A menu hanging from `anchor`. Arrows walk, letters jump, Enter chooses, Esc closes. */
export function Menu({
  anchor,
  entries,
  onClose,
  placement,
  label,
  width,
}: {
  anchor: HTMLElement
  entries: MenuEntry[]
  onClose: () => void
  placement?: Placement
  label: string
  width?: number
}) {
  const id = useId()
  const mark = entries.some(entry => isItem(entry) && entry.checked !== undefined)
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')]
    const now = items.indexOf(document.activeElement as HTMLElement)
    const next =
      event.key === 'ArrowDown'
        ? items[(now + 1) % items.length]
        : event.key === 'ArrowUp'
          ? items.at(now <= 0 ? -1 : now - 1)
          : event.key === 'Home'
            ? items[0]
            : event.key === 'End'
              ? items.at(-1)
              : event.key.length === 1
                ? [...items.slice(now + 1), ...items].find(i =>
                    i.textContent?.toLowerCase().startsWith(event.key.toLowerCase()),
                  )
                : undefined
    if (next) {
      event.preventDefault()
      next.focus()
    }
    if (event.key === 'Tab') onClose()
  }
  return (
    <Popover anchor={anchor} onClose={onClose} placement={placement} label={label} role="menu" width={width}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu around it */}
      <div onKeyDown={walk}>
        {entries.map((entry, i) => {
          if (!entry) return null
          // Entries have no identity of their own and never reorder while the menu is open.
          const key = `${id}${i}`
          if (entry === '-') return <hr key={key} className="k-menu-line" />
          if (!isItem(entry))
            return (
              <div key={key} className="k-menu-title" role="presentation">
                {entry.title}
              </div>
            )
          return (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role takes aria-checked exactly when it is given
            <button
              key={key}
              type="button"
              role={entry.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={entry.checked}
              disabled={entry.disabled}
              className={`k-menu-item${entry.danger ? ' danger' : ''}`}
              onClick={() => {
                if (!entry.stay) {
                  onClose()
                  anchor.focus()
                }
                entry.onSelect()
              }}
            >
              {entry.icon && <Icon name={entry.icon} />}
              <span className="k-menu-label">{entry.label}</span>
              {entry.note && <span className="k-menu-note">{entry.note}</span>}
              {entry.kbd && <Kbd>{entry.kbd}</Kbd>}
              {mark && <span className="k-menu-mark">{entry.checked && <Icon name="check" />}</span>}
            </button>
          )
        })}
      </div>
    </Popover>
  )
}
