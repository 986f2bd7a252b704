import { useMetadata } from '../../api'
import { clockOf } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { Icon } from '../../kit/Icon'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { changeText } from './ChangeLines'
import { fieldOf } from './name'
import type { TimelineItem } from './timeline'
import * as sentences from './words'

/** What somebody did with a record, told apart from the record's own page: 周雨桐 修改了客户 宜宾百汇酒业. */
export function Deed({ item }: { item: TimelineItem }) {
  const words = useWords(sentences)
  const lookup = useLookup()
  const { objects } = useMetadata()
  const object = objects.find(o => o.name === item.object)
  const id = item.record?.id
  const label = object?.label ?? item.object
  const act = object?.acts.find(a => a.name === item.act)?.label
  const told = words.deeds[item.act ?? '']?.(label) ?? (act ? words.didAct(act, label) : words.deeds.update!(label))
  const name = item.title || label
  const changes =
    object && item.act === 'update'
      ? (item.changes ?? []).flatMap(({ field: name, from, to }) => {
          const field = fieldOf(object, name)
          return field
            ? [changeText(words, field.label, fieldText(field, from, lookup), fieldText(field, to, lookup))]
            : []
        })
      : []
  return (
    <article className="timeline-entry">
      <span className="timeline-entry-icon">
        <Icon name={object?.icon ?? 'circle'} />
      </span>
      <div className="timeline-entry-body">
        <header>
          <b>{item.actor?.name ?? words.system}</b>
          <span className="timeline-entry-what">
            {told} {object && item.act !== 'delete' ? <Link to={`/${object.path}/${id}`}>{name}</Link> : name}
          </span>
          <time className="timeline-entry-when" dateTime={item.at}>
            {clockOf(new Date(item.at))}
          </time>
        </header>
        {changes.length > 0 && <p className="timeline-entry-text">{changes.join('\n')}</p>}
      </div>
    </article>
  )
}
