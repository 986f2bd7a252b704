import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { IconButton } from '../kit/Button'
import { Switch } from '../kit/Input'
import { Menu, type MenuEntry } from '../kit/Menu'
import { useWords } from '../words'
import type { Setting } from './setting'
import * as words from './words'

interface SettingActsProps {
  object: ObjectMeta
  setting: Setting
  set(name: string, value: unknown): void
  onRemove(): void
  more?: MenuEntry[]
}

/** In the head of a setting: on or off, and what else one may do with it. */
export function SettingActs({ object, setting, set, onRemove, more = [] }: SettingActsProps) {
  const w = useWords(words).rule
  const { kit } = useWords()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  return (
    <>
      <Switch
        on={setting.active}
        label={`${object.fields.find(f => f.name === 'active')?.label} ${setting.name}`}
        onChange={on => set('active', on)}
      />
      {setting.id && <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />}
      {menu && (
        <Menu
          anchor={menu}
          label={kit.more}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[...more, { label: w.remove, icon: 'trash-2', danger: true, onSelect: onRemove }]}
        />
      )}
    </>
  )
}
