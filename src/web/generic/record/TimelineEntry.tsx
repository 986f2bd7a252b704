import type { ObjectMeta } from '../../../core/metadata/types'
import { type Row, useMetadata } from '../../api'
import { CodeChip } from '../../fields/CodeChip'
import { FileThumb, fileAddress, type StoredFile } from '../../fields/FileThumb'
import { clockOf, dayOf, dayText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { asList, isEmpty, isNamed, type Named } from '../../fields/value'
import { Icon } from '../../kit/Icon'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { ChangeLines } from './ChangeLines'
import { Deed } from './Deed'
import type { TimelineItem } from './timeline'
import * as sentences from './words'

interface TimelineEntryProps {
  item: TimelineItem
  object: ObjectMeta
  row: Row
  /** Beside a list: one line of text, no references. */
  brief?: boolean
}

/** Icons of the ways to be in contact; every other kind wears the icon of its object. */
const ICONS: Record<string, string> = {
  call: 'phone',
  visit: 'map-pin',
  email: 'mail',
  meeting: 'users',
  wechat: 'messages-square',
  sms: 'message-square',
  note: 'notebook-pen',
}

/** One thing that happened: who, what, when, what was said, and what it refers to. */
export function TimelineEntry({ item, object, row, brief }: TimelineEntryProps) {
  const words = useWords(sentences)
  const lookup = useLookup()
  const { objects } = useMetadata()
  const source = objects.find(o => o.name === item.object)
  if (item.act)
    return item.object === object.name ? (
      <ChangeLines object={object} row={row} item={item} time={clockOf(new Date(item.at))} />
    ) : (
      <Deed item={item} />
    )
  const record = item.record ?? {}
  const leading = source?.fields.find(f => f.name === source.subtitle[0] && f.kind === 'choice')
  const code = leading && typeof record[leading.name] === 'string' ? String(record[leading.name]) : undefined
  const kind = code ? (lookup.item(leading!.dictionary!, code)?.label ?? code) : (source?.label ?? item.kind)
  const person = isNamed(record.contact) && record.contact.id !== row.id ? record.contact.name : null
  const duration = source?.fields.find(f => f.name === 'durationMinutes')
  const lasted = duration ? fieldText(duration, record.durationMinutes, lookup) : ''
  const body = source?.fields.find(f => f.kind === 'longText' && !isEmpty(record[f.name]))
  const said = textOf(item.title, body ? String(record[body.name]) : '', source?.title === 'aboutTitle')
  const at = new Date(item.at)
  return (
    <article className={brief ? 'timeline-entry brief' : 'timeline-entry'}>
      <span className="timeline-entry-icon">
        <Icon name={ICONS[code ?? ''] ?? source?.icon ?? 'circle'} />
      </span>
      <div className="timeline-entry-body">
        <header>
          <b>{item.actor?.name ?? words.system}</b>
          <span className="timeline-entry-what">
            {[[kind, person].filter(Boolean).join(' '), lasted].filter(Boolean).join(' · ')}
          </span>
          <Link to={`/${source?.path ?? item.object}/${item.id}`} className="timeline-entry-when">
            <time dateTime={item.at}>{brief ? dayText(dayOf(at), lookup.lang) : clockOf(at)}</time>
          </Link>
        </header>
        {said && <p className="timeline-entry-text">{said}</p>}
        {source && !brief && (
          <References
            source={source}
            record={record}
            except={[row.id, isNamed(record.contact) ? record.contact.id : '']}
            leading={leading?.name}
          />
        )}
      </div>
    </article>
  )
}

/** Title and text without saying the same twice. */
function textOf(title: string | null, body: string, titleIsAbout: boolean): string {
  if (titleIsAbout || !title || body.startsWith(title.replace(/…$/, ''))) return body
  return body ? `${title}\n${body}` : title
}

interface ReferencesProps {
  source: ObjectMeta
  record: Record<string, unknown>
  /** Records named already: the one on whose page one is, the person in the first line. */
  except: string[]
  leading?: string
}

/** What an entry refers to: records, an outcome, the next date, files. */
function References({ source, record, except, leading }: ReferencesProps) {
  const lookup = useLookup()
  const { objects } = useMetadata()
  const fields = source.fields.filter(
    f =>
      !f.system && f.name !== leading && f.name !== source.timeline && f.name !== 'doneBy' && !isEmpty(record[f.name]),
  )
  const shown = fields.flatMap(field => {
    const value = record[field.name]
    switch (field.kind) {
      case 'ref':
      case 'refs': {
        const target = objects.find(o => o.name === field.target)
        return asList<Named>(value)
          .filter(one => isNamed(one) && !except.includes(one.id))
          .map(one => {
            const inside = (
              <>
                <Icon name={target?.icon ?? 'link'} size={12} />
                {one.name}
              </>
            )
            return target && !target.setup && target.name !== 'user' ? (
              <Link key={`${field.name} ${one.id}`} to={`/${target.path}/${one.id}`} className="reference">
                {inside}
              </Link>
            ) : (
              <span key={`${field.name} ${one.id}`} className="reference">
                {inside}
              </span>
            )
          })
      }
      case 'choice': {
        const item = field.many ? undefined : lookup.item(field.dictionary!, String(value))
        return item?.tone ? [<CodeChip key={field.name} label={item.label} tone={item.tone} />] : []
      }
      case 'date':
        return [
          <span key={field.name} className="reference">
            <Icon name="calendar" size={12} />
            {field.label} {fieldText(field, value, lookup)}
          </span>,
        ]
      case 'text':
        return field.name === 'place'
          ? [
              <span key={field.name} className="reference">
                <Icon name="map-pin" size={12} />
                {String(value)}
              </span>,
            ]
          : []
      case 'files':
        return asList<StoredFile>(value).map(file => (
          <a
            key={file.id}
            href={fileAddress(file)}
            target="_blank"
            rel="noreferrer"
            className={field.images ? 'reference picture' : 'reference'}
          >
            {field.images ? <FileThumb file={file} size={48} /> : <Icon name="paperclip" size={12} />}
            {!field.images && file.name}
          </a>
        ))
      default:
        return []
    }
  })
  const { aboutObject, aboutId, aboutTitle } = record
  const about = objects.find(o => o.name === aboutObject)
  if (about && aboutTitle && !except.includes(String(aboutId)))
    shown.push(
      <Link key="about" to={`/${about.path}/${aboutId}`} className="reference">
        <Icon name={about.icon ?? 'link'} size={12} />
        {String(aboutTitle)}
      </Link>,
    )
  return shown.length > 0 ? <div className="timeline-entry-references">{shown}</div> : null
}
