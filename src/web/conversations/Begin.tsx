import { useState } from 'react'
import { asProblem, post, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import type { Named } from '../fields/value'
import { Button } from '../kit/Button'
import { Input, Labelled, TextArea } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { toast } from '../kit/Toast'
import { useWords } from '../words'
import { onCtrlEnter } from '../worklogs/Texts'
import './conversations.css'
import * as words from './words'

interface BeginProps {
  /** The record that is talked about. */
  about?: { object: string; id: string; name: string }
  /** Who is written to unless somebody else is chosen. */
  to?: readonly Named[]
  onClose(): void
  onBegun(id: string): void
}

/** Writes to one or several colleagues, about a record or not. */
export function Begin({ about, to = [], onClose, onBegun }: BeginProps) {
  const w = useWords(words)
  const object = useObject('conversation')
  const field = object?.fields.find(one => one.name === 'participants')
  const [people, setPeople] = useState<readonly Named[]>(to)
  const [subject, setSubject] = useState(about?.name ?? '')
  const [body, setBody] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  async function send() {
    setBusy(true)
    try {
      const begun = await post<{ id: string }>(
        '/api/conversations',
        {
          participants: people.map(one => one.id),
          body,
          ...(subject.trim() ? { subject } : {}),
          ...(about ? { aboutObject: about.object, aboutId: about.id } : {}),
        },
        { key: crypto.randomUUID() },
      )
      onBegun(begun.id)
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(one => [one.field, one.message])))
      if (problem.errors.length === 0) toast({ text: problem.message, tone: 'over' })
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={w.begin}
      onClose={onClose}
      foot={
        <Button look="primary" icon="send" busy={busy} onClick={() => void send()}>
          {w.send}
        </Button>
      }
    >
      <div className="cv-begin">
        {about && (
          <p className="t2">
            {w.about} {about.name}
          </p>
        )}
        <Labelled label={w.to} required error={errors.participants}>
          {({ id, ...ids }) =>
            field && (
              <FieldEditor
                id={id}
                describedBy={ids['aria-describedby']}
                error={errors.participants}
                field={{ ...field, label: w.who, readOnly: false }}
                value={people}
                onChange={value => setPeople((value ?? []) as Named[])}
              />
            )
          }
        </Labelled>
        <Labelled label={w.subject}>
          {ids => <Input {...ids} maxLength={200} value={subject} onChange={event => setSubject(event.target.value)} />}
        </Labelled>
        <Labelled label={w.body} required error={errors.body}>
          {ids => (
            <TextArea
              {...ids}
              rows={4}
              value={body}
              onChange={event => setBody(event.target.value)}
              onKeyDown={event => onCtrlEnter(event, () => void send())}
            />
          )}
        </Labelled>
      </div>
    </Dialog>
  )
}
