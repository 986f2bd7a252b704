import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { Sheet, TargetEntry } from '../../domain/forecasts'
import { asProblem, post, refresh, useObject } from '../api'
import { todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { IconButton } from '../kit/Button'
import { Menu } from '../kit/Menu'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { SaveBar } from '../settings/Editor'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { type Measure, useProducts, useSheet } from './api'
import './forecasts.css'
import { partsOf } from './periods'
import { SheetTable } from './SheetTable'
import { type Cells, figureOf, fromAbove, fromBelow, fromParts, overParts, textOf } from './sheet'
import * as words from './words'

interface Search {
  year?: string
  by?: string
  measure?: string
  product?: string
}

/** What everybody is to sell in a year: entered like a spreadsheet, spread over its months, shared out among people. */
export function TargetsPage() {
  return useObject('salesTarget') ? <Page /> : <NoRights />
}

function Page() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const search = useLocation().search as Search
  const thisYear = Number(todayInChina().slice(0, 4))
  const year = /^2[01]\d\d$/.test(search.year ?? '') ? Number(search.year) : thisYear
  const by = search.by === 'quarter' ? 'quarter' : 'month'
  const measure: Measure = search.measure === 'count' ? 'count' : 'amount'
  const products = useProducts()
  const object = useObject('salesTarget')
  const query = useSheet({ year: String(year), measure, product: search.product })
  const ask = (change: Partial<Search>) =>
    void navigate({ to: '/targets' as never, search: { ...search, ...change } as never, replace: true })
  return (
    <div className="set fc">
      <header className="set-head">
        <h1>{pages.targets}</h1>
        <span className="fc-step">
          <IconButton icon="chevron-left" size={28} label={w.before} onClick={() => ask({ year: String(year - 1) })} />
          <b>{fill(w.yearOf, { year })}</b>
          <IconButton icon="chevron-right" size={28} label={w.after} onClick={() => ask({ year: String(year + 1) })} />
        </span>
        <span className="spring" />
        <Link className="fc-link" to="/forecast">
          {pages.forecast}
        </Link>
        <Link className="fc-link fc-wide" to="/sales-targets">
          {w.list}
        </Link>
        {object?.can.import && (
          <Link className="fc-link fc-wide" to="/import/sales-targets">
            {w.import}
          </Link>
        )}
      </header>
      <div className="set-tools fc-tools">
        <div className="fc-choices">
          <Segmented
            label={w.by}
            value={by}
            options={(['month', 'quarter'] as const).map(id => ({ id, label: w.spread[id]! }))}
            onChange={id => ask({ by: id === 'month' ? undefined : id })}
          />
          <Segmented
            label={w.measure}
            value={measure}
            options={(['amount', 'count'] as const).map(id => ({ id, label: w.measures[id]! }))}
            onChange={id => ask({ measure: id === 'amount' ? undefined : id })}
          />
          {products.length > 0 && (
            <Select
              label={w.product}
              options={[{ value: '', label: w.allProducts }, ...products]}
              value={search.product ?? ''}
              onChange={id => ask({ product: id || undefined })}
            />
          )}
        </div>
        <span className="spring" />
        <span className="small t3 fc-wide">{w.pasteHint}</span>
      </div>
      {query.error ? (
        <div className="set-body">
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        </div>
      ) : query.isPending ? (
        <SkeletonRows rows={10} />
      ) : query.data.lines.length === 0 ? (
        <Empty title={w.noTargets} text={w.noTargetsText} />
      ) : (
        <Edited key={`${year} ${measure} ${search.product}`} sheet={query.data} by={by} product={search.product} />
      )}
    </div>
  )
}

