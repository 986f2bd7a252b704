import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import {
  type Choices,
  chosen,
  type Model,
  type Option,
  type Value,
  valuesOf,
} from '../../domain/configurator/screens/model'
import { type Configurator, configurator, type Look, type Pick } from '../../domain/configurator/screens/solve'
import { repaired, telling, unanswered } from '../../domain/configurator/screens/tell'
import { asProblem, get, type Problem, post, type Row, refresh, useObject, useRecord } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input, Labelled } from '../kit/Input'
import { Popover } from '../kit/Popover'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { PriceExplained, Remarks } from '../prices/PriceSteps'
import { useQuote } from '../prices/quote'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import '../settings/settings.css'
import './configurator.css'
import * as words from './words'

type Standing = Model & { id: string; leadDays: number | null }

/** A product put together option by option. What each choice leaves of the others is known at once, here in the browser. */
export function ConfigurePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const product = useObject('product')
  const row = useRecord('products', product && id)
  const model = useQuery<Standing, Problem>({
    queryKey: ['configurator', id],
    queryFn: ({ signal }) => get<Standing>(`/api/products/${id}/configurator`, signal),
    enabled: !!product,
    retry: false,
  })
  if (!product) return <NoRights />
  if (row.error) return <ErrorState problem={asProblem(row.error)} onRetry={() => void row.refetch()} />
  if (model.error?.status === 404)
    return (
      <Empty title={w.noModel} text={w.noModelText}>
        <Link to={`/products/${id}`}>{String(row.data?.name ?? '')}</Link>
      </Empty>
    )
  if (model.error) return <ErrorState problem={model.error} onRetry={() => void model.refetch()} />
  if (!model.data || !row.data) return <SkeletonRows rows={10} height={56} />
  return <Configuring key={model.data.id} model={model.data} product={row.data} />
}

