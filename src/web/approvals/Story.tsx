import type { ObjectMeta } from '../../core/metadata/types'
import type { Line } from '../../domain/approvals/story'
import { momentText } from '../fields/format'
import { fill, useLang, useWords } from '../words'
import * as words from './words'

/** What happened to a request, in sentences, the latest last. */
export function Story({ lines, object }: { lines: readonly Line[]; object: ObjectMeta | undefined }) {
  const w = useWords(words)
  const lang = useLang()
  const sentence = (line: Line): string | null => {
    const people = line.people.filter(Boolean).join(w.separator)
    const told = line.kind === 'open' && line.copied
    // Branches begin and end with their steps.
    if (line.kind === 'open' && !people) return null
    const form = line.kind === 'transfer' && !line.by ? w.tells.stoodIn : told ? w.tells.told : w.tells[line.kind]
    return fill(form, { by: line.by ?? '', step: line.step ?? w.toSubmitter, people })
  }
  return (
    <ol className="ap-story">
      {lines.map((line, i) => {
        const text = sentence(line)
        const fields = line.fields.map(name => object?.fields.find(f => f.name === name)?.label ?? name)
        return text === null ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a story only grows at its end
          <li key={i} className={line.kind}>
            <span>
              {text}
              {fields.length > 0 && (
                <span className="t2"> · {fill(w.changedFields, { fields: fields.join(w.separator) })}</span>
              )}
            </span>
            <time className="t3 small">{momentText(line.at, lang)}</time>
            {line.comment && <p>{line.comment}</p>}
          </li>
        )
      })}
    </ol>
  )
}
