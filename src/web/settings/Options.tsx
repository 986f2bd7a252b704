import { useState } from 'react'
import { useMetadata } from '../api'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { Input, Labelled, TextArea } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { fill, useWords } from '../words'
import { newNames } from './items'
import * as words from './words'

/** For every option that repeats one above: the number of that one, counted from 1. */
export function repeated(options: readonly string[]): Map<number, number> {
  const first = new Map<string, number>()
  const twice = new Map<number, number>()
  options.forEach((option, i) => {
    const text = option.trim()
    if (!text) return
    const before = first.get(text)
    if (before === undefined) first.set(text, i + 1)
    else twice.set(i, before)
  })
  return twice
}

/** The values one may choose: written here, or those of a dictionary there is. */
export function Options({
  options,
  onChange,
  dictionary,
  onDictionary,
  tried,
  error,
}: {
  options: string[]
  onChange(options: string[]): void
  dictionary: string | null
  onDictionary(name: string | null): void
  tried: boolean
  error?: string
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const { dictionaries } = useMetadata()
  const [pasting, setPasting] = useState<string | null>(null)
  const [choosing, setChoosing] = useState(false)
  const twice = repeated(options)
  const empty = options.every(o => !o.trim())
  const set = (i: number, text: string) => onChange(options.map((o, n) => (n === i ? text : o)))
  const move = (i: number, by: number) => {
    const to = i + by
    if (to < 0 || to >= options.length) return
    const next = [...options]
    next.splice(to, 0, ...next.splice(i, 1))
    onChange(next)
  }
  if (choosing || dictionary)
    return (
      <div className="form-row">
        <Labelled
          label={w.fromDictionary}
          required
          error={error ?? (tried && !dictionary ? w.chooseOne : undefined)}
          beside={
            <Button
              look="link"
              onClick={() => {
                setChoosing(false)
                onDictionary(null)
              }}
            >
              {w.writeOptions}
            </Button>
          }
        >
          {ids => (
            <Select
              id={ids.id}
              label={w.fromDictionary}
              value={dictionary}
              options={Object.entries(dictionaries).map(([name, d]) => ({
                value: name,
                label: d.label,
                note: d.items
                  .slice(0, 3)
                  .map(i => i.label)
                  .join('、'),
              }))}
              onChange={onDictionary}
            />
          )}
        </Labelled>
      </div>
    )
  return (
    <div className="field-options">
      <div className="small t2">{w.options}</div>
      {options.map((option, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is nothing but its place until it is saved
        <div key={i}>
          <div className="field-option">
            <Input
              aria-label={fill(w.optionN, { n: i + 1 })}
              maxLength={200}
              invalid={twice.has(i) || (tried && empty && i === 0)}
              value={option}
              onChange={event => set(i, event.target.value)}
              onKeyDown={event => {
                if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
                  event.preventDefault()
                  move(i, event.key === 'ArrowUp' ? -1 : 1)
                }
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
                event.preventDefault()
                onChange([...options.slice(0, i + 1), '', ...options.slice(i + 1)])
              }}
              onPaste={event => {
                const text = event.clipboardData.getData('text')
                if (!/\n./.test(text.trim())) return
                event.preventDefault()
                onChange([...options.filter(o => o.trim()), ...newNames(text, options).names])
              }}
            />
            <IconButton icon="arrow-up" size={28} label={fill(w.optionUp, { n: i + 1 })} onClick={() => move(i, -1)} />
            <IconButton
              icon="trash-2"
              size={28}
              label={fill(w.optionRemove, { n: i + 1 })}
              onClick={() => onChange(options.filter((_, n) => n !== i))}
            />
          </div>
          {twice.has(i) && (
            <div className="field-option-error" role="alert">
              {fill(w.optionTwice, { n: twice.get(i)! })}
            </div>
          )}
        </div>
      ))}
      {(error || (tried && empty)) && (
        <div className="field-option-error" role="alert">
          {error ?? w.noOptions}
        </div>
      )}
      <div className="field-option-acts">
        <Button look="link" icon="plus" onClick={() => onChange([...options, ''])}>
          {w.addOption}
        </Button>
        <Button look="link" onClick={() => setChoosing(true)}>
          {w.fromDictionary}
        </Button>
        <Button look="link" onClick={() => setPasting('')}>
          {w.pasteLines}
        </Button>
      </div>
      {pasting !== null && (
        <Dialog
          title={w.pasteLines}
          onClose={() => setPasting(null)}
          foot={
            <>
              <Button onClick={() => setPasting(null)}>{kit.cancel}</Button>
              <Button
                look="primary"
                onClick={() => {
                  onChange([...options.filter(o => o.trim()), ...newNames(pasting, options).names])
                  setPasting(null)
                }}
              >
                {fill(w.addMany, { n: newNames(pasting, options).names.length })}
              </Button>
            </>
          }
        >
          <Labelled label={w.pasteHint}>
            {ids => (
              <TextArea
                {...ids}
                data-autofocus
                rows={12}
                value={pasting}
                onChange={event => setPasting(event.target.value)}
              />
            )}
          </Labelled>
        </Dialog>
      )}
    </div>
  )
}
