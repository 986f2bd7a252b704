import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Metadata } from '../../core/metadata/types'
import { asProblem, get, objectOf, post, useMetadata, useObject } from '../api'
import { figureText, momentText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Button } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../market/market.css'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useLang, useWords } from '../words'
import './receivables.css'
import * as words from './words'

interface Difference {
  id: string
  name: string | null
  sum: string
  aboutObject: string
  aboutId: string
  kept: number
  computed: number
  difference: number
  foundAt: string
}
interface Checks {
  last: {
    ranAt: string
    checked: number
    found: number
    sums: { sum: string; checked: number; found: number }[]
  } | null
  items: Difference[]
}

/** 账目核对: every sum that the books keep, added up again each night; each cent that does not agree, with its record. */
export function ChecksPage() {
  return useObject('ledgerDifference') ? <Report /> : <NoRights />
}

const AGAIN_MS = 1_500

function Report() {
  const w = useWords(words)
  const { pages } = useWords()
  useTitle(pages.checks)
  const lang = useLang()
  const lookup = useLookup()
  const metadata = useMetadata()
  const mayRun = objectOf(metadata, 'ledgerCheck')?.acts.some(act => act.name === 'run')
  const [since, setSince] = useState<string | null | undefined>(undefined)
  const query = useQuery({
    queryKey: ['ledger-checks'],
    queryFn: ({ signal }) => get<Checks>('/api/receivables/checks', signal),
    refetchInterval: ({ state }) =>
      since !== undefined && (state.data?.last?.ranAt ?? null) === since ? AGAIN_MS : false,
  })
  const { data } = query
  const running = since !== undefined && (data?.last?.ranAt ?? null) === since
  const run = async () => {
    try {
      await post('/api/ledger-checks/run')
      setSince(data?.last?.ranAt ?? null)
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  const nameOf = (sum: string) => lookup.item('ledgerSum', sum)?.label ?? sum
  return (
    <div className="set checks spend">
      <header className="set-head">
        <h1>{pages.checks}</h1>
        <span className="spring" />
        {mayRun && (
          <Button icon="list-checks" busy={running} onClick={() => void run()}>
            {running ? w.checking : w.checkNow}
          </Button>
        )}
      </header>
      <p className="set-note">{w.checksNote}</p>
      <Scroll label={pages.checks}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <SkeletonRows rows={8} />
        ) : !data.last ? (
          <Empty title={w.neverChecked} text={w.neverCheckedText} />
        ) : (
          <>
            <Figures>
              <Figure large label={w.lastCheck} value={momentText(data.last.ranAt, lang)} />
              <Figure large label={w.sumsChecked} value={figureText(data.last.checked)} />
              <Figure
                large
                label={w.disagree}
                tone={data.items.length > 0 ? 'over' : 'won'}
                value={figureText(data.last.found)}
              />
            </Figures>
            {data.items.length > 0 && <Differences items={data.items} nameOf={nameOf} metadata={metadata} />}
            <table className="set-table checks-table">
              <thead>
                <tr>
                  <th>{w.sum}</th>
                  <th className="number">{w.sumsChecked}</th>
                  <th className="number">{w.disagree}</th>
                </tr>
              </thead>
              <tbody>
                {data.last.sums.map(one => (
                  <tr key={one.sum}>
                    <td>
                      <span className={one.found > 0 ? 'over' : 'won'}>
                        <Icon name={one.found > 0 ? 'triangle-alert' : 'check'} size={14} />
                      </span>{' '}
                      {nameOf(one.sum)}
                    </td>
                    <td className="number">{figureText(one.checked)}</td>
                    <td className={`number ${one.found > 0 ? 'over' : 't3'}`}>{figureText(one.found)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Scroll>
    </div>
  )
}

interface DifferencesProps {
  items: Difference[]
  nameOf(sum: string): string
  metadata: Metadata
}

function Differences({ items, nameOf, metadata }: DifferencesProps) {
  const w = useWords(words)
  const lang = useLang()
  return (
    <table className="set-table checks-table checks-found">
      <caption>{fill(w.theseDisagree, { n: items.length })}</caption>
      <thead>
        <tr>
          <th>{w.record}</th>
          <th>{w.sum}</th>
          <th className="number">{w.kept}</th>
          <th className="number">{w.computed}</th>
          <th className="number">{w.difference}</th>
          <th>{w.since}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(one => {
          const object = objectOf(metadata, one.aboutObject)
          return (
            <tr key={one.id}>
              <td>
                {object ? (
                  <Link to={`/${object.path}/${one.aboutId}`}>{one.name ?? one.aboutId}</Link>
                ) : (
                  (one.name ?? one.aboutId)
                )}{' '}
                <span className="small t3">{object?.label}</span>
              </td>
              <td data-label={w.sum}>{nameOf(one.sum)}</td>
              <td data-label={w.kept} className="number">
                {moneyText(one.kept)}
              </td>
              <td data-label={w.computed} className="number">
                {moneyText(one.computed)}
              </td>
              <td data-label={w.difference} className="number over">
                {moneyText(one.difference)}
              </td>
              <td data-label={w.since} className="small t3">
                {momentText(one.foundAt, lang)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
