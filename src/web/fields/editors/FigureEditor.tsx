import { useState } from 'react'
import { controlProps, type EditorProps } from '../editor'
import { typedFigure, typedMoney } from '../typedFigure'
import { endOnKeys } from './TextEditor'

/** number and money. What is typed stays as typed until it is left; 15.2 万 is understood. */
export function FigureEditor(props: EditorProps) {
  const { field, value, onChange, onCommit, autoFocus, row } = props
  const money = field.kind === 'money'
  const [typed, setTyped] = useState<string | null>(null)
  const plain = typeof value === 'number' ? String(money ? value / 100 : value) : value == null ? '' : String(value)

  const read = (text: string): unknown => {
    if (text.trim() === '') return null
    return (money ? typedMoney(text) : typedFigure(text)) ?? text
  }
  const change = (text: string) => {
    setTyped(text)
    onChange(read(text))
  }
  const unit = money ? (row?.currency as string | undefined) : field.unit
  return (
    <span className={unit && !props.inCell ? 'field-unit' : 'field-unit bare'}>
      <input
        {...controlProps(props)}
        inputMode="decimal"
        placeholder={props.placeholder}
        autoComplete="off"
        value={typed ?? plain}
        onChange={event => change(event.target.value)}
        onKeyDown={event => endOnKeys(event, props)}
        onFocus={event => event.target.select()}
        onBlur={() => {
          setTyped(null)
          onCommit?.(value)
        }}
        // biome-ignore lint/a11y/noAutofocus: it appears because one wants to write
        autoFocus={autoFocus}
      />
      {unit && !props.inCell && <span className="field-suffix">{unit}</span>}
    </span>
  )
}
