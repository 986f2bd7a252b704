import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { asProblem, useMetadata, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { ErrorState, NoRights, Skeleton } from '../kit/States'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { fill, useWords } from '../words'
import { PriceExplained, Remarks } from './PriceSteps'
import './prices.css'
import { useQuote } from './quote'
import * as words from './words'

interface Line {
  key: number
  product: unknown
  quantity: string
  discount: string
}

const numeric = (text: string): number => (Number.isFinite(Number(text)) ? Number(text) : 0)
const EMPTY = { product: null, quantity: '1', discount: '' }

/** What products cost a customer at a quantity, and why: every price explains itself. Nothing is kept. */
export function PriceCheck() {
  const w = useWords(words)
  const { pages } = useWords()
  const product = useObject('product')
  const account = useObject('account')
  const request = useObject('priceRequest')
  const { dictionaries } = useMetadata()
  const asked = useLocation().search as { product?: string; name?: string }
  const [customer, setCustomer] = useState<unknown>(null)
  const [currency, setCurrency] = useState<unknown>('CNY')
  const [date, setDate] = useState<unknown>(null)
  const [lines, setLines] = useState<Line[]>([
    { key: 0, ...EMPTY, product: asked.product ? { id: asked.product, name: asked.name ?? '' } : null },
  ])
  const ready = lines.filter(line => isNamed(line.product) && numeric(line.quantity) > 0)
  const query = useQuote({
    account: isNamed(customer) ? customer.id : null,
    currency: typeof currency === 'string' && currency ? currency : 'CNY',
    ...(typeof date === 'string' && date ? { date } : {}),
    lines: ready.map(line => ({
      product: (line.product as { id: string }).id,
      quantity: numeric(line.quantity),
      ...(numeric(line.discount) > 0 ? { discount: numeric(line.discount) } : {}),
    })),
  })
  if (!product) return <NoRights />
  const field = (more: Partial<FieldMeta> & Pick<FieldMeta, 'name' | 'label' | 'kind'>) =>
    ({ operators: [], access: 'write', ...more }) as FieldMeta
  const ref = (name: string, label: string, target: string) => field({ name, label, kind: 'ref', target })
  const set = (key: number, change: Partial<Line>) =>
    setLines(all => all.map(line => (line.key === key ? { ...line, ...change } : line)))
  const priced = ready.length > 0 ? query.data : undefined
  const pricedOf = (line: Line) => priced?.lines[ready.indexOf(line)]
  return (
    <div className="set price-check">
      <header className="set-head">
        <h1>{pages.priceCheck}</h1>
      </header>
      <p className="set-note">{w.pick}</p>
      <Scroll label={pages.priceCheck}>
        <div className="price-asked">
          {account && (
            <Labelled label={w.account}>
              {ids => (
                <FieldEditor
                  field={ref('account', w.account, 'account')}
                  value={customer}
                  onChange={setCustomer}
                  id={ids.id}
                />
              )}
            </Labelled>
          )}
          {dictionaries.currency && (
            <Labelled label={w.currency}>
              {ids => (
                <FieldEditor
                  field={field({ name: 'currency', label: w.currency, kind: 'choice', dictionary: 'currency' })}
                  value={currency}
                  onChange={setCurrency}
                  id={ids.id}
                />
              )}
            </Labelled>
          )}
          <Labelled label={w.date}>
            {ids => (
              <FieldEditor
                field={field({ name: 'date', label: w.date, kind: 'date' })}
                value={date}
                onChange={setDate}
                id={ids.id}
              />
            )}
          </Labelled>
        </div>
        {query.error && ready.length > 0 && (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        )}
        <table className="set-table">
          <thead>
            <tr>
              <th>{w.product}</th>
              <th className="number">{w.quantity}</th>
              <th className="number">{w.discount}</th>
              <th className="number">{w.unitPrice}</th>
              <th className="number">{w.amount}</th>
              <th className="number">{w.lead}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map(line => {
              const one = pricedOf(line)
              const name = isNamed(line.product) ? (line.product.name ?? '') : ''
              return (
                <tr key={line.key}>
                  <td>
                    <FieldEditor
                      field={ref('product', w.product, 'product')}
                      value={line.product}
                      onChange={value => set(line.key, { product: value })}
                    />
                  </td>
                  <td className="number" data-label={w.quantity}>
                    <Input
                      inputMode="decimal"
                      aria-label={`${w.quantity} ${name}`}
                      value={line.quantity}
                      onChange={event => set(line.key, { quantity: event.target.value })}
                    />
                  </td>
                  <td className="number" data-label={w.discount}>
                    <Input
                      inputMode="decimal"
                      aria-label={`${w.discount} ${name}`}
                      value={line.discount}
                      onChange={event => set(line.key, { discount: event.target.value })}
                    />
                  </td>
                  <td className="number" data-label={w.unitPrice}>
                    {one ? (
                      <PriceExplained line={one} currency={priced!.currency} />
                    ) : query.isFetching && ready.includes(line) ? (
                      <Skeleton width={72} />
                    ) : (
                      <span className="set-none">–</span>
                    )}
                  </td>
                  <td className="number" data-label={w.amount}>
                    {one?.unitPrice != null ? (
                      moneyText(one.amount, priced!.currency)
                    ) : (
                      <span className="set-none">–</span>
                    )}
                  </td>
                  <td className="number" data-label={w.lead}>
                    {one?.leadDays != null ? (
                      one.leadDays === 0 ? (
                        w.atOnce
                      ) : (
                        fill(w.days, { n: one.leadDays })
                      )
                    ) : (
                      <span className="set-none">–</span>
                    )}
                  </td>
                  <td className="acts">
                    <IconButton
                      icon="x"
                      size={28}
                      label={fill(w.removeLine, { name })}
                      onClick={() => setLines(all => all.filter(other => other !== line))}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <div className="set-more">
          <Button icon="plus" look="text" onClick={() => setLines(all => [...all, { key: Date.now(), ...EMPTY }])}>
            {w.addLine}
          </Button>
        </div>
        {priced && priced.lines.length > 0 && (
          <dl className="price-total">
            {priced.orderDiscount > 0 && (
              <>
                <dt>{priced.steps.map(step => step.text).join('、') || w.off}</dt>
                <dd>{moneyText(-priced.orderDiscount, priced.currency)}</dd>
              </>
            )}
            <dt>{w.net}</dt>
            <dd>{moneyText(priced.net, priced.currency)}</dd>
            <dt>{w.tax}</dt>
            <dd>{moneyText(priced.tax, priced.currency)}</dd>
            <dt className="gross">{w.gross}</dt>
            <dd className="gross">{moneyText(priced.gross, priced.currency)}</dd>
          </dl>
        )}
        {priced?.needsApproval && (
          <div className="set-more">
            <Remarks remarks={[...new Set(priced.lines.flatMap(line => line.remarks))]} />
            {request?.can.create && (
              <Button
                icon="stamp"
                onClick={() => {
                  const line = lines.find(one => (pricedOf(one)?.needs.length ?? 0) > 0)!
                  openForm({
                    object: 'priceRequest',
                    preset: {
                      ...(isNamed(customer) ? { account: customer } : {}),
                      product: line.product,
                      quantity: numeric(line.quantity),
                      price: pricedOf(line)!.unitPrice,
                    },
                  })
                }}
              >
                {w.ask}
              </Button>
            )}
          </div>
        )}
      </Scroll>
    </div>
  )
}
