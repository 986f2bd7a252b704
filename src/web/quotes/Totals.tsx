import { moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Remarks } from '../prices/PriceSteps'
import { fill, useWords } from '../words'
import type { Sheet } from './draft'
import * as words from './words'

/** What a document comes to: before discounts, what was taken off, tax by rate, and the whole. */
export function Totals({ sheet, currency }: { sheet: Sheet; currency: string }) {
  const w = useWords(words)
  const lookup = useLookup()
  const money = (amount: number) => moneyText(amount, currency)
  const off = sheet.listAmount - sheet.gross
  const remarks = [...new Set(sheet.lines.flatMap(line => line.remarks))]
  return (
    <>
      <dl className="totals">
        {off !== 0 && (
          <>
            <dt>{w.listAmount}</dt>
            <dd>{money(sheet.listAmount)}</dd>
            <dt>{off > 0 ? w.off : w.surcharge}</dt>
            <dd>{money(-off)}</dd>
          </>
        )}
        {sheet.steps.map(step => (
          <dt key={step.text} className="totals-why small">
            {step.text} {step.from !== null && money(step.to - step.from)}
          </dt>
        ))}
        <dt>{w.net}</dt>
        <dd>{money(sheet.net)}</dd>
        {sheet.taxes.map(({ rate, tax }) => (
          <div key={rate} className="totals-row">
            <dt>
              {w.tax} <span className="t3">{lookup.item('vatRate', rate)?.label ?? `${rate}%`}</span>
            </dt>
            <dd>{money(tax)}</dd>
          </div>
        ))}
        <dt className="gross">{w.gross}</dt>
        <dd className="gross">{money(sheet.gross)}</dd>
      </dl>
      {sheet.leadDays !== null && <p className="t3 small">{fill(w.lead, { n: sheet.leadDays })}</p>}
      <Remarks remarks={remarks} />
    </>
  )
}
