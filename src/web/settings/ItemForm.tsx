import { useState } from 'react'
import { patch, post } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { Select } from '../fields/Select'
import { FormDrawer, useSending } from '../generic/form/FormDrawer'
import { Input, Labelled, Switch } from '../kit/Input'
import { useWords } from '../words'
import type { Item } from './items'
import * as words from './words'

/** How a value may look: grades differ by weight, meanings by colour. */
const TONES = ['', 'g1', 'g2', 'line', 'accent', 'won', 'due', 'over', 'risk', 'lost'] as const

/** Adds an item to a dictionary or changes one. Its code stays, since records hold it. */
export function ItemForm({
  dictionary,
  items,
  item,
  parent: below,
  onClose,
  onSaved,
}: {
  dictionary: string
  items: readonly Item[]
  item?: Item
  parent?: string | null
  onClose(): void
  onSaved(name: string): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const [label, setLabel] = useState(item?.label ?? '')
  const [labelEn, setLabelEn] = useState(item?.labelEn ?? '')
  const [code, setCode] = useState(item?.code ?? '')
  const [parent, setParent] = useState<string | null>(item ? item.parent : (below ?? null))
  const [tone, setTone] = useState(item?.tone ?? '')
  const [active, setActive] = useState(item?.active !== false)
  const [tried, setTried] = useState(false)
  const sending = useSending()
  const title = item ? w.changeItem : w.newItem
  const submit = () => {
    setTried(true)
    if (!label.trim()) return
    const values = { label: label.trim(), labelEn: labelEn.trim() || null, parent, tone: tone || null, active }
    void sending.send(async () => {
      if (item) await patch(`/api/dictionary-items/${item.id}`, values, { version: item.version })
      else await post('/api/dictionary-items', { dictionary, ...values, code: code.trim() || undefined })
      onClose()
      onSaved(values.label)
    })
  }
  const { at } = sending
  return (
    <FormDrawer title={title} sending={sending} onSubmit={submit} onClose={onClose}>
      <div className="form-row">
        <Labelled label={w.itemName} required error={at('label') ?? (tried && !label.trim() ? w.fillIn : undefined)}>
          {ids => (
            <Input {...ids} data-autofocus maxLength={200} value={label} onChange={e => setLabel(e.target.value)} />
          )}
        </Labelled>
      </div>
      <div className="form-row">
        <Labelled label={w.itemEnglish} error={at('labelEn')}>
          {ids => <Input {...ids} maxLength={200} value={labelEn} onChange={e => setLabelEn(e.target.value)} />}
        </Labelled>
      </div>
      <div className="form-row">
        <Labelled label={w.itemCode} error={at('code')} hint={item ? w.codeStays : w.codeHint}>
          {ids => (
            <Input
              {...ids}
              disabled={!!item}
              maxLength={60}
              value={code}
              onChange={event => setCode(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <div className="form-row">
        <Labelled label={w.itemParent} error={at('parent')}>
          {ids => (
            <Select
              id={ids.id}
              label={w.itemParent}
              value={parent ?? ''}
              options={[
                { value: '', label: kit.none },
                ...items.filter(i => i.code !== item?.code).map(i => ({ value: i.code, label: i.label, note: i.code })),
              ]}
              onChange={next => setParent(next || null)}
            />
          )}
        </Labelled>
      </div>
      <div className="form-row">
        <div className="k-labelled-head">
          <span>{w.itemTone}</span>
        </div>
        <div className="tones" role="radiogroup" aria-label={w.itemTone}>
          {TONES.map(one => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={tone === one}
              aria-label={w.tones[one]}
              onClick={() => setTone(one)}
            >
              <CodeChip label={w.tones[one] ?? one} tone={one || undefined} />
            </button>
          ))}
        </div>
      </div>
      <div className="set-switch">
        <Switch on={active} onChange={setActive} label={w.active} />
        <span aria-hidden="true">{w.active}</span>
        <span className="small t3">{w.activeHint}</span>
      </div>
    </FormDrawer>
  )
}
