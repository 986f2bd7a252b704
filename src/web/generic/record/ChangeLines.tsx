import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Row, useObject } from '../../api'
import { FileThumb, fileAddress, type StoredFile } from '../../fields/FileThumb'
import { momentText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { asList, canEdit, isEmpty, isNamed, sameValue } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { fieldOf } from './name'
import type { Change, TimelineItem } from './timeline'
import { useChange } from './useChange'
import * as sentences from './words'

interface ChangeLinesProps {
  object: ObjectMeta
  row: Row
  item: Pick<TimelineItem, 'at' | 'actor' | 'act' | 'changes' | 'of'>
  /** How its time is written where the day is known already. */
  time?: string
}

/** A change of the record as small sentences: 高原 把 等级 由 重点 改为 战略 · 还原. */
export function ChangeLines({ object, row, item, time }: ChangeLinesProps) {
  const words = useWords(sentences)
  const { lang } = useLookup()
  // What was done then need not be allowed now.
  const declared = useObject(object.name) ?? object
  const who = item.actor?.name ?? words.system
  const when = time ?? momentText(item.at, lang)
  const told =
    { create: words.created, delete: words.deleted, restore: words.undeleted }[item.act ?? ''] ??
    otherAct(declared, item.act)
  // On the timeline an act says it all; what a new record began with is on the page already.
  const named = item.act === 'create' || (time !== undefined && told !== undefined)
  // Where an act put the record: the stage, the pool.
  const place = (item.changes ?? []).find(change => {
    const field = fieldOf(object, change.field)
    return field?.kind === 'ref' && field.readOnly && !field.system && isNamed(change.to)
  })?.to
  const changes = named ? [] : (item.changes ?? []).filter(change => fieldOf(object, change.field))
  return (
    <>
      {told && (
        <p className="timeline-change">
          <Icon name="history" size={14} />
          <span>
            {who} <b>{told}</b> {told && isNamed(place) && <span className="t2">{place.name}</span>}
            {item.of?.name && <span className="t3">{item.of.name}</span>}
          </span>
          <time dateTime={item.at}>{when}</time>
        </p>
      )}
      {changes.map(change => (
        <ChangeLine key={change.field} object={object} row={row} change={change} who={who} when={when} at={item.at} />
      ))}
    </>
  )
}

const otherAct = (object: ObjectMeta, act: string | undefined) =>
  act === 'update' ? undefined : object.acts.find(a => a.name === act)?.label

interface ChangeLineProps {
  object: ObjectMeta
  row: Row
  change: Change
  who: string
  when: string
  at: string
}

function ChangeLine({ object, row, change, who, when, at }: ChangeLineProps) {
  const words = useWords(sentences)
  const lookup = useLookup()
  const save = useChange(object)
  const field = fieldOf(object, change.field)!
  const from = fieldText(field, change.from, lookup, row)
  const to = fieldText(field, change.to, lookup, row)
  const restorable =
    object.can.update &&
    canEdit(field) &&
    !sameValue(row[field.name], change.from) &&
    !(field.required && isEmpty(change.from))

  const restore = async () => {
    try {
      await save(row, { [field.name]: change.from }, words.fieldRestored(field.label, from || words.nothing))
    } catch (thrown) {
      toast({ text: asProblem(thrown).message, tone: 'over' })
    }
  }
  return (
    <p className="timeline-change">
      <Icon name="history" size={14} />
      <span>
        {who} {changeText(words, field.label, from, to)}
        {field.kind === 'files' && <Files files={asList<StoredFile>(change.to)} held={row[field.name]} />}
      </span>
      {restorable && (
        <Button look="link" onClick={restore} aria-label={words.restoreTo(field.label, from || words.nothing)}>
          {words.restore}
        </Button>
      )}
      <time dateTime={at}>{when}</time>
    </p>
  )
}

/** Small pictures and links of the files that the record still has; the others are gone and only their names stay. */
function Files({ files, held }: { files: StoredFile[]; held: unknown }) {
  const ids = asList<StoredFile>(held).map(file => file.id)
  const open = files.filter(file => isNamed(file) && ids.includes(file.id))
  if (open.length === 0) return null
  return (
    <span className="fact-files">
      {open.map(file => (
        <a key={file.id} href={fileAddress(file)} target="_blank" rel="noreferrer" aria-label={file.name}>
          <FileThumb file={file} size={48} />
        </a>
      ))}
    </span>
  )
}

/** 把 等级 由 重点 改为 战略; `from` and `to` are texts, '' for nothing. */
export function changeText(words: typeof sentences.zhCN, label: string, from: string, to: string): string {
  if (!to) return words.clearedField(label, from)
  return from ? words.changedField(label, from, to) : words.setField(label, to)
}