function Configuring({ model, product }: { model: Standing; product: Row }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const account = useObject('account')
  const configuration = useObject('configuration')
  const solver = useMemo(() => configurator(model), [model])
  const tell = useMemo(() => telling(model, w.tell), [model, w.tell])
  const [choices, setChoices] = useState<Choices>({})
  const [customer, setCustomer] = useState<unknown>(null)
  const [quantity, setQuantity] = useState('1')
  const [asking, setAsking] = useState<{ anchor: HTMLElement; wish: Pick } | null>(null)
  const [busy, setBusy] = useState(false)
  const look = useMemo(() => solver.look(choices), [solver, choices])
  const all = useMemo(() => (look.fits ? solver.complete(choices) : null), [solver, look, choices])
  const missing = look.fits ? unanswered(model, look) : []
  const many = Number(quantity) > 0 ? Number(quantity) : 1
  const quote = useQuote({
    account: isNamed(customer) ? customer.id : null,
    lines: all ? [{ product: product.id, quantity: many, configuration: all }] : [],
  })
  // What a value adds that has no price of its own is what its part costs this customer.
  const parts = [
    ...new Set(
      model.options.flatMap(option => valuesOf(option).flatMap(v => (v.price === undefined && v.product) || [])),
    ),
  ].slice(0, 500)
  const partQuote = useQuote({
    account: isNamed(customer) ? customer.id : null,
    lines: parts.map(part => ({ product: part, quantity: 1 })),
  })
  const partPrices = new Map(partQuote.data?.lines.map(one => [one.product.id, one.unitPrice ?? 0]))
  const adds = (value: Value) =>
    value.price ?? Math.round((value.product ? (partPrices.get(value.product) ?? 0) : 0) * (value.quantity ?? 1))
  const line = quote.data?.lines[0]
  const currency = quote.data?.currency ?? 'CNY'
  const name = String(product.name)
  useTitle(fill(w.name, { product: name }))

  const choose = (option: Option, value: string, anchor: HTMLElement) => {
    const standing = look.values[option.id]?.[value]
    if (standing === 'out') return setAsking({ anchor, wish: { option: option.id, value } })
    const now = chosen(choices, option.id)
    const on = now.includes(value)
    const next: Record<string, string | number | readonly string[]> = { ...choices }
    const after = option.kind === 'many' ? (on ? now.filter(one => one !== value) : [...now, value]) : on ? [] : [value]
    if (after.length === 0) delete next[option.id]
    else next[option.id] = option.kind === 'many' ? after : option.kind === 'number' ? Number(after[0]) : after[0]!
    setChoices(next)
  }
  async function save() {
    setBusy(true)
    try {
      const row = await post<Row>('/api/configurations', {
        name: fill(w.name, { product: name }),
        product: product.id,
        account: isNamed(customer) ? customer.id : null,
        quantity: many,
        choices: all,
      })
      refresh('configurations')
      toast({ text: fill(w.savedAs, { code: String(row.code) }) })
      void navigate({ to: `/configurations/${row.id}` as never })
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  const groups = [...new Set(model.options.map(option => option.group ?? ''))]
  const why = look.fits ? null : solver.why(choices)
  const accountField = {
    name: 'account',
    label: w.account,
    kind: 'ref',
    target: 'account',
    operators: [],
    access: 'write',
  } as FieldMeta
  return (
    <div className="set configure">
      <header className="set-head">
        <h1 className="ellipsis">
          <Link to={`/products/${product.id}`}>{name}</Link>
        </h1>
        <span className="small t3">{fill(w.model, { options: model.options.length, rules: model.rules.length })}</span>
        <span className="spring" />
        {Object.keys(choices).length > 0 && <Button onClick={() => setChoices({})}>{w.clear}</Button>}
      </header>
      <div className="configure-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="configure-options" aria-label={w.options} tabIndex={0}>
          {why && <Remarks remarks={[fill(w.broken, { why: tell.why(why) })]} />}
          {groups.map(group => (
            <div key={group}>
              {group && <h2>{group}</h2>}
              {model.options
                .filter(option => (option.group ?? '') === group)
                .map(option => (
                  <OneOption
                    key={option.id}
                    option={option}
                    choices={choices}
                    look={look}
                    currency={currency}
                    adds={adds}
                    onChoose={choose}
                  />
                ))}
            </div>
          ))}
        </section>
        <aside className="configure-result" aria-label={w.summary} aria-live="polite">
          <div className="configure-facts">
            {account && (
              <Labelled label={w.account}>
                {ids => <FieldEditor field={accountField} value={customer} onChange={setCustomer} id={ids.id} />}
              </Labelled>
            )}
            <Labelled label={w.quantity}>
              {ids => (
                <Input
                  {...ids}
                  inputMode="decimal"
                  value={quantity}
                  onChange={event => setQuantity(event.target.value)}
                />
              )}
            </Labelled>
          </div>
          <h2>{w.summary}</h2>
          <ul className="configure-lines">
            {model.options.map(option => {
              const ids = all ? chosen(all, option.id) : []
              if (ids.length === 0) return null
              return (
                <li key={option.id}>
                  <span className="t3">{option.name}</span>
                  <span>{ids.map(id => tell.valueName(option.id, id)).join('、')}</span>
                </li>
              )
            })}
          </ul>
          {all && Object.keys(all).length === 0 && <p className="t3">{w.nothing}</p>}
          <div className="configure-foot">
            <dl>
              <dt>{w.perPiece}</dt>
              <dd className="large">{line ? <PriceExplained line={line} currency={currency} /> : '–'}</dd>
              <dt>{w.lead}</dt>
              <dd>{line?.leadDays != null ? fill(w.days, { n: line.leadDays }) : '–'}</dd>
            </dl>
            {quote.error && <Remarks remarks={[quote.error.errors[0]?.message ?? quote.error.message]} />}
            <p className={missing.length ? 'due small' : 'won small'}>
              {missing.length
                ? fill(w.unchosen, { options: missing.map(tell.optionName).join('、') })
                : look.fits && w.complete}
            </p>
            {configuration?.can.create && (
              <Button look="primary" busy={busy} disabled={!all} onClick={() => void save()}>
                {w.save}
              </Button>
            )}
          </div>
        </aside>
      </div>
      {asking && (
        <WhyNot
          {...asking}
          solver={solver}
          choices={choices}
          onClose={() => setAsking(null)}
          onChoose={(next, text) => {
            const before = choices
            setChoices(next)
            setAsking(null)
            toast({ text, undo: async () => setChoices(before) })
          }}
        />
      )}
    </div>
  )
}

interface OneOptionProps {
  option: Option
  choices: Choices
  look: Look
  currency: string
  adds(value: Value): number
  onChoose(option: Option, value: string, anchor: HTMLElement): void
}

function OneOption({ option, choices, look, currency, adds, onChoose }: OneOptionProps) {
  const w = useWords(words)
  const standings = look.values[option.id] ?? {}
  const on = chosen(choices, option.id)
  const extra = (value: Value) => {
    const amount = adds(value)
    return amount ? fill(amount < 0 ? w.minus : w.plus, { price: moneyText(Math.abs(amount), currency) }) : ''
  }
  return (
    <fieldset className="configure-option">
      <legend>
        {option.name}
        {option.required && <i aria-hidden="true">*</i>}
        {option.kind === 'many' && option.most !== undefined && (
          <small className="t3">{fill(w.most, { n: option.most })}</small>
        )}
        {option.note && <small className="t3">{option.note}</small>}
      </legend>
      <div className="configure-values">
        {valuesOf(option).map(value => {
          const standing = standings[value.id] ?? 'free'
          const pressed = on.includes(value.id) || standing === 'forced'
          return (
            <button
              key={value.id}
              type="button"
              aria-pressed={pressed}
              className={`configure-value ${standing}`}
              data-value={`${option.id}:${value.id}`}
              aria-label={[value.name, extra(value), standing === 'out' ? w.out : standing === 'forced' ? w.forced : '']
                .filter(Boolean)
                .join('，')}
              onClick={event => onChoose(option, value.id, event.currentTarget)}
            >
              {standing === 'out' ? (
                <Icon name="ban" size={14} />
              ) : (
                pressed && <Icon name={standing === 'forced' ? 'lock' : 'check'} size={14} />
              )}
              <span>{value.name}</span>
              {extra(value) && <small>{extra(value)}</small>}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

interface WhyNotProps {
  anchor: HTMLElement
  wish: Pick
  solver: Configurator
  choices: Choices
  onClose(): void
  onChoose(choices: Choices, text: string): void
}

/** Why a value does not fit, and the smallest changes that make it. */
function WhyNot({ anchor, wish, solver, choices, onClose, onChoose }: WhyNotProps) {
  const w = useWords(words)
  const tell = telling(solver.model, w.tell)
  const { why, repairs } = useMemo(
    () => ({ why: solver.why(choices, wish), repairs: solver.repairs(choices, wish) }),
    [solver, choices, wish],
  )
  const value = tell.pick(wish)
  const changes = repairs[0]?.changes.length ?? 0
  return (
    <Popover anchor={anchor} onClose={onClose} label={fill(w.whyNot, { value })} width={360}>
      <div className="configure-why">
        <h3>{fill(w.whyNot, { value })}</h3>
        {why && <p>{tell.why(why)}</p>}
        {repairs.length === 0 ? (
          <p className="t2">{w.noRepair}</p>
        ) : (
          <>
            <p className="t3 small">{changes === 1 ? w.ways : fill(w.waysMany, { n: changes })}</p>
            {repairs.map(repair => {
              const change = tell.repair(repair)
              return (
                <Button
                  key={change}
                  onClick={() =>
                    onChoose(repaired(solver.model, choices, repair, wish), fill(w.applied, { change, value }))
                  }
                >
                  {fill(w.apply, { change })}
                </Button>
              )
            })}
          </>
        )}
      </div>
    </Popover>
  )
}
