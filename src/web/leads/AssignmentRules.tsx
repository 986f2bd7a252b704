import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, patch, refresh, request, rowsOf, useObject, useRecords, useSession } from '../api'
import { inputValue, isEmpty } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { FilterSentence } from '../generic/list/FilterSentence'
import type { Filter } from '../generic/list/filter'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import type { MenuEntry } from '../kit/Menu'
import { Pills } from '../kit/Pills'
import { ErrorState, NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { inputOf, useEdited } from '../settings/useEdited'
import { fill, useWords } from '../words'
import './leads.css'
import { useQuiet } from '../kit/useQuiet'
import { asSetting, type Setting } from './setting'
import * as words from './words'

const PATH = 'lead-assignment-rules'
const FIELDS = ['name', 'where', 'board', 'people', 'by', 'openMax', 'pool', 'active', 'position']

/** Who gets which lead: rules from the top down, and what they say of a lead one makes up. */
export function AssignmentRules() {
  const { rule: w, assign } = useWords(words)
  const { pages } = useWords()
  const object = useObject('leadAssignmentRule')
  const [id, choose] = useChosen('rule')
  const { board, rights } = useSession()
  const query = useRecords(PATH, { fields: [...FIELDS, 'last', 'version'], sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.leadAssignmentRule?.update === 'all'
  const rules = rowsOf(query.data).map(asSetting)
  const fresh: Setting = {
    name: w.draft,
    where: null,
    board: everywhere ? null : board,
    people: [],
    by: 'turns',
    openMax: null,
    pool: null,
    active: true,
    position: Math.max(0, ...rules.map(one => Number(one.position) || 0)) + 1,
  }
  const rule = id === 'new' ? fresh : (rules.find(one => one.id === id) ?? rules[0])
  /** The rules in the order they are asked; only what changes its place is written. */
  const move = async (from: number, to: number) => {
    const order = [...rules]
    order.splice(to, 0, ...order.splice(from, 1))
    try {
      for (const [i, one] of order.entries())
        if (Number(one.position) !== i + 1)
          await patch(`/api/${PATH}/${one.id}`, { position: i + 1 }, { version: one.version })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refresh(PATH)
  }
  const at = rules.findIndex(one => one.id === rule?.id)
  const moves: MenuEntry[] = [
    at > 0 && { label: assign.up, icon: 'arrow-up', onSelect: () => void move(at, at - 1) },
    at >= 0 &&
      at < rules.length - 1 && { label: assign.down, icon: 'arrow-down', onSelect: () => void move(at, at + 1) },
  ]
  return (
    <SettingsSplit
      title={pages.leadAssignmentRules}
      note={assign.note}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.new}
          </Button>
        )
      }
      query={query}
      entries={[...rules, ...(rule && !rule.id ? [rule] : [])].map((one, i) => ({
        id: one.id ?? 'new',
        name: `${i + 1}. ${one.name}`,
        aside: one.active ? undefined : w.off,
      }))}
      chosen={rule?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: assign.none, text: assign.noneText }}
    >
      {rule && (
        <Editor
          key={`${rule.id} ${rule.version}`}
          object={object}
          saved={rule}
          all={rules}
          moves={moves}
          mayChange={everywhere || (rule.board as { id: string } | null)?.id === board.id}
          boardFixed={!everywhere}
          onDone={choose}
        />
      )}
    </SettingsSplit>
  )
}

interface EditorProps {
  object: ObjectMeta
  saved: Setting
  all: Setting[]
  moves: MenuEntry[]
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}

const sent = (setting: Setting) => inputOf(setting, FIELDS)

