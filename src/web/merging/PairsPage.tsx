import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import {
  asProblem,
  get,
  post,
  type Row,
  refresh,
  rowsOf,
  useAct,
  useMetadata,
  useObject,
  useRecords,
  useSession,
} from '../api'
import { momentText } from '../fields/format'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Menu } from '../kit/Menu'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { useTitle } from '../shell/title'
import { fill, useLang, useWords } from '../words'
import { usePreview } from './api'
import { comparedIn } from './MatchingRules'
import { Comparison } from './MergePage'
import './merging.css'
import * as words from './words'

const OPEN = { field: 'status', op: 'eq', value: 'open' }
const FIELDS = ['aboutObject', 'aboutId', 'aboutName', 'otherId', 'otherName', 'score', 'reasons']

/** Pairs that a run through all customers found, decided one by one, by mouse or by keyboard. */
export function PairsPage() {
  const w = useWords(words)
  const object = useObject('duplicatePair')
  const [at, setAt] = useState(0)
  const list = useRecords(
    object?.path ?? '',
    { fields: FIELDS, filter: OPEN, sort: '-score', limit: 50 },
    { enabled: !!object },
  )
  useTitle(w.pairs)
  const { kit } = useWords()
  if (!object) return <Empty title={kit.noRights} text={kit.noRightsText} />
  const pairs = rowsOf(list.data)
  const pair = pairs[Math.min(at, pairs.length - 1)]
  return (
    <div className="merge">
      <header className="merge-head">
        <h1>{w.pairs}</h1>
        <Runs />
      </header>
      <p className="merge-note">{w.pairsNote}</p>
      {list.error ? (
        <ErrorState problem={list.error} onRetry={() => list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows rows={10} />
      ) : pair ? (
        <div className="pairs">
          <nav className="pairs-list" aria-label={w.pairs}>
            {pairs.map((one, i) => (
              <button type="button" key={one.id} aria-current={one === pair || undefined} onClick={() => setAt(i)}>
                <span className="merge-score">{Math.round(Number(one.score) * 100)}%</span>
                <span>
                  {String(one.aboutName)}
                  <br />
                  {String(one.otherName)}
                  <span className="small t3"> {String(one.reasons ?? '')}</span>
                </span>
              </button>
            ))}
          </nav>
          <Pair
            key={pair.id}
            pairs={object}
            pair={pair}
            onStep={step => setAt(Math.max(0, Math.min(pairs.length - 1, pairs.indexOf(pair) + step)))}
          />
        </div>
      ) : (
        <Empty title={w.none} text={w.noneText} />
      )}
    </div>
  )
}

function Pair({ pairs, pair, onStep }: { pairs: ObjectMeta; pair: Row; onStep(step: 1 | -1): void }) {
  const w = useWords(words)
  const object = useObject(String(pair.aboutObject))
  const [swapped, setSwapped] = useState(false)
  const [take, setTake] = useState<Record<string, string>>({})
  const both = [String(pair.aboutId), String(pair.otherId)]
  const ids = swapped ? [...both].reverse() : both
  const preview = usePreview(object?.path ?? '', ids, take)
  const merging = useAct(object?.path ?? '')
  const deciding = useAct(pairs.path)
  const failed = (thrown: unknown) => toast({ tone: 'over', text: asProblem(thrown).message })

  const merge = async () => {
    if (!preview.data || merging.isPending) return
    try {
      await merging.mutateAsync({ act: 'merge', id: ids[0]!, input: { from: ids.slice(1), take } })
      toast({
        text: fill(w.merged, { n: 2, name: String(preview.data.records[0]!.name ?? '') }),
        undo: async () => {
          await merging.mutateAsync({ act: 'unmerge', id: ids[0]! })
          refresh(pairs.path)
        },
      })
      refresh(pairs.path)
    } catch (thrown) {
      failed(thrown)
    }
  }
  const keepApart = async () => {
    try {
      await deciding.mutateAsync({ act: 'keepApart', id: pair.id })
      toast({
        text: fill(w.keptApart, { a: String(pair.aboutName), b: String(pair.otherName) }),
        undo: () => deciding.mutateAsync({ act: 'askAgain', id: pair.id }),
      })
    } catch (thrown) {
      failed(thrown)
    }
  }
  const swap = () => {
    setSwapped(!swapped)
    setTake({})
  }
  useKeys({ m: () => void merge(), d: () => void keepApart(), s: swap, j: () => onStep(1), k: () => onStep(-1) })
  return (
    <section className="pairs-one" aria-label={`${pair.aboutName} ${pair.otherName}`}>
      {preview.error ? (
        <ErrorState problem={preview.error} onRetry={() => preview.refetch()} />
      ) : preview.data && object ? (
        <Comparison
          object={object}
          preview={preview.data}
          take={take}
          onTake={(field, id) => setTake(now => ({ ...now, [field]: id }))}
          onKeep={id => id !== ids[0] && swap()}
          onRemove={() => {}}
        />
      ) : (
        <SkeletonRows rows={12} />
      )}
      <footer className="merge-foot">
        <span className="small t3 pairs-keys">{w.keys}</span>
        <Button onClick={swap}>{w.swap}</Button>
        <Button busy={deciding.isPending} onClick={() => void keepApart()}>
          {w.keepApart}
        </Button>
        <Button look="primary" icon="merge" busy={merging.isPending || !preview.data} onClick={() => void merge()}>
          {w.mergeThese}
        </Button>
      </footer>
    </section>
  )
}

/** Single letters, unless somebody is typing or a dialog is open. */
function useKeys(acts: Record<string, () => void>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const typing = target.matches('textarea, select, [contenteditable], input:not([type="radio"])')
      if (typing || event.ctrlKey || event.metaKey || event.altKey || target.closest('[role="dialog"]')) return
      const act = acts[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}

interface Run {
  id: string
  object: string
  startedAt: string
  endedAt: string | null
  scanned: number
  progress: number
  found: number
}
const WATCH_MS = 2_000

/** How far the latest run is, and a button that begins another; for whoever may change more than their own. */
function Runs() {
  const w = useWords(words)
  const lang = useLang()
  const { rights } = useSession()
  const { objects } = useMetadata()
  const kinds = comparedIn(objects).filter(o => ['board', 'all'].includes(rights[o.name]?.update ?? 'none'))
  const may = kinds.length > 0
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const pairs = useObject('duplicatePair')
  const runs = useQuery({
    queryKey: ['duplicate-runs'],
    enabled: may,
    queryFn: ({ signal }) => get<{ items: Run[] }>('/api/duplicate-runs', signal).then(answer => answer.items),
    refetchInterval: query => (query.state.data?.[0]?.endedAt === null ? WATCH_MS : false),
  })
  const last = runs.data?.[0]
  const found = last?.found
  useEffect(() => {
    if (found && pairs) refresh(pairs.path)
  }, [found, pairs])
  if (!may) return null
  const start = async (object: string) => {
    try {
      await post('/api/duplicate-runs', { object })
      toast({ text: w.started })
      await runs.refetch()
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <>
      <span className="small t3 pairs-run" role="status">
        {last &&
          fill(last.endedAt ? w.lastRun : w.running, {
            object: objects.find(o => o.name === last.object)?.label ?? last.object,
            when: momentText(last.startedAt, lang),
            n: last.scanned,
            found: last.found,
          })}
      </span>
      {last && !last.endedAt && (
        <span className="pairs-progress">
          <Bar value={last.progress} label={w.startWhich} />
        </span>
      )}
      <Button
        icon="search"
        busy={last?.endedAt === null}
        aria-haspopup="menu"
        onClick={event => setMenu(event.currentTarget)}
      >
        {w.startWhich}
      </Button>
      {menu && (
        <Menu
          anchor={menu}
          label={w.startWhich}
          onClose={() => setMenu(null)}
          entries={kinds.map(o => ({
            label: fill(w.start, { object: o.label }),
            icon: o.icon,
            onSelect: () => void start(o.name),
          }))}
        />
      )}
    </>
  )
}
