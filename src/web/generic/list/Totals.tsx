import type { ObjectMeta } from '../../../core/metadata/types'
import { useAggregate } from '../../api'
import { useLookup } from '../../fields/lookups'
import { fill, useWords } from '../../words'
import { sumLabel, sumText, useSummed } from './sums'
import type { Asked, Lines } from './useLines'
import * as words from './words'

/** The foot of a list: how many, what the figures of its columns add up to, and how fresh it is. */
export function Totals({ object, asked, lines }: { object: ObjectMeta; asked: Asked; lines: Lines }) {
  const w = useWords(words)
  const lookup = useLookup()
  const summed = useSummed(object, asked.fields)
  const { data } = useAggregate(
    object.path,
    { groupBy: summed.groupBy, measures: [{ fn: 'count' }, ...summed.measures], filter: asked.filter ?? undefined },
    { enabled: asked.ready && !asked.deleted && summed.measures.length > 0 },
  )
  const minutes = lines.updatedAt ? Math.floor((Date.now() - lines.updatedAt) / 60_000) : 0
  const [before, after] = w.total.split('{n}')
  return (
    <footer className="list-foot">
      {lines.total !== null && (
        <span>
          {before}
          <b>{lines.total.toLocaleString('en-US')}</b>
          {after}
        </span>
      )}
      {data &&
        summed
          .of(data.items)
          .filter(s => Object.keys(s.values).length > 0)
          .map(s => (
            <span key={s.field.name}>
              {sumLabel(s, w)} <b>{sumText(s, lookup)}</b>
            </span>
          ))}
      <span className="spring" />
      {lines.updatedAt > 0 && (
        <span className="t3">{minutes < 1 ? w.justNow : fill(w.minutesAgo, { n: minutes })}</span>
      )}
    </footer>
  )
}
