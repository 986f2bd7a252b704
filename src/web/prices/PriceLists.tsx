import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, patch, post, type Row, refresh, remove, rowsOf, totalOf, useObject, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { dayText, figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { inputValue, isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Input } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsSplit, useChosen } from '../settings/Split'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './prices.css'
import * as words from './words'

const LIST_FIELDS = [
  'name',
  'currency',
  'holdsTax',
  'grade',
  'region',
  'board',
  'validFrom',
  'validUntil',
  'priority',
  'active',
]
const ENTRY_FIELDS = ['product', 'fromQuantity', 'price', 'floorPrice', 'validUntil', 'currency', 'version']

/** Price lists, and what the one that the address names holds: its prices are written where they stand. */
export function PriceLists() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('priceList')
  const entry = useObject('priceEntry')
  const [id, choose] = useChosen('list')
  const query = useRecords(
    'price-lists',
    { fields: LIST_FIELDS, sort: '-active,-priority,name', limit: 200 },
    { enabled: !!object },
  )
  if (!object || !entry) return <NoRights />
  const lists = rowsOf(query.data)
  const list = lists.find(one => one.id === id) ?? lists[0]
  return (
    <SettingsSplit
      title={pages.priceLists}
      note={w.listsText}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => openForm({ object: 'priceList', onSaved: row => choose(row.id) })}>
            {w.newList}
          </Button>
        )
      }
      query={query}
      entries={lists.map(one => ({
        id: one.id,
        name: String(one.name),
        aside: one.active === false ? w.listOff : String(one.currency ?? ''),
      }))}
      chosen={list?.id}
      onChoose={choose}
      empty={{ title: w.noLists, text: w.noListsText }}
    >
      {list && <OneList key={list.id} list={list} object={object} entry={entry} />}
    </SettingsSplit>
  )
}

