import { useState } from 'react'
import { moneyText } from '../fields/format'
import { Icon } from '../kit/Icon'
import { Popover } from '../kit/Popover'
import { fill, useWords } from '../words'
import './prices.css'
import type { QuotedLine, Step } from './quote'
import * as words from './words'

/** From the first price to the last, line by line: what says so, and what it makes of it. */
export function PriceSteps({ steps, currency }: { steps: readonly Step[]; currency: string }) {
  return (
    <ol className="price-steps">
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order and nothing else
        <li key={i}>
          <span className="price-step-text">{step.text}</span>
          {step.from !== null && step.from !== step.to && (
            <span className="t3 price-step-change">
              {step.to > step.from ? '+' : ''}
              {moneyText(step.to - step.from, currency)}
            </span>
          )}
          <b>{moneyText(step.to, currency)}</b>
        </li>
      ))}
    </ol>
  )
}

/** A unit price that says, when pressed, how it came about. */
export function PriceExplained({ line, currency }: { line: QuotedLine; currency: string }) {
  const w = useWords(words)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const label = fill(w.howOf, { name: line.product.name })
  return (
    <>
      <button
        type="button"
        className="price-explained"
        aria-haspopup="dialog"
        aria-label={`${line.unitPrice === null ? w.noPrice : moneyText(line.unitPrice, currency)}，${label}`}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {line.unitPrice === null ? w.noPrice : moneyText(line.unitPrice, currency)}
        <Icon name="info" size={14} />
      </button>
      {anchor && (
        <Popover anchor={anchor} onClose={() => setAnchor(null)} label={label} width={360} placement="bottom-end">
          <div className="price-popover">
            <h3>{w.how}</h3>
            <PriceSteps steps={line.steps} currency={currency} />
            <p className="t3 small">
              {[
                fill(w.taxRate, { n: line.taxPercent }),
                line.floor !== null && fill(w.floor, { price: moneyText(line.floor, currency) }),
                line.freeQuantity > 0 && fill(w.free, { n: line.freeQuantity }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Remarks remarks={line.remarks} />
          </div>
        </Popover>
      )}
    </>
  )
}

/** Why somebody has to agree, or why there is no price. */
export const Remarks = ({ remarks }: { remarks: readonly string[] }) =>
  remarks.map(remark => (
    <p key={remark} className="price-remark due">
      <Icon name="triangle-alert" size={14} />
      {remark}
    </p>
  ))
