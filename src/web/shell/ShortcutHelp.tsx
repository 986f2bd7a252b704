import { IconButton } from '../kit/Button'
import { Kbd } from '../kit/Kbd'
import { Over } from '../kit/Panel'
import { useWords } from '../words'
import './ShortcutHelp.css'
import * as words from './words'

/** Which keys do what. */
const keys = {
  everywhere: [
    ['search', 'Ctrl K'],
    ['slash', '/'],
    ['create', 'C'],
    ['undo', 'Ctrl Z'],
    ['fold', '['],
    ['help', '?'],
  ],
  list: [
    ['walk', '↑ ↓ ← →'],
    ['open', 'Enter'],
    ['edit', 'F2'],
    ['tick', 'Space'],
    ['tickAll', 'Ctrl A'],
    ['close', 'Esc'],
  ],
  form: [
    ['next', 'Tab'],
    ['save', 'Ctrl Enter'],
    ['drop', 'Esc'],
  ],
} as const

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shortcuts: w } = useWords(words)
  const { kit } = useWords()
  return (
    <Over label={w.title} className="k-dialog" style={{ width: 680 }} onClose={onClose}>
      <div className="shortcut-head">
        <h2>{w.title}</h2>
        <IconButton icon="x" size={28} label={kit.close} onClick={onClose} />
      </div>
      <div className="k-dialog-body shortcut-groups">
        {(Object.keys(keys) as (keyof typeof keys)[]).map(group => (
          <section key={group}>
            <h3>{w.groups[group]}</h3>
            <dl>
              {keys[group].map(([name, pressed]) => (
                <div key={name}>
                  <dt>{w.keys[name]}</dt>
                  <dd>
                    <Kbd>{pressed}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Over>
  )
}
