import { useState } from 'react'
import { moneyText } from '../fields/format'
import { IconButton } from '../kit/Button'
import { Popover } from '../kit/Popover'
import { PriceSteps, Remarks } from '../prices/PriceSteps'
import * as priceWords from '../prices/words'
import { fill, useWords } from '../words'
import type { Sheet } from './draft'

/** How a line's price came about, behind a small sign beside it. */
export function Explained({
  name,
  line,
  currency,
}: {
  name: string
  line: Pick<Sheet['lines'][number], 'steps' | 'taxRate' | 'freeQuantity'> & Partial<Sheet['lines'][number]>
  currency: string
}) {
  const w = useWords(priceWords)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const label = fill(w.howOf, { name })
  const notes = [
    Number(line.taxRate) >= 0 && fill(w.taxRate, { n: line.taxRate }),
    line.floor != null && fill(w.floor, { price: moneyText(line.floor, currency) }),
    line.freeQuantity > 0 && fill(w.free, { n: line.freeQuantity }),
    line.orderDiscount ? `${w.off} ${moneyText(-line.orderDiscount, currency)}` : null,
  ].filter(Boolean)
  return (
    <>
      <IconButton
        icon={line.remarks?.length ? 'triangle-alert' : 'info'}
        className={line.remarks?.length ? 'lines-warn' : undefined}
        size={24}
        label={label}
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <Popover anchor={anchor} onClose={() => setAnchor(null)} label={label} width={360} placement="bottom-end">
          <div className="price-popover">
            <h3>{w.how}</h3>
            <PriceSteps steps={line.steps} currency={currency} />
            <p className="t3 small">{notes.join(' · ')}</p>
            <Remarks remarks={line.remarks ?? []} />
          </div>
        </Popover>
      )}
    </>
  )
}
