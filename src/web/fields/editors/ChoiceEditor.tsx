import { useState } from 'react'
import { Icon } from '../../kit/Icon'
import { useWords } from '../../words'
import { CodeChip } from '../CodeChip'
import type { EditorProps } from '../editor'
import { FieldCell } from '../FieldCell'
import { useNodes } from '../lookups'
import { Picker } from '../Picker'
import { above, findNode, matching, type Node } from '../tree'
import { asList } from '../value'
import * as sentences from '../words'
import { type Ends, PickerField } from './PickerField'

/** choice, tree, region: values from a dictionary or the divisions. A value with more below it opens; typing finds at any depth. */
export function ChoiceEditor(props: EditorProps) {
  return (
    <PickerField {...props} shown={<FieldCell field={props.field} value={props.value} />}>
      {ends => <ChoicePicker {...props} {...ends} />}
    </PickerField>
  )
}

function ChoicePicker({ field, value, onChange, onCommit, chosen, left }: EditorProps & Ends) {
  const words = useWords(sentences)
  const nodes = useNodes(field)
  const selected = asList<string>(value)
  const [typed, setTyped] = useState('')
  const [inside, setInside] = useState<Node | null | undefined>(undefined)
  const parent = inside === undefined ? (selected[0] ? findNode(nodes ?? [], selected[0])?.parent : undefined) : inside
  const searching = typed.trim() !== ''
  const offered = searching ? matching(nodes ?? [], typed) : parent ? [parent, ...parent.children] : (nodes ?? [])

  const choose = (code: string) => {
    if (field.many) {
      onChange(selected.includes(code) ? selected.filter(c => c !== code) : [...selected, code])
      return
    }
    onChange(code)
    onCommit?.(code)
    chosen()
  }
  return (
    <Picker
      key={parent?.value ?? ''}
      label={words.pick(field.label)}
      options={offered.map(node => ({
        value: node.value,
        label: node.label,
        show: field.kind === 'choice' ? <CodeChip label={node.label} tone={node.tone} /> : undefined,
        note: searching ? above(node) : undefined,
        opens: !searching && node !== parent && node.children.length > 0,
      }))}
      selected={selected}
      onChoose={choose}
      onOpen={code => setInside(offered.find(n => n.value === code))}
      onBack={parent ? () => setInside(parent.parent ?? null) : undefined}
      onClose={left}
      typed={typed}
      onTyped={setTyped}
      waiting={!nodes}
      above={
        parent && !searching ? (
          <button type="button" className="picker-back" onClick={() => setInside(parent.parent ?? null)}>
            <Icon name="chevron-left" size={14} />
            {above(parent) || words.all}
          </button>
        ) : null
      }
    />
  )
}
