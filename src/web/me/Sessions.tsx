import { useQuery } from '@tanstack/react-query'
import { asProblem, get, remove } from '../api'
import { momentText } from '../fields/format'
import { Button } from '../kit/Button'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useLang, useWords } from '../words'
import { agentText } from './agent'
import * as words from './words'

interface SignedIn {
  id: string
  seenAt: string
  address: string | null
  agent: string | null
  current: boolean
}

/** Where one is signed in, and the way out. */
export function Sessions() {
  const w = useWords(words)
  const lang = useLang()
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => get<{ items: SignedIn[] }>('/api/session/all'),
  })
  const end = async (path: string, said: string) => {
    try {
      await remove(path)
      toast({ text: said })
    } catch (thrown) {
      toast({ text: asProblem(thrown).message, tone: 'over' })
    }
    void refetch()
  }
  if (error) return <ErrorState problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} height={52} />
  return (
    <>
      <ul className="my-list">
        {data.items.map(one => (
          <li key={one.id}>
            <Icon name={/iPhone|Android|Mobile/.test(one.agent ?? '') ? 'smartphone' : 'monitor'} />
            <div className="spring">
              <div>{agentText(one.agent)}</div>
              <div className="small t3">
                {[one.address, fill(w.seen, { at: momentText(one.seenAt, lang) })].filter(Boolean).join(' · ')}
              </div>
            </div>
            {one.current ? (
              <Badge tone="won">{w.thisDevice}</Badge>
            ) : (
              <Button size={28} onClick={() => void end(`/api/session/${one.id}`, w.revoked)}>
                {w.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.items.length > 1 && <Button onClick={() => void end('/api/session/all', w.othersDone)}>{w.others}</Button>}
    </>
  )
}
