import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  asProblem,
  patch,
  post,
  type Row,
  refresh,
  remove,
  rowsOf,
  useMetadata,
  useObject,
  useRecords,
  useSession,
} from '../api'
import { Select } from '../fields/Select'
import { inputValue, isNamed } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { openForm } from '../generic/form/open'
import { FilterSentence } from '../generic/list/FilterSentence'
import { Button, IconButton } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../ownership/ownership.css'
import '../settings/settings.css'
import { fill, useWords } from '../words'
import './supervision.css'
import * as words from './words'

interface ContactRule {
  object: string
  days: number
  where?: unknown
}

const USAGE = ['dailyLogIn', 'absentDays', 'remind', 'escalate']
const TARGETS = ['callsPerDay', 'visitsPerDay']
const REST = ['roles', 'name', 'active']

/** What each board asks of its people, and who hears when it is not kept. */
export function UseRules() {
  const w = useWords(words).rules
  const { pages } = useWords()
  const object = useObject('useRule')
  const navigate = useNavigate()
  const { rule: id } = useLocation().search as { rule?: string }
  const { board, rights } = useSession()
  const own = rights.useRule?.update === 'board' ? { field: 'board', op: 'eq', value: board.id } : undefined
  const query = useRecords('use-rules', {
    fields: [...USAGE, ...TARGETS, ...REST, 'contact', 'board', 'version'],
    filter: own,
    limit: 200,
  })
  if (!object?.can.update) return <NoRights />
  const rules = rowsOf(query.data)
  const rule = rules.find(one => one.id === id) ?? rules[0]
  const choose = (chosen?: string) =>
    void navigate({ to: '/settings/use-rules' as never, search: (chosen ? { rule: chosen } : {}) as never })
  const create = (
    <Button
      icon="plus"
      onClick={() =>
        openForm({
          object: 'useRule',
          preset: { name: pages.useRules, ...(own ? { board } : {}) },
          onSaved: row => choose(row.id),
        })
      }
    >
      {w.create}
    </Button>
  )
  const mayCreate = object.can.create && !(own && rules.length > 0)
  return (
    <div className="set">
      <header className="set-head">
        <h1>{pages.useRules}</h1>
        <span className="t3">{rules.length || ''}</span>
        <span className="spring" />
        {mayCreate && create}
      </header>
      <p className="set-note">{w.text}</p>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={5} />
      ) : rule ? (
        <div className="set-split">
          <nav className="set-aside" aria-label={pages.useRules}>
            <div className="set-aside-list">
              {rules.map(one => (
                <button
                  key={one.id}
                  type="button"
                  className={`side-entry${one.id === rule.id ? ' on' : ''}`}
                  aria-current={one.id === rule.id ? 'true' : undefined}
                  onClick={() => choose(one.id)}
                >
                  <span className="ellipsis">{isNamed(one.board) ? one.board.name : String(one.name)}</span>
                </button>
              ))}
            </div>
          </nav>
          <Editor key={`${rule.id} ${rule.version}`} rule={rule} onGone={() => choose()} />
        </div>
      ) : (
        <Empty title={w.none} text={w.noneText}>
          {mayCreate && create}
        </Empty>
      )}
    </div>
  )
}

