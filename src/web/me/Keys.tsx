import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { asProblem, get, type Problem, post, remove } from '../api'
import { dayOf, momentText } from '../fields/format'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input, Labelled } from '../kit/Input'
import { ErrorState, Notice, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { fill, useLang, useWords } from '../words'
import { CopyText } from './CopyText'
import * as words from './words'

interface ApiKey {
  id: string
  name: string
  scope: Record<string, 'read' | 'write'>
  createdAt: string
  expiresAt: string | null
  seenAt: string | null
}
type Made = ApiKey & { key: string }

const DAY_MS = 86_400_000

/** Keys by which programs act for the caller. */
export function Keys() {
  const w = useWords(words)
  const lang = useLang()
  const { data, error, refetch } = useQuery({
    queryKey: ['apiKeys'],
    queryFn: () => get<{ items: ApiKey[] }>('/api/api-keys'),
  })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const revoke = async (key: ApiKey) => {
    try {
      await remove(`/api/api-keys/${key.id}`)
      toast({ text: fill(w.keyRevoked, { name: key.name }) })
    } catch (thrown) {
      toast({ text: asProblem(thrown).message, tone: 'over' })
    }
    void refetch()
  }
  const scopeText = (scope: ApiKey['scope']) => (Object.values(scope).includes('write') ? w.scopeWrite : w.scopeRead)
  if (error) return <ErrorState problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} height={52} />
  return (
    <>
      <p className="my-text">{w.keysText}</p>
      {made && (
        <Notice tone="won">
          {w.keyMade}
          <CopyText label={made.name} text={made.key} />
        </Notice>
      )}
      {data.items.length === 0 && <p className="t3">{w.noKeys}</p>}
      <ul className="my-list">
        {data.items.map(key => (
          <li key={key.id}>
            <Icon name="key-round" />
            <div className="spring">
              <div>{key.name}</div>
              <div className="small t3">
                {[
                  scopeText(key.scope),
                  fill(w.created, { at: dayOf(new Date(key.createdAt)) }),
                  key.expiresAt && fill(w.until, { at: dayOf(new Date(key.expiresAt)) }),
                  key.seenAt ? fill(w.seen, { at: momentText(key.seenAt, lang) }) : w.never,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            <Button size={28} look="danger" onClick={() => void revoke(key)}>
              {w.revokeKey}
            </Button>
          </li>
        ))}
      </ul>
      {making ? (
        <NewKey
          onMade={key => {
            setMade(key)
            setMaking(false)
            void refetch()
          }}
        />
      ) : (
        <Button icon="plus" onClick={() => setMaking(true)}>
          {w.newKey}
        </Button>
      )}
    </>
  )
}

function NewKey({ onMade }: { onMade: (key: Made) => void }) {
  const w = useWords(words)
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'write'>('read')
  const [days, setDays] = useState('90')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim()) return
    setBusy(true)
    try {
      const expiresAt = days === '0' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString()
      onMade(await post<Made>('/api/api-keys', { name: name.trim(), scope: { '*': scope }, expiresAt }))
    } catch (thrown) {
      setProblem(asProblem(thrown))
      setBusy(false)
    }
  }
  return (
    <form className="my-form" onSubmit={event => void submit(event)} noValidate>
      <Labelled label={w.keyName} hint={w.keyNameHint} error={tried && !name.trim() ? w.need : problem?.message}>
        {ids => (
          <Input {...ids} autoFocus maxLength={100} value={name} onChange={event => setName(event.target.value)} />
        )}
      </Labelled>
      <div>
        <div className="small t2">{w.scope}</div>
        <Segmented
          label={w.scope}
          value={scope}
          onChange={setScope}
          options={[
            { id: 'read', label: w.scopeRead },
            { id: 'write', label: w.scopeWrite },
          ]}
        />
      </div>
      <div>
        <div className="small t2">{w.expires}</div>
        <Segmented
          label={w.expires}
          value={days}
          onChange={setDays}
          options={[30, 90, 365, 0].map(n => ({ id: String(n), label: w.expiry[n]! }))}
        />
      </div>
      <Button type="submit" look="primary" busy={busy}>
        {w.newKey}
      </Button>
    </form>
  )
}
