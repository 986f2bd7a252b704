import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import {
  asProblem,
  get,
  type Problem,
  patch,
  post,
  type Row,
  refresh,
  rowsOf,
  totalOf,
  useObject,
  useRecords,
} from '../api'
import { Code } from '../fields/CodeChip'
import { dayText, figureText, momentText, moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input } from '../kit/Input'
import { ErrorState, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { PriceExplained } from '../prices/PriceSteps'
import { useQuote } from '../prices/quote'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import './products.css'
import * as words from './words'

type CardProps = { object: ObjectMeta; row: Row }

/** What stands at the right of a product's page: prices, variants, what it consists of, stock, what helps to sell it. */
export function ProductCards({ object, row }: CardProps) {
  if (object.name !== 'product') return null
  return (
    <>
      <Prices object={object} row={row} />
      <Variants object={object} row={row} />
      <Components object={object} row={row} />
      <Stock row={row} />
      <Literature row={row} />
    </>
  )
}

function Prices({ row }: CardProps) {
  const w = useWords(words)
  const lang = useLang()
  const entry = useObject('priceEntry')
  const model = useObject('configurationModel')
  const entries = useRecords(
    'price-entries',
    {
      fields: ['list', 'price', 'currency', 'fromQuantity', 'validUntil'],
      filter: { field: 'product', op: 'eq', value: row.id },
      sort: 'list,fromQuantity',
      limit: 8,
      count: 'estimate',
    },
    { enabled: !!entry },
  )
  const models = useRecords(
    'configuration-models',
    {
      fields: ['name'],
      filter: {
        and: [
          { field: 'product', op: 'eq', value: row.id },
          { field: 'active', op: 'eq', value: true },
        ],
      },
      limit: 1,
    },
    { enabled: !!model },
  )
  const quote = useQuote({ lines: [{ product: row.id, quantity: 1 }] })
  const line = quote.data?.lines[0]
  const rows = rowsOf(entries.data)
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>{w.price}</h2>
        {rowsOf(models.data).length > 0 && (
          <Link className="k-button k-button-outline k-button-24" to={`/configure/${row.id}`}>
            <Icon name="sliders-horizontal" size={14} />
            {w.configure}
          </Link>
        )}
        <Link
          className="k-button k-button-link k-button-24"
          to={`/price-check?product=${row.id}&name=${encodeURIComponent(String(row.name))}`}
        >
          {w.check}
        </Link>
      </div>
      {line && quote.data && (
        <div className="product-line">
          <span className="t3">{w.now}</span>
          <PriceExplained line={line} currency={quote.data.currency} />
        </div>
      )}
      {quote.isPending && <Skeleton height={24} />}
      {rows.map(one => (
        <div className="product-line" key={one.id}>
          <span className="ellipsis">
            {isNamed(one.list) ? one.list.name : ''}
            <span className="t3 small">
              {Number(one.fromQuantity) > 1 && fill(w.from, { n: figureText(Number(one.fromQuantity)) })}{' '}
              {typeof one.validUntil === 'string' && fill(w.until, { day: dayText(one.validUntil, lang) })}
            </span>
          </span>
          <span className="figure">{moneyText(Number(one.price), String(one.currency ?? 'CNY'))}</span>
        </div>
      ))}
      {entry && !entries.isPending && rows.length === 0 && <p className="t3 small">{w.noPrices}</p>}
      {(totalOf(entries.data) ?? 0) > rows.length && (
        <Link
          className="record-card-all"
          to={listAddress('price-entries', { field: 'product', op: 'eq', value: row.id })}
        >
          {fill(w.all, { n: totalOf(entries.data)! })}
        </Link>
      )}
    </section>
  )
}

interface Attribute {
  name: string
  values: { name: string; code?: string }[]
}

