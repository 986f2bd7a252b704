import { type FormEvent, useState } from 'react'
import { asProblem } from '../api'
import { Button } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { type Placement, Popover } from '../kit/Popover'
import { Segmented } from '../kit/Tabs'
import { useWords } from '../words'
import './nameAndAudience.css'
import * as words from './words'

const AUDIENCES = ['me', 'board', 'all'] as const
/** Who may use what somebody saved. */
export type Audience = (typeof AUDIENCES)[number]

interface NameAndAudienceProps {
  anchor: HTMLElement
  /** What is being done: 存为视图. */
  label: string
  nameLabel: string
  /** Says that a name is missing. */
  nameMissing: string
  name?: string
  audience?: Audience
  placement?: Placement
  /** A Problem it throws is shown at the name. */
  onSave(name: string, audience: Audience): Promise<void>
  onClose(): void
}

/** Asks for the name of something that is saved, and who may use it. */
export function NameAndAudience({
  anchor,
  label,
  nameLabel,
  nameMissing,
  name: given = '',
  audience: before = 'me',
  placement,
  onSave,
  onClose,
}: NameAndAudienceProps) {
  const w = useWords(words)
  const { kit } = useWords()
  const [name, setName] = useState(given)
  const [audience, setAudience] = useState<Audience>(before)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (!name.trim()) return setError(nameMissing)
    setBusy(true)
    try {
      await onSave(name.trim(), audience)
      onClose()
    } catch (thrown) {
      const problem = asProblem(thrown)
      setError(problem.of('name') ?? problem.errors[0]?.message ?? problem.message)
      setBusy(false)
    }
  }
  return (
    <Popover anchor={anchor} label={label} onClose={onClose} width={300} placement={placement}>
      <form className="name-and-audience" onSubmit={submit}>
        <Labelled label={nameLabel} error={error}>
          {ids => (
            <Input
              {...ids}
              value={name}
              maxLength={60}
              onChange={e => setName(e.target.value)}
              invalid={!!error}
              data-autofocus
            />
          )}
        </Labelled>
        <div>
          <div className="small t2">{w.audience}</div>
          <Segmented
            label={w.audience}
            value={audience}
            onChange={setAudience}
            options={AUDIENCES.map(id => ({ id, label: w.audiences[id] }))}
          />
        </div>
        <div className="name-and-audience-acts">
          <Button size={28} onClick={onClose}>
            {kit.cancel}
          </Button>
          <Button size={28} look="primary" type="submit" busy={busy}>
            {kit.save}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
