import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { inputValue, isEmpty, isNamed, type Named } from '../../fields/value'

/** A way of writing something down on a record: what it creates and what it asks for besides the text. */
export interface Way {
  id: string
  label: string
  icon: string
  object: ObjectMeta
  /** Fields offered below the text. */
  asks: FieldMeta[]
  /** Where the text goes. */
  text: 'subject' | 'body'
  /** Where people who are mentioned go. */
  people?: string
  files?: string
  fixed: Record<string, unknown>
}

const ASKS: Record<string, string[]> = {
  note: ['nextFollowUpOn'],
  call: ['contact', 'outcome', 'nextFollowUpOn'],
  visit: ['contact', 'place', 'outcome', 'nextFollowUpOn'],
  email: ['contact', 'nextFollowUpOn'],
  meeting: ['contacts', 'place', 'nextFollowUpOn'],
  task: ['owner', 'dueAt', 'priority'],
}
const ICONS: Record<string, string> = {
  note: 'notebook-pen',
  call: 'phone',
  visit: 'map-pin',
  email: 'mail',
  meeting: 'users',
}

/** What may be written on a record: contacts of each kind, a task, a comment; whatever the caller may create. */
export function waysOf(metadata: Metadata, object?: ObjectMeta): Way[] {
  // What stands on timelines itself is talked about, not talked with.
  const offered = (name: string) => !object?.timeline || name === 'comment'
  const objectOf = (name: string) => metadata.objects.find(o => o.name === name && o.can.create && offered(name))
  const fieldsOf = (object: ObjectMeta, names: string[] = []) =>
    names.map(name => object.fields.find(f => f.name === name)).filter(f => f !== undefined)
  const activity = objectOf('activity')
  const task = objectOf('task')
  const comment = objectOf('comment')
  const kinds = metadata.dictionaries[activity?.fields.find(f => f.name === 'type')?.dictionary ?? '']?.items ?? []
  const ways: Way[] = []
  for (const [id, icon] of Object.entries(ICONS)) {
    const kind = kinds.find(k => k.code === id && !k.inactive)
    if (activity && kind) {
      const asks = fieldsOf(activity, ASKS[id])
      ways.push({
        id,
        label: kind.label,
        icon,
        object: activity,
        asks,
        text: 'subject',
        people: 'companions',
        files: 'files',
        fixed: { type: id },
      })
    }
  }
  if (task)
    ways.push({
      id: 'task',
      label: task.label,
      icon: 'square-check',
      object: task,
      asks: fieldsOf(task, ASKS.task),
      text: 'subject',
      people: 'owner',
      files: 'files',
      fixed: {},
    })
  if (comment)
    ways.push({
      id: 'comment',
      label: comment.label,
      icon: 'message-circle',
      object: comment,
      asks: [],
      text: 'body',
      people: 'mentions',
      fixed: {},
    })
  return ways
}

/** Fields that tie what is written to the record: a reference where there is one, else the pair that can be about anything. */
export function tieTo(way: Way, object: ObjectMeta, row: Row): Record<string, unknown> {
  const reference = way.object.fields.find(f => f.kind === 'ref' && !f.system && f.target === object.name)
  if (!reference) return { aboutObject: object.name, aboutId: row.id }
  // What is said to a contact is said to the contact's company too.
  const company = way.object.fields.find(f => f.name === 'account')
  const above = company && object.name !== 'account' && isNamed(row.account) ? { account: row.account.id } : {}
  return { ...above, [reference.name]: row.id }
}

const HEADLINE = 60

/** Text as it is written → subject and body: the first line names it, all of it is kept. */
export function headline(text: string): { subject: string; body: string | null } {
  const whole = text.trim()
  const line = whole.split('\n')[0]!
  const subject = line.length > HEADLINE ? `${line.slice(0, HEADLINE - 1)}…` : line
  return { subject, body: subject === whole ? null : whole }
}

/** The record that is created from what was written. People count whose `@name` still stands in the text. */
export function written(
  way: Way,
  object: ObjectMeta,
  row: Row,
  given: { text: string; values: Record<string, unknown>; mentioned: Named[]; files: Named[] },
): Record<string, unknown> {
  const people = given.mentioned.filter(p => p.name && given.text.includes(`@${p.name}`)).map(p => p.id)
  const asked = Object.fromEntries(
    way.asks.filter(f => !isEmpty(given.values[f.name])).map(f => [f.name, inputValue(given.values[f.name])]),
  )
  const named =
    way.people === 'owner'
      ? people[0] && !asked.owner
        ? { owner: people[0] }
        : {}
      : way.people && people.length > 0
        ? { [way.people]: people }
        : {}
  return {
    ...way.fixed,
    ...(way.text === 'body' ? { body: given.text.trim() } : headline(given.text)),
    ...asked,
    ...named,
    ...(way.files && given.files.length > 0 ? { [way.files]: given.files.map(f => f.id) } : {}),
    ...tieTo(way, object, row),
  }
}
