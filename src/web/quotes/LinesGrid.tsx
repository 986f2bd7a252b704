import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { isEmpty, isNamed } from '../fields/value'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { Skeleton } from '../kit/States'
import { fill, useWords } from '../words'
import { isMeant, type Line, newLine, type useSheet } from './draft'
import { Explained } from './Explained'
import * as words from './words'

/** Fields of a line whose fault stands under its own cell. */
const CELLS = ['product', 'name', 'quantity', 'unit', 'unitPrice', 'discount', 'taxRate']

/** The lines of a document as they are typed: Enter goes on to the next line, Alt and an arrow move one. */
export function LinesGrid({
  object,
  lines,
  currency,
  account,
  priced,
  errors,
  onChange,
}: {
  object: ObjectMeta
  lines: Line[]
  currency: string
  account: unknown
  priced: ReturnType<typeof useSheet>
  errors: Record<string, string>
  onChange(next: (now: Line[]) => Line[]): void
}) {
  const w = useWords(words)
  const table = useRef<HTMLTableElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const [focus, setFocus] = useState<{ key: string; column: string } | null>(null)
  useEffect(() => {
    if (!focus) return
    const cell = table.current?.querySelector(`[data-line="${focus.key}"] [data-cell="${focus.column}"]`)
    cell?.querySelector<HTMLElement>('input, button')?.focus()
    setFocus(null)
  }, [focus])
  const add = (text = false) => {
    const line = newLine({}, text)
    onChange(now => [...now, line])
    setFocus({ key: line.key, column: 'what' })
  }
  const move = (key: string, by: number, column: string) => {
    onChange(now => {
      const at = now.findIndex(one => one.key === key)
      const to = at + by
      if (to < 0 || to >= now.length) return now
      const next = [...now]
      next.splice(to, 0, ...next.splice(at, 1))
      return next
    })
    setFocus({ key, column })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const key = target.closest<HTMLElement>('[data-line]')?.dataset.line
    const column = target.closest<HTMLElement>('[data-cell]')?.dataset.cell
    if (!key || !column || event.nativeEvent.isComposing) return
    const at = lines.findIndex(one => one.key === key)
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      move(key, event.key === 'ArrowUp' ? -1 : 1, column)
    } else if (
      event.key === 'Enter' &&
      !event.ctrlKey &&
      !event.metaKey &&
      target.tagName === 'INPUT' &&
      !target.role
    ) {
      event.preventDefault()
      const next = lines[at + 1]
      if (next) setFocus({ key: next.key, column })
      else add()
    }
  }
  return (
    <section className="lines" aria-label={w.lines}>
      <table className="set-table lines-table" ref={table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th>{w.product}</th>
            <th className="number">{w.quantity}</th>
            <th>{w.unit}</th>
            <th className="number">{w.unitPrice}</th>
            <th className="number">{w.discount}</th>
            <th>{w.taxRate}</th>
            <th className="number">{w.gross}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <LineRow
              key={line.key}
              n={i + 1}
              object={object}
              line={line}
              currency={currency}
              account={account}
              priced={priced.of(line)}
              waiting={priced.waiting}
              errors={errors}
              onChange={(values, more) =>
                onChange(now =>
                  now.map(one =>
                    one.key === line.key ? { ...one, ...more, values: { ...one.values, ...values } } : one,
                  ),
                )
              }
              onMove={by => move(line.key, by, 'acts')}
              onRemove={() => {
                const next = lines[i + 1] ?? lines[i - 1]
                onChange(now => now.filter(one => one.key !== line.key))
                if (next) setFocus({ key: next.key, column: 'what' })
                else adding.current?.focus()
              }}
            />
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p className="lines-none t3">{w.noLines}</p>}
      <div className="lines-add">
        <Button icon="plus" size={28} ref={adding} onClick={() => add()}>
          {w.addLine}
        </Button>
        <Button icon="text-cursor-input" size={28} onClick={() => add(true)}>
          {w.addText}
        </Button>
        <span className="t3 small">{fill(w.total, { n: lines.filter(isMeant).length })}</span>
      </div>
    </section>
  )
}