function OneList({ list, object, entry }: { list: Row; object: ObjectMeta; entry: ObjectMeta }) {
  const w = useWords(words)
  const { kit } = useWords()
  const lang = useLang()
  const lookup = useLookup()
  const [typed, setTyped] = useState('')
  const currency = String(list.currency ?? 'CNY')
  const wanted = typed.trim()
  const query = useRecords('price-entries', {
    fields: ENTRY_FIELDS,
    filter: {
      and: [
        { field: 'list', op: 'eq', value: list.id },
        ...(wanted
          ? [
              {
                or: [
                  { field: 'product.name', op: 'contains' as const, value: wanted },
                  { field: 'product.code', op: 'startsWith' as const, value: wanted },
                ],
              },
            ]
          : []),
      ],
    },
    sort: 'product,fromQuantity',
    limit: 100,
    count: 'estimate',
  })
  const rows = rowsOf(query.data)
  const whom = ['grade', 'region', 'board'].flatMap(name => {
    const field = object.fields.find(f => f.name === name)
    const text = field && fieldText(field, list[name], lookup, list)
    return text ? [text] : []
  })
  const period = [list.validFrom, list.validUntil].some(Boolean)
    ? `${typeof list.validFrom === 'string' ? dayText(list.validFrom, lang) : ''}–${typeof list.validUntil === 'string' ? dayText(list.validUntil, lang) : ''}`
    : w.always
  return (
    <section className="set-main" aria-label={String(list.name)}>
      <div className="set-main-head">
        <h2>{String(list.name)}</h2>
        <span className="small t3">
          {[whom.join('、') || w.everybody, period, list.holdsTax === false ? w.withoutTax : w.withTax, currency].join(
            ' · ',
          )}
        </span>
        <span className="spring" />
        {object.can.update && (
          <Button size={28} icon="pencil" onClick={() => openForm({ object: 'priceList', id: list.id })}>
            {kit.edit}
          </Button>
        )}
      </div>
      <div className="set-tools">
        <Input
          className="set-search"
          type="search"
          aria-label={w.findProduct}
          placeholder={w.findProduct}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <span className="t3 small">{totalOf(query.data)?.toLocaleString('en-US')}</span>
        <span className="spring" />
        {entry.can.import && <Link to="/import/price-entries">{w.importPrices}</Link>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body price-table" tabIndex={0} role="region" aria-label={String(list.name)}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} />
        ) : (
          <>
            <table className="set-table">
              <thead>
                <tr>
                  <th>{w.product}</th>
                  <th className="number">{w.fromQuantity}</th>
                  <th className="number">{w.unitPrice}</th>
                  <th className="number">{w.floorPrice}</th>
                  <th>{w.validUntil}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map(row => (
                  <Entry key={row.id} row={row} entry={entry} currency={currency} />
                ))}
                {entry.can.create && !wanted && <NewEntry list={list} entry={entry} />}
              </tbody>
            </table>
            {rows.length === 0 && (
              <Empty title={wanted ? w.nothingFound : w.noEntries} text={wanted ? undefined : w.noEntriesText} />
            )}
            {query.hasNextPage && (
              <div className="set-more">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {kit.more}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </section>
  )
}

const fieldOf = (entry: ObjectMeta, name: string): FieldMeta => entry.fields.find(f => f.name === name)!
const COLUMNS = ['fromQuantity', 'price', 'floorPrice', 'validUntil'] as const

/** One price. What is changed is saved when it is left. */
function Entry({ row, entry, currency }: { row: Row; entry: ObjectMeta; currency: string }) {
  const w = useWords(words)
  const lang = useLang()
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const product = isNamed(row.product) ? row.product : null
  const labels = {
    fromQuantity: w.fromQuantity,
    price: w.unitPrice,
    floorPrice: w.floorPrice,
    validUntil: w.validUntil,
  }
  const shown = (name: (typeof COLUMNS)[number]) => {
    const value = row[name]
    if (value === null || value === undefined) return <span className="set-none">–</span>
    if (name === 'validUntil') return dayText(String(value), lang)
    return name === 'fromQuantity' ? figureText(Number(value)) : moneyText(Number(value), currency)
  }
  async function save(name: string, value: unknown) {
    if (JSON.stringify(inputValue(value)) === JSON.stringify(row[name] ?? null)) return
    try {
      await patch(`/api/price-entries/${row.id}`, { [name]: inputValue(value) }, { version: row.version })
      refresh('price-entries')
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    }
    setChanges(({ [name]: _, ...rest }) => rest)
  }
  async function drop() {
    try {
      await remove(`/api/price-entries/${row.id}`)
      refresh('price-entries')
      toast({
        text: fill(w.removed, { name: product?.name ?? '' }),
        undo: () => post(`/api/price-entries/${row.id}/restore`).then(() => refresh('price-entries')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <tr>
      <td data-label={w.product}>{product && <Link to={`/products/${product.id}`}>{product.name}</Link>}</td>
      {COLUMNS.map(name => (
        <td key={name} className={name === 'validUntil' ? undefined : 'number'} data-label={labels[name]}>
          {entry.can.update ? (
            <FieldEditor
              field={{ ...fieldOf(entry, name), label: `${product?.name ?? ''} ${labels[name]}` }}
              value={name in changes ? changes[name] : row[name]}
              row={{ currency }}
              onChange={value => {
                setChanges(now => ({ ...now, [name]: value }))
                // A day is chosen, a figure is typed until one leaves it.
                if (name === 'validUntil') void save(name, value)
              }}
              onCommit={value => void save(name, value)}
            />
          ) : (
            shown(name)
          )}
        </td>
      ))}
      <td className="acts">
        {entry.can.delete && (
          <IconButton
            icon="x"
            size={28}
            label={fill(w.removeLine, { name: product?.name ?? '' })}
            onClick={() => void drop()}
          />
        )}
      </td>
    </tr>
  )
}

/** The empty line below: a product, from how many on, and what it costs. */
function NewEntry({ list, entry }: { list: Row; entry: ObjectMeta }) {
  const w = useWords(words)
  const { kit } = useWords()
  const [values, setValues] = useState<Record<string, unknown>>({ fromQuantity: 1 })
  const [busy, setBusy] = useState(false)
  const labels = {
    fromQuantity: w.fromQuantity,
    price: w.unitPrice,
    floorPrice: w.floorPrice,
    validUntil: w.validUntil,
  }
  async function add() {
    setBusy(true)
    try {
      await post('/api/price-entries', {
        list: list.id,
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inputValue(value)])),
      })
      refresh('price-entries')
      setValues({ fromQuantity: 1 })
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <tr className="price-new">
      <td data-label={w.product}>
        <FieldEditor
          field={fieldOf(entry, 'product')}
          value={values.product}
          onChange={product => setValues(now => ({ ...now, product }))}
        />
      </td>
      {COLUMNS.map(name => (
        <td key={name} className={name === 'validUntil' ? undefined : 'number'} data-label={labels[name]}>
          <FieldEditor
            field={fieldOf(entry, name)}
            value={values[name]}
            row={{ currency: list.currency }}
            onChange={value => setValues(now => ({ ...now, [name]: value }))}
          />
        </td>
      ))}
      <td className="acts">
        <Button size={28} busy={busy} disabled={!isNamed(values.product)} onClick={() => void add()}>
          {kit.add}
        </Button>
      </td>
    </tr>
  )
}
