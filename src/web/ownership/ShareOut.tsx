import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, post, refresh, request } from '../api'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Dialog } from '../kit/Panel'
import { ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import './ownership.css'
import * as words from './words'

interface Shared {
  items: { id: string; name: string; owner: { id: string; name: string } }[]
  left: { id: string; name: string }[]
  people: { id: string; name: string; owned: number; gets: number; room: number | null }[]
}

/** Shares a selection out among people. Who gets what is shown before anything is given. */
export function ShareOut({
  object,
  act,
  ids,
  onClose,
  onDone,
}: {
  object: ObjectMeta
  act: ActMeta
  ids: readonly string[]
  onClose(): void
  onDone(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const fields = act.input.filter(f => f.name === 'people' || f.name === 'by')
  const [values, setValues] = useState<Record<string, unknown>>({ people: [], by: 'turns' })
  const [busy, setBusy] = useState(false)
  const people = (inputValue(values.people) as string[] | null) ?? []
  const input = { ids, people, by: values.by }
  const address = `/api/${object.path}/${act.name}`
  const preview = useQuery({
    queryKey: ['aggregate', object.path, 'shares', input],
    queryFn: ({ signal }) => request<Shared>(address, { method: 'POST', body: { ...input, preview: true }, signal }),
    enabled: people.length > 0 && !!values.by,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const shared = people.length > 0 ? preview.data : undefined
  async function give() {
    setBusy(true)
    try {
      const { items } = await post<Shared>(address, input, { key: crypto.randomUUID() })
      toast({ text: fill(w.given, { n: items.length }) })
      refresh(object.path)
      onDone()
      onClose()
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={act.label}
      onClose={onClose}
      foot={
        <>
          <span className="spring" />
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => shared?.items.length && void give()}>
            {fill(w.give, { n: shared?.items.length ?? 0 })}
          </Button>
        </>
      }
    >
      <FieldRows
        fields={fields}
        values={values}
        errors={{}}
        onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
        first="people"
      />
      {people.length === 0 ? (
        <p className="t2">{w.choosePeople}</p>
      ) : preview.error ? (
        <ErrorState problem={asProblem(preview.error)} />
      ) : !shared ? (
        <SkeletonRows rows={3} />
      ) : (
        <div aria-live="polite">
          <ul className="share-people">
            {shared.people.map(person => (
              <li key={person.id}>
                <Avatar name={person.name} size={24} />
                <span>{fill(w.whoGets, { name: person.name, n: person.gets, total: person.owned + person.gets })}</span>
                {person.room !== null && (
                  <span className="t3">{fill(w.roomFor, { n: Math.max(0, person.room - person.gets) })}</span>
                )}
              </li>
            ))}
          </ul>
          {shared.left.length > 0 && <p className="due">{fill(w.nobodyHasRoom, { n: shared.left.length })}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ul className="share-records" tabIndex={0} aria-label={act.label}>
            {shared.items.map(item => (
              <li key={item.id}>
                <span className="ellipsis">{item.name}</span>
                <span>{item.owner.name}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  )
}
