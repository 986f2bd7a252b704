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
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
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
  const [id, choose] = useChosen('rule')
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
  const create = () =>
    openForm({
      object: 'useRule',
      preset: { name: pages.useRules, ...(own ? { board } : {}) },
      onSaved: row => choose(row.id),
    })
  return (
    <SettingsSplit
      title={pages.useRules}
      note={w.text}
      acts={
        object.can.create &&
        !(own && rules.length > 0) && (
          <Button icon="plus" onClick={create}>
            {w.create}
          </Button>
        )
      }
      query={query}
      entries={rules.map(one => ({ id: one.id, name: boardOf(one) || String(one.name) }))}
      chosen={rule?.id}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {rule && <Editor key={`${rule.id} ${rule.version}`} rule={rule} onGone={() => choose()} />}
    </SettingsSplit>
  )
}

const boardOf = (rule: Row) => (isNamed(rule.board) ? (rule.board.name ?? '') : '')

function Editor({ rule, onGone }: { rule: Row; onGone(): void }) {
  const w = useWords(words).rules
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
  return (
    <SettingsEditor
      title={boardOf(rule)}
      acts={
        object.can.delete && <IconButton icon="trash-2" label={w.delete} size={28} onClick={() => void discard()} />
      }
      saving={{
        dirty: Object.keys(changes).length > 0,
        busy,
        onDiscard: () => {
          setValues(rule)
          setErrors({})
        },
        onSave: () => void save(),
      }}
    >
      <section>
        <h3>{w.usage}</h3>
        <div className="set-two">{rows(USAGE)}</div>
      </section>
      <section>
        <h3>{w.targets}</h3>
        <div className="set-two">{rows(TARGETS)}</div>
      </section>
      <section>
        <h3>{w.contact}</h3>
        <p className="t2">{w.contactText}</p>
        <Contact rules={(values.contact as ContactRule[] | null) ?? []} onChange={contact => set('contact', contact)} />
      </section>
      <section>
        {rows(REST)}
        <p className="small t3">{w.whom}</p>
      </section>
    </SettingsEditor>
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
          <div key={i} className="set-rule">
            <div className="set-line">
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
