import type { Deal } from '../../domain/forecasts'
import { asProblem } from '../api'
import { dayText, moneyText } from '../fields/format'
import { Button, IconButton } from '../kit/Button'
import { Drawer } from '../kit/Panel'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { type Asked, useDeals, type Whose } from './api'
import * as words from './words'

/** The open deals behind a statistical forecast: each with its chance, and on what that rests. */
export function DealsDrawer({
  asked,
  whose,
  title,
  onClose,
}: {
  asked: Asked
  whose: Whose
  title: string
  onClose(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const query = useDeals(asked, whose)
  const deals = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Drawer label={title} onClose={onClose} width={560}>
      <header className="fc-drawer-head">
        <h2>{title}</h2>
        <span className="spring" />
        <IconButton icon="x" label={kit.close} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="fc-drawer" tabIndex={0} role="region" aria-label={title}>
        <p className="t2">{w.dealsText}</p>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={6} height={72} />
        ) : deals.length === 0 ? (
          <Empty title={w.noDeals} />
        ) : (
          <ul className="fc-deals">
            {deals.map(deal => (
              <DealLine key={deal.id} deal={deal} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {w.more}
          </Button>
        )}
      </div>
    </Drawer>
  )
}

function DealLine({ deal }: { deal: Deal }) {
  const w = useWords(words)
  const lang = useLang()
  const facts = [
    deal.account,
    deal.stage && fill(w.stageDays, { stage: deal.stage, days: deal.days }),
    deal.closeDate && fill(w.closeOn, { day: dayText(deal.closeDate, lang) }),
    deal.owner,
  ].filter(Boolean)
  return (
    <li>
      <div className="fc-deal-head">
        <Link className="ellipsis" to={`/opportunities/${deal.id}`}>
          {deal.name}
        </Link>
        <span className="spring" />
        <b>{moneyText(deal.amount, deal.currency)}</b>
      </div>
      <div className="small t3">{facts.join(' · ')}</div>
      <Chance deal={deal} />
    </li>
  )
}

/** Won, lost and open as one bar, in figures beside it, and the cases it rests on in words below; `brief`: without these. */
export function Chance({ deal, brief }: { deal: Deal; brief?: boolean }) {
  const w = useWords(words)
  if (deal.chance === null || deal.lost === null) return <p className="small t3">{w.noOdds}</p>
  const share = (value: number) => `${Math.round(value * 100)}%`
  const open = Math.max(0, 1 - deal.chance - deal.lost)
  return (
    <>
      <div className="fc-chance">
        <span className="fc-chance-bar" aria-hidden="true">
          <i className="won" style={{ width: share(deal.chance) }} />
          <i className="open" style={{ width: share(open) }} />
          <i className="lost" style={{ width: share(deal.lost) }} />
        </span>
        <b className="won">{fill(w.won, { p: share(deal.chance) })}</b>
        <span className="t3">{fill(w.still, { p: share(open) })}</span>
        <span className="t3">{fill(w.lost, { p: share(deal.lost) })}</span>
        {!brief && deal.probability !== null && (
          <span className="t3">{fill(w.fixed, { p: `${deal.probability}%` })}</span>
        )}
      </div>
      {!brief && <p className="fc-evidence">{deal.evidence}</p>}
    </>
  )
}