function Editor({ object, saved, all, moves, mayChange, boardFixed, onDone }: EditorProps) {
  const { rule: w, assign } = useWords(words)
  const lead = useObject('lead')
  const { row: setting, errors, set, saving, onRemove } = useEdited(saved, { path: PATH, input: sent, onDone })
  const input = sent(setting)
  const [target, setTarget] = useState<'people' | 'pool'>(saved.pool ? 'pool' : 'people')
  const rows = (...names: string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)))}
      values={setting}
      errors={errors}
      onChange={set}
    />
  )
  const aim = (to: 'people' | 'pool') => {
    setTarget(to)
    set(to === 'pool' ? 'people' : 'pool', to === 'pool' ? [] : null)
  }
  const mine = { ...input, id: saved.id }
  const tried = saved.id
    ? all.map(one => (one.id === saved.id ? mine : { ...inputOf(one, FIELDS), id: one.id }))
    : [...all.map(one => ({ ...inputOf(one, FIELDS), id: one.id })), mine]
  return (
    <SettingsEditor
      title={setting.name}
      acts={mayChange && <EditedActs object={object} row={setting} set={set} onRemove={onRemove} more={moves} />}
      beside={<Simulator rules={mayChange ? tried : undefined} />}
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
    >
      {!mayChange && <p className="t2 lead-note">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="lead-fields">
        <section>{rows('name')}</section>
        <section>
          <h3>{w.where}</h3>
          {lead && (
            <div className="set-rule">
              <FilterSentence
                object={lead}
                filter={(setting.where as Filter | null) ?? null}
                onChange={where => set('where', where)}
              />
            </div>
          )}
          {!setting.where && <p className="t3 small">{w.everyLead}</p>}
          <div className="set-two">{rows('board')}</div>
        </section>
        <section>
          <h3>{assign.to}</h3>
          <div className="lead-pills">
            <Pills
              label={assign.target}
              options={[
                { id: 'people', label: assign.people },
                { id: 'pool', label: assign.pool },
              ]}
              value={[target]}
              onChange={aim}
            />
          </div>
          {target === 'pool' ? (
            rows('pool')
          ) : (
            <>
              {rows('people')}
              <div className="set-two">
                {rows('by')}
                {rows('openMax')}
              </div>
            </>
          )}
        </section>
      </fieldset>
    </SettingsEditor>
  )
}

interface Named {
  id: string
  name: string
}
interface Answer {
  owner: Named | null
  pool: Named | null
  rule: Named | null
  by: string | null
  open: number | null
  steps: { rule: Named; outcome: string }[]
}
const ASKED = ['region', 'industry', 'product', 'source', 'campaign']

/** Says who would get a lead that one makes up, and what each rule says of it; asked again whenever either changes. */
export function Simulator({ rules }: { rules?: Record<string, unknown>[] }) {
  const { assign: w } = useWords(words)
  const lead = useObject('lead')
  const [values, setValues] = useState<Record<string, unknown>>({})
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (isEmpty(value) ? [] : [[name, inputValue(value)]])),
  )
  const body = useQuiet(JSON.stringify({ lead: given, rules }))
  const { data, error, refetch } = useQuery({
    queryKey: ['lead-simulation', body],
    queryFn: ({ signal }) =>
      request<Answer>('/api/lead-assignment/simulation', { method: 'POST', body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const problem = error ? asProblem(error) : undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.trial}>
      <h3>{w.trial}</h3>
      <p className="t3 small">{w.trialText}</p>
      <FieldRows
        fields={ASKED.flatMap(name => lead?.fields.filter(f => f.name === name) ?? [])}
        values={values}
        errors={{}}
        onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
      />
      <div aria-live="polite">
        {problem?.status === 422 ? (
          <p className="t2">{problem.errors[0]?.message ?? problem.message}</p>
        ) : problem ? (
          <ErrorState problem={problem} onRetry={() => void refetch()} />
        ) : (
          data && <Said answer={data} />
        )}
      </div>
    </aside>
  )
}

function Said({ answer: { owner, pool, rule, by, open, steps } }: { answer: Answer }) {
  const { assign: w } = useWords(words)
  const who = owner
    ? fill(w.goesTo, { name: owner.name })
    : pool
      ? fill(w.goesToPool, { name: pool.name })
      : w.goesNowhere
  const why = [rule && fill(w.because, { rule: rule.name }), by && fill(w.by[by] ?? '', { n: open ?? 0 })].filter(
    Boolean,
  )
  return (
    <>
      <p className="lead-said">
        <b>{who}</b>
        {why.length > 0 && <span className="t2">{why.join('，')}</span>}
      </p>
      <ol className="lead-steps">
        {steps.map(step => (
          <li key={step.rule.id} className={step.outcome}>
            <Icon
              name={step.outcome === 'fits' ? 'check' : step.outcome === 'full' ? 'circle-alert' : 'minus'}
              size={14}
            />
            <span className="ellipsis">{step.rule.name}</span>
            <span className="small t3">{w.outcome[step.outcome]}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
