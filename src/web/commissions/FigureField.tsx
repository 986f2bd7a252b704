import { useState } from 'react'
import { typedFigure, typedMoney } from '../fields/typedFigure'
import { Input, Labelled } from '../kit/Input'

/** A figure or an amount that is no field's: understood as it is typed, 15.2 万 too; what can't be read counts as nothing. */
export function FigureField({
  label,
  value,
  onChange,
  money,
  placeholder,
  disabled,
}: {
  label: string
  /** Minor units where `money`. */
  value: number | null | undefined
  onChange(value: number | null): void
  money?: boolean
  placeholder?: string
  disabled?: boolean
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const plain = value === null || value === undefined ? '' : String(money ? value / 100 : value)
  const read = (text: string): number | null => {
    if (!text.trim()) return null
    const figure = money ? typedMoney(text) : typedFigure(text)
    return typeof figure === 'number' ? figure : null
  }
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null
  return (
    <Labelled label={label}>
      {ids => (
        <Input
          {...ids}
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? plain}
          placeholder={placeholder}
          disabled={disabled}
          invalid={wrong}
          onChange={event => {
            setTyped(event.target.value)
            onChange(read(event.target.value))
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Labelled>
  )
}
