import type { Asked, AskedKind } from '../../domain/execution'
import { useMetadata } from '../api'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input, Labelled, TextArea } from '../kit/Input'
import { fill, useWords } from '../words'
import { newAsked, shifted } from './typeDraft'
import * as words from './words'

const KINDS: readonly AskedKind[] = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'choice',
  'flag',
  'region',
  'phone',
  'email',
  'url',
]

/** The questions of a type or a step: their names and kinds, in order. */
export function AskedList({
  asks,
  none,
  onChange,
}: {
  asks: readonly Asked[]
  none?: string
  onChange(asks: Asked[]): void
}) {
  const w = useWords(words).settings
  const { dictionaries } = useMetadata()
  const kinds = KINDS.map(kind => ({
    value: kind,
    label: dictionaries.fieldKind?.items.find(one => one.code === kind)?.label ?? kind,
  }))
  const put = (at: number, change: Partial<Asked>) =>
    onChange(asks.map((one, i) => (i === at ? { ...one, ...change } : one)))
  return (
    <>
      {asks.length === 0 && none && <p className="t3">{none}</p>}
      {asks.map((asked, at) => {
        const name = { name: asked.label }
        return (
          <div key={asked.key} className="asked">
            <Labelled label={w.askName}>
              {ids => (
                <Input
                  {...ids}
                  value={asked.label}
                  maxLength={60}
                  onChange={event => put(at, { label: event.target.value })}
                />
              )}
            </Labelled>
            <Labelled label={w.askKind}>
              {ids => (
                <Select
                  id={ids.id}
                  label={w.askKind}
                  options={kinds}
                  value={asked.kind}
                  onChange={kind => put(at, { kind: kind as AskedKind })}
                />
              )}
            </Labelled>
            <Labelled label={w.askHint}>
              {ids => (
                <Input
                  {...ids}
                  value={asked.hint ?? ''}
                  maxLength={200}
                  onChange={event => put(at, { hint: event.target.value })}
                />
              )}
            </Labelled>
            <Checkbox checked={!!asked.required} onChange={required => put(at, { required })}>
              {w.askRequired}
            </Checkbox>
            <span className="asked-acts">
              <IconButton
                icon="arrow-up"
                size={24}
                label={fill(w.moveUp, name)}
                disabled={at === 0}
                onClick={() => onChange(shifted(asks, at, -1))}
              />
              <IconButton
                icon="arrow-down"
                size={24}
                label={fill(w.moveDown, name)}
                disabled={at === asks.length - 1}
                onClick={() => onChange(shifted(asks, at, 1))}
              />
              <IconButton
                icon="trash-2"
                size={24}
                label={fill(w.removeAsk, name)}
                onClick={() => onChange(asks.filter((_, i) => i !== at))}
              />
            </span>
            {asked.kind === 'choice' && (
              <div className="asked-choices">
                <Labelled label={w.askChoices} hint={w.askChoicesHint}>
                  {ids => (
                    <TextArea
                      {...ids}
                      rows={3}
                      value={(asked.choices ?? []).join('\n')}
                      onChange={event => put(at, { choices: event.target.value.split('\n') })}
                    />
                  )}
                </Labelled>
              </div>
            )}
          </div>
        )
      })}
      <Button icon="plus" size={28} onClick={() => onChange([...asks, newAsked(w.newAsk)])}>
        {w.addAsk}
      </Button>
    </>
  )
}