function Editor({ rule, onGone }: { rule: Row; onGone(): void }) {
  const w = useWords(words).rules
  const { kit } = useWords()
  const object = useObject('useRule')!
  const [values, setValues] = useState<Row>(rule)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const changes = Object.fromEntries(
    [...USAGE, ...TARGETS, ...REST, 'contact'].flatMap(name =>
      JSON.stringify(values[name] ?? null) === JSON.stringify(rule[name] ?? null)
        ? []
        : [[name, name === 'contact' ? values[name] : inputValue(values[name])]],
    ),
  )
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={object.fields.filter(f => names.includes(f.name))}
      values={values}
      errors={errors}
      onChange={set}
    />
  )
  async function save() {
    setBusy(true)
    try {
      await patch(`/api/use-rules/${rule.id}`, changes, { version: rule.version })
      refresh('use-rules')
      toast({ text: fill(w.saved, { name: String(values.name) }) })
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    }
    setBusy(false)
  }
  async function discard() {
    try {
      await remove(`/api/use-rules/${rule.id}`)
      refresh('use-rules')
      onGone()
      toast({
        text: fill(w.deleted, { name: String(rule.name) }),
        undo: () => post(`/api/use-rules/${rule.id}/restore`).then(() => refresh('use-rules')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  const board = isNamed(rule.board) ? (rule.board.name ?? '') : ''
  return (
    <section className="set-main" aria-label={board}>
      <div className="set-main-head">
        <h2>{board}</h2>
        <span className="spring" />
        {object.can.delete && <IconButton icon="trash-2" label={w.delete} size={28} onClick={() => void discard()} />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="use-rule-form" tabIndex={0} role="region" aria-label={board}>
        <section>
          <h3>{w.usage}</h3>
          <div className="pools-two">{rows(USAGE)}</div>
        </section>
        <section>
          <h3>{w.targets}</h3>
          <div className="pools-two">{rows(TARGETS)}</div>
        </section>
        <section>
          <h3>{w.contact}</h3>
          <p className="t2">{w.contactText}</p>
          <Contact
            rules={(values.contact as ContactRule[] | null) ?? []}
            onChange={contact => set('contact', contact)}
          />
        </section>
        <section>
          {rows(REST)}
          <p className="small t3">{w.whom}</p>
        </section>
      </div>
      {Object.keys(changes).length > 0 && (
        <div className="pools-save">
          <span className="t2">{w.unsaved}</span>
          <span className="spring" />
          <Button
            onClick={() => {
              setValues(rule)
              setErrors({})
            }}
          >
            {w.reset}
          </Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {kit.save}
          </Button>
        </div>
      )}
    </section>
  )
}

function Contact({ rules, onChange }: { rules: ContactRule[]; onChange(rules: ContactRule[]): void }) {
  const w = useWords(words).rules
  const { objects } = useMetadata()
  const kinds = objects.filter(o => o.owned && o.fields.some(f => f.name === 'lastContactAt'))
  const put = (i: number, change: Partial<ContactRule>) =>
    onChange(rules.map((rule, at) => (at === i ? { ...rule, ...change } : rule)))
  return (
    <>
      {rules.map((rule, i) => {
        const object = kinds.find(o => o.name === rule.object)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is nothing but its place
          <div key={i} className="pools-rule">
            <div className="pools-line">
              <Labelled label={w.object}>
                {ids => (
                  <Select
                    id={ids.id}
                    label={w.object}
                    options={kinds.map(o => ({ value: o.name, label: o.label }))}
                    value={rule.object}
                    onChange={to => put(i, { object: to, where: null })}
                  />
                )}
              </Labelled>
              <Labelled label={w.within}>
                {ids => (
                  <Input
                    {...ids}
                    inputMode="numeric"
                    value={rule.days || ''}
                    onChange={event => put(i, { days: Number(event.target.value.replace(/\D/g, '').slice(0, 4)) })}
                  />
                )}
              </Labelled>
              <span className="spring" />
              <IconButton
                icon="trash-2"
                size={28}
                label={fill(w.remove, { n: i + 1 })}
                onClick={() => onChange(rules.filter((_, at) => at !== i))}
              />
            </div>
            {object && (
              <FilterSentence
                object={object}
                filter={(rule.where ?? null) as never}
                onChange={where => put(i, { where })}
              />
            )}
          </div>
        )
      })}
      <Button
        icon="plus"
        size={28}
        onClick={() => onChange([...rules, { object: kinds[0]?.name ?? 'account', days: 30, where: null }])}
      >
        {w.add}
      </Button>
    </>
  )
}
