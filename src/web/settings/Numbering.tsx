import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { address, asProblem, get, patch, post, queryClient, remove } from '../api'
import { Button } from '../kit/Button'
import { Input } from '../kit/Input'
import { Empty } from '../kit/States'
import { toast } from '../kit/Toast'
import { useQuiet } from '../kit/useQuiet'
import { fill, useWords } from '../words'
import { SettingsPage } from './Page'
import * as words from './words'

interface Numbering {
  object: string
  label: string
  pattern: string
  standard: string
  next: string
  rule: { id: string; version: number } | null
}
const KEY = ['numbering']
const QUIET_MS = 250

/** How the records of each object are numbered. What is typed shows at once which number would come next. */
export function Numbering() {
  const w = useWords(words)
  const { pages } = useWords()
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => get<{ items: Numbering[] }>('/api/numbering'),
    staleTime: 0,
  })
  return (
    <SettingsPage
      title={pages.numbering}
      note={w.numberingText}
      query={query}
      empty={query.data?.items.length === 0 && <Empty title={w.noNumbering} />}
    >
      <ul className="numbering">
        {query.data?.items.map(one => (
          <Rule key={`${one.object} ${one.pattern}`} numbering={one} />
        ))}
      </ul>
    </SettingsPage>
  )
}

function Rule({ numbering: one }: { numbering: Numbering }) {
  const w = useWords(words)
  const { kit } = useWords()
  const [typed, setTyped] = useState(one.pattern)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const pattern = useQuiet(typed, QUIET_MS)
  const preview = useQuery({
    queryKey: [...KEY, one.object, pattern],
    queryFn: ({ signal }) => get<{ next: string }>(address(`/api/numbering/${one.object}`, { pattern }), signal),
    enabled: pattern !== one.pattern && pattern !== '',
    staleTime: 0,
    retry: false,
  })
  const changed = typed !== one.pattern
  const settled = changed && typed === pattern
  const problem = settled && preview.error ? asProblem(preview.error) : undefined
  const error = refused ?? (changed && typed === '' ? w.fillIn : (problem?.errors[0]?.message ?? problem?.message))
  const next = changed ? (settled ? preview.data?.next : undefined) : one.next
  const id = `numbering-${one.object}`

  async function say(work: Promise<unknown>) {
    setBusy(true)
    setRefused(undefined)
    try {
      await work
      toast({ text: fill(w.changed, { name: one.label }) })
      await queryClient.invalidateQueries({ queryKey: KEY })
    } catch (thrown) {
      const known = asProblem(thrown)
      setRefused(known.errors[0]?.message ?? known.message)
    } finally {
      setBusy(false)
    }
  }
  const save = () =>
    say(
      one.rule
        ? patch(`/api/number-rules/${one.rule.id}`, { pattern: typed }, { version: one.rule.version })
        : post('/api/number-rules', { object: one.object, pattern: typed }, { key: crypto.randomUUID() }),
    )
  return (
    <li>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (changed && !error && !busy) void save()
        }}
      >
        <label htmlFor={id}>{one.label}</label>
        <Input
          id={id}
          className="mono"
          maxLength={40}
          spellCheck={false}
          autoComplete="off"
          invalid={!!error}
          aria-describedby={`${id}-next`}
          value={typed}
          onChange={event => {
            setRefused(undefined)
            setTyped(event.target.value)
          }}
        />
        <p id={`${id}-next`} className={error ? 'small over' : 'small t2'} aria-live="polite">
          {error ?? (next ? fill(w.nextNumber, { number: next }) : ' ')}
        </p>
        <span className="numbering-acts">
          {changed && (
            <>
              <Button look="primary" type="submit" busy={busy}>
                {kit.save}
              </Button>
              <Button onClick={() => setTyped(one.pattern)}>{kit.cancel}</Button>
            </>
          )}
          {!changed && one.rule && (
            <Button
              look="text"
              busy={busy}
              onClick={() => void say(remove(`/api/number-rules/${one.rule!.id}`, { version: one.rule!.version }))}
            >
              {fill(w.backToStandard, { pattern: one.standard })}
            </Button>
          )}
        </span>
      </form>
    </li>
  )
}
