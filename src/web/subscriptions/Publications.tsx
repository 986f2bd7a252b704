import { useState } from 'react'
import { asProblem, patch, post, type Row, refresh, remove, rowsOf, useAct, useObject, useRecords } from '../api'
import { SpacesOf } from '../bookings/SpacesOf'
import { dayText, todayInChina } from '../fields/format'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { fill, useLang, useWords } from '../words'
import { useIssues } from './publishing'
import '../execution/execution.css'
import './subscriptions.css'
import * as words from './words'

const FIELDS = ['name', 'code', 'frequency', 'copyDays', 'product', 'active', 'note'] as const

/** The titles: their issues and their space. */
export function Publications() {
  const w = useWords(words).publications
  const { pages } = useWords()
  const object = useObject('publication')
  const [id, choose] = useChosen('publication')
  const query = useRecords('publications', { sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const all = rowsOf(query.data)
  const chosen = all.find(one => one.id === id) ?? all[0]
  const create = () =>
    openForm({ object: 'publication', preset: { position: all.length + 1 }, onSaved: row => choose(row.id) })
  return (
    <SettingsSplit
      title={pages.publications}
      note={w.text}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={create}>
            {w.new}
          </Button>
        )
      }
      query={query}
      entries={all.map(one => ({ id: one.id, name: String(one.name), aside: one.active === false ? w.off : null }))}
      chosen={chosen?.id}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {chosen && <OnePublication key={`${chosen.id} ${chosen.version}`} row={chosen} onGone={() => choose()} />}
    </SettingsSplit>
  )
}

function OnePublication({ row, onGone }: { row: Row; onGone(): void }) {
  const w = useWords(words).publications
  const { kit } = useWords()
  const object = useObject('publication')!
  const [values, setValues] = useState<Row>(row)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const changes = Object.fromEntries(
    FIELDS.flatMap(name =>
      JSON.stringify(values[name] ?? null) === JSON.stringify(row[name] ?? null)
        ? []
        : [[name, inputValue(values[name])]],
    ),
  )
  async function save() {
    setBusy(true)
    try {
      await patch(`/api/publications/${row.id}`, changes, { version: row.version })
      toast({ text: fill(w.saved, { name: String(values.name) }) })
      refresh('publications')
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  async function drop() {
    try {
      await remove(`/api/publications/${row.id}`)
      refresh('publications')
      onGone()
      toast({
        text: fill(w.removed, { name: String(row.name) }),
        undo: () => post(`/api/publications/${row.id}/restore`).then(() => refresh('publications')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsEditor
      title={String(row.name)}
      acts={
        object.can.delete && (
          <IconButton
            icon="trash-2"
            size={28}
            label={`${kit.remove} ${String(row.name)}`}
            onClick={() => void drop()}
          />
        )
      }
      saving={{
        dirty: Object.keys(changes).length > 0,
        busy,
        onDiscard: () => setValues(row),
        onSave: () => void save(),
      }}
    >
      <section className="title-basics">
        <h3>{w.basics}</h3>
        <div className="set-two">
          <FieldRows
            fields={FIELDS.flatMap(name => object.fields.filter(f => f.name === name))}
            values={values}
            errors={errors}
            onChange={(name, value) => {
              setValues(now => ({ ...now, [name]: value }))
              setErrors(({ [name]: _, ...rest }) => rest)
            }}
          />
        </div>
      </section>
      <Issues publication={row} />
      <SpacesOf publication={row} />
    </SettingsEditor>
  )
}

function Issues({ publication }: { publication: Row }) {
  const w = useWords(words).publications
  const lang = useLang()
  const publications = useObject('publication')!
  const object = useObject('issue')
  const planning = useAct('publications')
  const query = useIssues(publication.id)
  const issues = rowsOf(query.data)
  const today = todayInChina()
  const past = issues.filter(one => String(one.publishesOn) < today)
  const coming = issues.filter(one => String(one.publishesOn) >= today)
  const plan = publications.acts.find(act => act.name === 'planIssues')
  if (!object) return null
  const startPlanning = () => {
    const last = issues.at(-1)
    openForm({
      act: plan!,
      subject: String(publication.name),
      preset: last ? { firstNumber: Number(last.number ?? 0) + 1 } : {},
      async run(input) {
        const answer = (await planning.mutateAsync({ act: 'planIssues', id: publication.id, input })) as unknown as {
          planned: number
        }
        toast({ text: fill(w.planned, { n: answer.planned }) })
        refresh('issues')
        return undefined
      },
    })
  }
  async function drop(row: Row) {
    try {
      await remove(`/api/issues/${row.id}`)
      toast({
        text: fill(w.removed, { name: String(row.name) }),
        undo: () => post(`/api/issues/${row.id}/restore`).then(() => refresh('issues')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refresh('issues')
  }
  return (
    <section>
      <h3>
        {w.issues}
        {past.length > 0 && <span className="small t3">{fill(w.appeared, { n: past.length })}</span>}
      </h3>
      {query.isSuccess && coming.length === 0 && <p className="t3">{w.issuesNone}</p>}
      <ul className="issue-rows">
        {coming.map(row => (
          <li key={row.id}>
            <button type="button" onClick={() => openForm({ object: 'issue', id: row.id })} className="issue-open">
              <span className="ellipsis">{String(row.name)}</span>
            </button>
            <span className="small t3">
              {typeof row.copyDeadline === 'string' && fill(w.deadline, { day: dayText(row.copyDeadline, lang) })}
            </span>
            <span className="number">{dayText(String(row.publishesOn), lang)}</span>
            {object.can.delete && (
              <IconButton
                icon="trash-2"
                size={24}
                label={fill(w.remove, { name: String(row.name) })}
                onClick={() => void drop(row)}
              />
            )}
          </li>
        ))}
      </ul>
      {plan && (
        <Button icon="calendar-plus" size={28} onClick={startPlanning}>
          {w.plan}
        </Button>
      )}
    </section>
  )
}
