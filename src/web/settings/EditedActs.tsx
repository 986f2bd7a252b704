import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { IconButton } from '../kit/Button'
import { Switch } from '../kit/Input'
import { Menu, type MenuEntry } from '../kit/Menu'
import { useWords } from '../words'
import type { EditedRow } from './useEdited'

interface EditedActsProps {
  object: ObjectMeta
  row: EditedRow
  set(field: string, value: unknown): void
  onRemove(): void
  more?: MenuEntry[]
}

/** In the head of an editor: on or off, and what else one may do with the row. */
export function EditedActs({ object, row, set, onRemove, more = [] }: EditedActsProps) {
  const { kit } = useWords()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  return (
    <>
      <Switch
        on={row.active !== false}
        label={`${object.fields.find(f => f.name === 'active')?.label} ${row.name}`}
        onChange={on => set('active', on)}
      />
      {row.id && <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />}
      {menu && (
        <Menu
          anchor={menu}
          label={kit.more}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[...more, { label: kit.remove, icon: 'trash-2', danger: true, onSelect: onRemove }]}
        />
      )}
    </>
  )
}