/** A grid where two attributes span one; a plain list otherwise. */
function Variants({ object, row }: CardProps) {
  const w = useWords(words)
  const [editing, setEditing] = useState(false)
  const variants = useRecords('products', {
    fields: ['name', 'code', 'variant', 'active'],
    filter: { field: 'parent', op: 'eq', value: row.id },
    sort: 'code',
    limit: 200,
    count: 'estimate',
  })
  const [busy, setBusy] = useState(false)
  const attributes = (row.attributes ?? []) as Attribute[]
  const rows = rowsOf(variants.data)
  if (row.parent || (attributes.length === 0 && rows.length === 0 && !object.can.update)) return null
  const count = attributes.length ? attributes.reduce((n, one) => n * one.values.length, 1) : 0
  const valueIn = (one: Row, name: string) => (one.variant as Record<string, string> | null)?.[name]
  async function generate() {
    setBusy(true)
    try {
      await post(`/api/products/${row.id}/generateVariants`, {})
      refresh('products')
      toast({ text: fill(w.generated, { n: count }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    } finally {
      setBusy(false)
    }
  }
  const [across, down] = [attributes[1], attributes[0]]
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.variants} {rows.length > 0 && <span>{totalOf(variants.data) ?? rows.length}</span>}
        </h2>
        {object.can.update && !editing && (
          <IconButton icon="pencil" size={24} label={w.edit} onClick={() => setEditing(true)} />
        )}
      </div>
      {editing ? (
        <AttributesEditor row={row} saved={attributes} onDone={() => setEditing(false)} />
      ) : attributes.length === 0 && rows.length === 0 ? (
        <p className="t3 small">{w.variantsNone}</p>
      ) : attributes.length === 2 && across && down ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="product-grid" role="region" aria-label={w.variants} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <td />
                {across.values.map(value => (
                  <th key={value.name} scope="col">
                    {value.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {down.values.map(value => (
                <tr key={value.name}>
                  <th scope="row">{value.name}</th>
                  {across.values.map(other => {
                    const one = rows.find(
                      v => valueIn(v, down.name) === value.name && valueIn(v, across.name) === other.name,
                    )
                    return (
                      <td key={other.name}>
                        {one ? (
                          <Link to={`/products/${one.id}`} className={one.active === false ? 't3' : undefined}>
                            {String(one.code ?? '')
                              .split('-')
                              .slice(-2)
                              .join('-') || <Icon name="package" size={14} />}
                            <span className="visually-hidden"> {String(one.name)}</span>
                          </Link>
                        ) : (
                          <span className="set-none">–</span>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        rows.slice(0, 12).map(one => (
          <Link className="record-card-row" to={`/products/${one.id}`} key={one.id}>
            <Icon name="package" size={14} />
            <span className="record-card-name">
              {Object.values((one.variant as Record<string, string> | null) ?? {}).join(' · ') || String(one.name)}
            </span>
            <span className="t3 small">{String(one.code ?? '')}</span>
          </Link>
        ))
      )}
      {!editing && object.can.update && count > (totalOf(variants.data) ?? rows.length) && (
        <Button size={24} icon="grid-3x3" busy={busy} onClick={() => void generate()}>
          {fill(w.generate, { n: count - (totalOf(variants.data) ?? rows.length) })}
        </Button>
      )}
      {rows.length > 12 && attributes.length !== 2 && (
        <Link className="record-card-all" to={listAddress('products', { field: 'parent', op: 'eq', value: row.id })}>
          {fill(w.all, { n: totalOf(variants.data) ?? rows.length })}
        </Link>
      )}
    </section>
  )
}

/** Attributes as people write them: 颜色: 红、白、青. A value's own code stays with its name. */
function AttributesEditor({ row, saved, onDone }: { row: Row; saved: Attribute[]; onDone(): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const [lines, setLines] = useState(() =>
    (saved.length ? saved : [{ name: '', values: [] }]).map((one, key) => ({
      key,
      name: one.name,
      values: one.values.map(value => value.name).join('、'),
    })),
  )
  const [problem, setProblem] = useState('')
  const set = (key: number, change: { name?: string; values?: string }) =>
    setLines(all => all.map(line => (line.key === key ? { ...line, ...change } : line)))
  async function save() {
    const known = new Map(saved.flatMap(one => one.values.map(value => [value.name, value] as const)))
    const attributes = lines
      .filter(line => line.name.trim() && line.values.trim())
      .map(line => ({
        name: line.name.trim(),
        values: line.values
          .split(/[、,，;；\n]/)
          .map(value => value.trim())
          .filter(Boolean)
          .map(name => known.get(name) ?? { name }),
      }))
    try {
      await patch(
        `/api/products/${row.id}`,
        { attributes: attributes.length ? attributes : null },
        { version: row.version },
      )
      refresh('products', row.id)
      refresh('products')
      onDone()
    } catch (thrown) {
      const found = asProblem(thrown)
      setProblem(found.errors[0]?.message ?? found.message)
    }
  }
  return (
    <div className="product-attributes">
      {lines.map(line => (
        <div key={line.key} className="product-attribute">
          <Input
            aria-label={w.attribute}
            placeholder={w.attribute}
            value={line.name}
            onChange={e => set(line.key, { name: e.target.value })}
          />
          <Input
            aria-label={`${line.name} ${w.values}`}
            placeholder={w.values}
            value={line.values}
            onChange={e => set(line.key, { values: e.target.value })}
          />
          <IconButton
            icon="x"
            size={24}
            label={fill(w.removeAttribute, { name: line.name })}
            onClick={() => setLines(all => all.filter(one => one !== line))}
          />
        </div>
      ))}
      {problem && (
        <p className="over small" role="alert">
          {problem}
        </p>
      )}
      <div className="product-acts">
        <Button
          size={24}
          look="text"
          icon="plus"
          onClick={() => setLines(all => [...all, { key: Date.now(), name: '', values: '' }])}
        >
          {w.addAttribute}
        </Button>
        <span className="spring" />
        <Button size={24} onClick={onDone}>
          {kit.cancel}
        </Button>
        <Button size={24} look="primary" onClick={() => void save()}>
          {kit.save}
        </Button>
      </div>
    </div>
  )
}

interface Bom {
  lines: {
    line: string
    level: number
    path: string[]
    product: { id: string; name: string; code: string | null }
    unit: string | null
    quantity: number
    total: number
    hasLines: boolean
    totalCost: number | null
  }[]
  cost: number | null
  currency: string | null
  missingCosts: number
  usedIn: { product: { id: string; name: string }; level: number; quantity: number }[]
}

/** What a product consists of, level by level and folded at will, what that costs, and where the product itself is used. */
function Components({ object, row }: CardProps) {
  const w = useWords(words)
  const bomLine = useObject('bomLine')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const query = useQuery<Bom, Problem>({
    queryKey: ['products', row.id, 'bom'],
    queryFn: ({ signal }) => get<Bom>(`/api/products/${row.id}/bom`, signal),
    enabled: !!bomLine,
  })
  if (!bomLine) return null
  const again = () => void query.refetch()
  const bom = query.data
  const unit = object.fields.find(f => f.name === 'unit')
  const shown = bom?.lines.filter(
    line => !line.path.slice(0, -1).some((_, i) => folded.has(line.path.slice(0, i + 1).join())),
  )
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>{w.bom}</h2>
        {bomLine.can.create && (
          <IconButton
            icon="plus"
            size={24}
            label={w.addLine}
            onClick={() =>
              openForm({
                object: 'bomLine',
                preset: { parent: { id: row.id, name: String(row.name) } },
                onSaved: again,
              })
            }
          />
        )}
      </div>
      {query.error ? (
        <ErrorState problem={query.error} onRetry={again} />
      ) : !bom || !shown ? (
        <Skeleton height={24} />
      ) : bom.lines.length === 0 ? (
        <p className="t3 small">{w.bomNone}</p>
      ) : (
        <ul className="product-tree">
          {shown.map(line => {
            const key = line.path.join()
            return (
              <li key={key} style={{ paddingLeft: (line.level - 1) * 16 }}>
                {line.hasLines ? (
                  <button
                    type="button"
                    className="twist"
                    aria-expanded={!folded.has(key)}
                    aria-label={line.product.name}
                    onClick={() =>
                      setFolded(now => new Set(now.has(key) ? [...now].filter(one => one !== key) : [...now, key]))
                    }
                  >
                    <Icon name="chevron-right" size={14} />
                  </button>
                ) : (
                  <i className="twist" aria-hidden="true" />
                )}
                <Link className="ellipsis" to={`/products/${line.product.id}`}>
                  {line.product.name}
                </Link>
                <button
                  type="button"
                  className="product-quantity"
                  disabled={!bomLine.can.update}
                  onClick={() => openForm({ object: 'bomLine', id: line.line, onSaved: again })}
                >
                  {figureText(line.quantity)} {unit && <Code field={unit} value={line.unit} />}
                  <span className="visually-hidden">
                    {line.product.name}，{w.editLine}
                  </span>
                </button>
                {line.totalCost !== null && (
                  <span className="figure t3">{moneyText(line.totalCost, bom.currency ?? 'CNY')}</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {bom && bom.cost !== null && (
        <p className="product-sum">{fill(w.cost, { cost: moneyText(bom.cost, bom.currency ?? 'CNY') })}</p>
      )}
      {bom && bom.missingCosts > 0 && <p className="due small">{fill(w.missing, { n: bom.missingCosts })}</p>}
      {bom && bom.usedIn.length > 0 && (
        <>
          <h3 className="product-sub">{w.usedIn}</h3>
          {bom.usedIn.slice(0, 10).map(one => (
            <Link key={one.product.id} className="record-card-row" to={`/products/${one.product.id}`}>
              <Icon name="package" size={14} />
              <span className="record-card-name">
                {one.product.name} {one.level > 1 && <span>{fill(w.level, { n: one.level })}</span>}
              </span>
              <span className="t3 small">{fill(w.times, { n: figureText(one.quantity) })}</span>
            </Link>
          ))}
        </>
      )}
    </section>
  )
}

function Stock({ row }: { row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const stock = useObject('productStock')
  const query = useRecords(
    'product-stocks',
    {
      fields: ['warehouse', 'available', 'incoming', 'incomingOn', 'asOf'],
      filter: { field: 'product', op: 'eq', value: row.id },
      sort: 'warehouse',
      limit: 50,
    },
    { enabled: !!stock },
  )
  if (!stock) return null
  const rows = rowsOf(query.data)
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>{w.stock}</h2>
        {typeof rows[0]?.asOf === 'string' && (
          <span className="t3 small">{fill(w.asOf, { time: momentText(rows[0].asOf, lang) })}</span>
        )}
      </div>
      {query.isPending ? (
        <Skeleton height={24} />
      ) : rows.length === 0 ? (
        <p className="t3 small">{w.stockNone}</p>
      ) : (
        rows.map(one => (
          <div className="product-line" key={one.id}>
            <span className="ellipsis">
              {String(one.warehouse)}
              {Number(one.incoming) > 0 && (
                <span className="t3 small">
                  {typeof one.incomingOn === 'string'
                    ? fill(w.incoming, { n: figureText(Number(one.incoming)), day: dayText(one.incomingOn, lang) })
                    : fill(w.incomingOnly, { n: figureText(Number(one.incoming)) })}
                </span>
              )}
            </span>
            <span className={Number(one.available) > 0 ? 'figure' : 'figure due'}>
              {fill(w.available, { n: figureText(Number(one.available)) })}
            </span>
          </div>
        ))
      )}
    </section>
  )
}

function Literature({ row }: { row: Row }) {
  const w = useWords(words)
  const object = useObject('literature')
  const filter = { field: 'products', op: 'eq' as const, value: row.id }
  const query = useRecords(
    'literature',
    { fields: ['name', 'kind'], filter, limit: 6, count: 'estimate' },
    { enabled: !!object },
  )
  if (!object) return null
  const kind = object.fields.find(f => f.name === 'kind')
  const rows = rowsOf(query.data)
  if (rows.length === 0 && !object.can.create) return null
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.literature} {rows.length > 0 && <span>{totalOf(query.data) ?? rows.length}</span>}
        </h2>
        {object.can.create && (
          <IconButton
            icon="plus"
            size={24}
            label={w.newPage}
            onClick={() =>
              openForm({
                object: 'literature',
                preset: { products: [{ id: row.id, name: String(row.name) }] },
                onSaved: () => query.refetch(),
              })
            }
          />
        )}
      </div>
      {rows.map(one => (
        <Link key={one.id} className="record-card-row" to={`/literature/${one.id}`}>
          <Icon name="book-open" size={14} />
          <span className="record-card-name">{String(one.name)}</span>
          {kind && <Code field={kind} value={one.kind} />}
        </Link>
      ))}
      {(totalOf(query.data) ?? 0) > rows.length && (
        <Link className="record-card-all" to={listAddress('literature', filter)}>
          {fill(w.all, { n: totalOf(query.data)! })}
        </Link>
      )}
    </section>
  )
}