/** What is typed and not saved yet, over what is saved. */
function Edited({ sheet, by, product }: { sheet: Sheet; by: 'month' | 'quarter'; product: string | undefined }) {
  const w = useWords(words)
  const [typed, setTyped] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({})
  const [menu, setMenu] = useState<{ at: HTMLElement; key: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const { measure } = sheet
  const parts = partsOf(String(sheet.year), by)
  const values = useMemo<Cells>(() => {
    const all: Record<string, Record<string, number | null>> = {}
    for (const line of sheet.lines) {
      all[line.key] = { ...line.cells }
      for (const [period, text] of Object.entries(typed[line.key] ?? {}))
        all[line.key]![period] = figureOf(text, measure) ?? null
    }
    return all
  }, [sheet, typed, measure])
  const changed = sheet.lines.flatMap(line =>
    Object.entries(typed[line.key] ?? {})
      .filter(([period, text]) => text !== textOf(line.cells[period], measure))
      .map(([period, text]) => ({ line, period, value: figureOf(text, measure) })),
  )
  const wrong = changed.filter(one => one.value === undefined).length
  const dirty = changed.length > 0
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  const put = (key: string, cells: Readonly<Record<string, string>>) =>
    setTyped(before => ({ ...before, [key]: { ...before[key], ...cells } }))
  const putFigures = (all: Readonly<Record<string, Readonly<Record<string, number>>>>) => {
    for (const [key, cells] of Object.entries(all))
      if (sheet.lines.find(line => line.key === key)?.may)
        put(key, Object.fromEntries(Object.entries(cells).map(([period, value]) => [period, textOf(value, measure)])))
  }
  const send = (entries: readonly { line: Sheet['lines'][number]; period: string; value: number | null }[]) =>
    post(
      '/api/sales-targets/set',
      {
        targets: entries.map(
          ({ line, period, value }): TargetEntry => ({
            period,
            level: line.level as TargetEntry['level'],
            id: line.id || null,
            product: product ?? null,
            currency: sheet.currency,
            ...(measure === 'count' ? { deals: value } : { amount: value }),
          }),
        ),
      },
      { key: crypto.randomUUID() },
    )
  const read = () => {
    refresh('sales-targets')
    refresh('opportunities')
  }
  const save = async () => {
    const entries = changed.map(({ line, period, value }) => ({ line, period, value: value ?? null }))
    const before = entries.map(({ line, period }) => ({ line, period, value: line.cells[period] ?? null }))
    setBusy(true)
    try {
      await send(entries)
      setTyped({})
      read()
      toast({
        text: fill(w.savedTargets, { n: entries.length }),
        undo: async () => {
          await send(before)
          read()
        },
      })
    } catch (error) {
      toast({ tone: 'over', text: asProblem(error).message })
    }
    setBusy(false)
  }
  const chosen = menu && sheet.lines.find(line => line.key === menu.key)
  const below = menu ? sheet.lines.filter(line => line.parent === menu.key && line.level !== 'nobody') : []
  const year = String(sheet.year)
  return (
    <>
      <SheetTable
        sheet={sheet}
        parts={parts}
        values={values}
        typed={typed}
        onType={put}
        onMenu={(at, key) => setMenu({ at, key })}
      />
      {wrong > 0 && <p className="fc-wrong small">{fill(w.wrong, { n: wrong })}</p>}
      <SaveBar
        dirty={dirty}
        busy={busy}
        disabled={wrong > 0}
        onDiscard={() => setTyped({})}
        onSave={() => void save()}
      />
      {menu && chosen && (
        <Menu
          anchor={menu.at}
          label={w.splitTitle}
          onClose={() => setMenu(null)}
          entries={[
            chosen.may && {
              label: w.splitEven,
              disabled: values[chosen.key]?.[year] == null,
              onSelect: () => putFigures({ [chosen.key]: overParts(values[chosen.key]![year]!, parts, null, measure) }),
            },
            chosen.may && {
              label: w.splitBefore,
              disabled: values[chosen.key]?.[year] == null || !chosen.before.some(Boolean),
              onSelect: () =>
                putFigures({ [chosen.key]: overParts(values[chosen.key]![year]!, parts, chosen.before, measure) }),
            },
            chosen.may && {
              label: w.splitUp,
              disabled: fromParts(values[chosen.key], parts) === null,
              onSelect: () => putFigures({ [chosen.key]: { [year]: fromParts(values[chosen.key], parts)! } }),
            },
            below.length > 0 && '-',
            below.length > 0 && {
              label: w.downEven,
              onSelect: () => putFigures(fromAbove(values[chosen.key] ?? {}, below, [year, ...parts], false, measure)),
            },
            below.length > 0 && {
              label: w.downBefore,
              disabled: !below.some(line => line.before.some(Boolean)),
              onSelect: () => putFigures(fromAbove(values[chosen.key] ?? {}, below, [year, ...parts], true, measure)),
            },
            below.length > 0 &&
              chosen.may && {
                label: w.upFrom,
                onSelect: () => putFigures({ [chosen.key]: fromBelow(values, below, [year, ...parts]) }),
              },
          ]}
        />
      )}
    </>
  )
}
