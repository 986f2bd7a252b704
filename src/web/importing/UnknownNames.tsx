import type { ObjectMeta } from '../../core/metadata/types'
import { FieldEditor } from '../fields/FieldEditor'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { fill, useWords } from '../words'
import type { Preview } from './api'
import { meaning, type Options } from './options'
import * as words from './words'

const SHOWN = 12

/** Names that no record bears: each is one that is there, as suggested or as chosen. */
export function UnknownNames({
  object,
  field: name,
  unknown,
  options,
  onChange,
}: {
  object: ObjectMeta
  field: string
  unknown: Preview['names'][number]['words']
  options: Options
  onChange(options: Options): void
}) {
  const w = useWords(words)
  const field = object.fields.find(f => f.name === name)
  if (!field) return null
  const suggested = unknown.filter(word => word.like)
  return (
    <>
      {unknown.slice(0, SHOWN).map(({ text, count, like }) => (
        <div key={text} className="imp-word">
          <span className="ellipsis" title={text}>
            {text}
          </span>
          <span className="small t3">{fill(w.rows, { n: count.toLocaleString('en-US') })}</span>
          <Icon name="arrow-right" />
          {like ? (
            <Button size={28} onClick={() => onChange(meaning(options, name, text, like.id))}>
              {fill(w.means, { name: like.name })}
            </Button>
          ) : (
            <FieldEditor
              field={{ ...field, label: fill(w.meaningOf, { text }), required: false }}
              value={null}
              placeholder={w.chooseValue}
              onChange={chosen => onChange(meaning(options, name, text, (chosen as { id: string } | null)?.id ?? null))}
            />
          )}
        </div>
      ))}
      {unknown.length > SHOWN && <p className="small t3">{fill(w.moreWords, { n: unknown.length - SHOWN })}</p>}
      {suggested.length > 1 && (
        <Button
          size={28}
          look="link"
          onClick={() =>
            onChange(suggested.reduce((said, word) => meaning(said, name, word.text, word.like!.id), options))
          }
        >
          {fill(w.meansAll, { n: suggested.length })}
        </Button>
      )}
    </>
  )
}