function LineRow({
  n,
  object,
  line,
  currency,
  account,
  priced,
  waiting,
  errors,
  onChange,
  onMove,
  onRemove,
}: {
  n: number
  object: ObjectMeta
  line: Line
  currency: string
  account: unknown
  priced: ReturnType<ReturnType<typeof useSheet>['of']>
  waiting: boolean
  errors: Record<string, string>
  onChange(values: Record<string, unknown>, more?: Partial<Line>): void
  onMove(by: number): void
  onRemove(): void
}) {
  const w = useWords(words)
  const { values } = line
  const [describing, setDescribing] = useState(!isEmpty(values.note))
  const [more, setMore] = useState<HTMLElement | null>(null)
  const [configuring, setConfiguring] = useState(!isEmpty(values.configuration))
  const product = isNamed(values.product) ? values.product : null
  const name = (line.text ? String(values.name ?? '') : product?.name) || fill(w.product, {})
  const error = (field: string) => errors[`lines.${line.key}.${field}`]
  const rest = Object.entries(errors).filter(([field]) => {
    const mine = `lines.${line.key}.`
    return field.startsWith(mine) && !CELLS.includes(field.slice(mine.length))
  })
  const fieldOf = (field: string, label: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
    ...object.fields.find(f => f.name === field)!,
    ...more,
    access: 'write',
    label: `${label} ${n}`,
  })
  const cell = (field: string, label: string, value: unknown, change: (value: unknown) => void, more = {}) => (
    <>
      <FieldEditor
        field={fieldOf(field, label, more)}
        value={value}
        error={error(field)}
        row={{ account }}
        onChange={change}
      />
      {error(field) && (
        <p className="lines-error" role="alert">
          {error(field)}
        </p>
      )}
    </>
  )
  const price = line.hand || line.agreed ? values.unitPrice : (priced?.unitPrice ?? null)
  const free = line.text || line.hand
  return (
    <tr data-line={line.key}>
      <td data-cell="what">
        <div className="lines-what">
          {line.text ? (
            <>
              <Input
                aria-label={`${w.product} ${n}`}
                placeholder={w.textName}
                value={String(values.name ?? '')}
                maxLength={300}
                invalid={!!error('name')}
                onChange={event => onChange({ name: event.target.value })}
              />
              {error('name') && (
                <p className="lines-error" role="alert">
                  {error('name')}
                </p>
              )}
            </>
          ) : (
            cell('product', w.product, values.product, value =>
              // What belongs to the product goes with it.
              onChange(
                { product: value, name: null, configuration: null, unit: null, taxRate: null, unitPrice: null },
                { hand: false, agreed: false },
              ),
            )
          )}
          {configuring && !line.text && (
            <div className="lines-more">
              {cell('configuration', w.configuration, values.configuration, value =>
                onChange({ configuration: value }, { hand: false, agreed: false }),
              )}
            </div>
          )}
          {describing && (
            <div className="lines-more">{cell('note', w.note, values.note, value => onChange({ note: value }))}</div>
          )}
          {priced?.remarks.map(remark => (
            <p key={remark} className="lines-remark due">
              <Icon name="triangle-alert" size={14} />
              {remark}
            </p>
          ))}
          {rest.map(([field, message]) => (
            <p key={field} className="lines-error" role="alert">
              {message}
            </p>
          ))}
        </div>
      </td>
      <td className="number" data-cell="quantity" data-label={w.quantity}>
        {cell('quantity', w.quantity, values.quantity, value => onChange({ quantity: value }))}
      </td>
      <td data-cell="unit" data-label={w.unit}>
        {cell('unit', w.unit, values.unit ?? priced?.unit ?? null, value => onChange({ unit: value }))}
      </td>
      <td className="number" data-cell="unitPrice" data-label={w.unitPrice}>
        <div className="lines-price">
          {waiting && !priced && isMeant(line) && !free ? (
            <Skeleton width={72} />
          ) : (
            cell('unitPrice', w.unitPrice, price, value =>
              onChange({ unitPrice: value }, { hand: line.text || !isEmpty(value), agreed: false }),
            )
          )}
          {priced && priced.steps.length > 0 && <Explained name={name} line={priced} currency={currency} />}
        </div>
        {line.hand && !line.text && (
          <Button
            look="link"
            size={24}
            className="lines-how"
            onClick={() => onChange({ unitPrice: null, discount: null }, { hand: false })}
          >
            {w.byHand} <Icon name="rotate-ccw" size={12} label={fill(w.byRules, { n })} />
          </Button>
        )}
        {line.agreed && <span className="t3 small">{w.agreedPrice}</span>}
      </td>
      <td className="number" data-cell="discount" data-label={w.discount}>
        {free ? (
          <span className="t3">
            {priced && priced.discount > 0 && !line.text ? `${+priced.discount.toFixed(2)}` : '–'}
          </span>
        ) : (
          cell(
            'discount',
            w.discount,
            values.discount === 0 ? null : values.discount,
            value => onChange({ discount: value }, { agreed: false }),
            { unit: undefined },
          )
        )}
      </td>
      <td data-cell="taxRate" data-label={w.taxRate}>
        {cell('taxRate', w.taxRate, values.taxRate ?? priced?.taxRate ?? null, value => onChange({ taxRate: value }))}
      </td>
      <td className="number lines-gross" data-label={w.gross}>
        {priced?.unitPrice != null ? moneyText(priced.gross, currency) : <span className="set-none">–</span>}
      </td>
      <td className="acts" data-cell="acts">
        <IconButton
          icon="ellipsis"
          size={24}
          label={fill(w.more, { n })}
          onClick={event => setMore(event.currentTarget)}
        />
        <IconButton icon="x" size={24} label={fill(w.removeLine, { n })} onClick={onRemove} />
        {more && (
          <Menu
            anchor={more}
            label={fill(w.more, { n })}
            placement="bottom-end"
            onClose={() => setMore(null)}
            entries={[
              !describing && { label: w.describe, icon: 'align-left', onSelect: () => setDescribing(true) },
              !line.text &&
                !configuring &&
                product && { label: w.configure, icon: 'puzzle', onSelect: () => setConfiguring(true) },
              '-',
              { label: w.up, icon: 'arrow-up', kbd: 'Alt ↑', onSelect: () => onMove(-1) },
              { label: w.down, icon: 'arrow-down', kbd: 'Alt ↓', onSelect: () => onMove(1) },
            ]}
          />
        )}
      </td>
    </tr>
  )
}
