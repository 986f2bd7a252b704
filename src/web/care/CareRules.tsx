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
import { FieldRows } from '../generic/form/FieldRows'
import { FilterSentence } from '../generic/list/FilterSentence'
import { Button, IconButton } from '../kit/Button'
import { Labelled, Switch } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { fill, useWords } from '../words'
import './care.css'
import { FIELDS, fieldsOf, type Rule, ruleInput } from './rule'
import { Trial } from './Trial'
import * as words from './words'

/** The rules of care, and the one that the address names; at the right what it would bring as it is written. */
export function CareRules() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('careRule')
  const [id, choose] = useChosen('rule')
  const { board, rights } = useSession()
  const { dictionaries } = useMetadata()
  const query = useRecords('care-rules', { fields: [...FIELDS, 'version'], sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.careRule?.update === 'all'
  const rules = rowsOf(query.data).map(asRule)
  const fresh: Rule = {
    name: w.draftName,
    occasion: 'birthday',
    whom: 'contact',
    means: 'task',
    where: null,
    daysBefore: 0,
    direction: 'any',
    otherwiseTask: true,
    active: true,
    position: rules.length + 1,
    board: everywhere ? null : board,
  }
  const rule = id === 'new' ? fresh : (rules.find(one => one.id === id) ?? rules[0])
  return (
    <SettingsSplit
      title={pages.careRules}
      note={w.rulesText}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.newRule}
          </Button>
        )
      }
      query={query}
      entries={[...rules, ...(rule && !rule.id ? [rule] : [])].map(one => ({
        id: one.id ?? 'new',
        name: one.name,
        aside: one.active ? dictionaries.careOccasion?.items.find(item => item.code === one.occasion)?.label : w.off,
      }))}
      chosen={rule?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {rule && (
        <Editor
          key={`${rule.id} ${rule.version}`}
          saved={rule}
          mayChange={everywhere || (rule.board as { id: string } | null)?.id === board.id}
          boardFixed={!everywhere}
          onDone={choose}
        />
      )}
    </SettingsSplit>
  )
}

const asRule = (row: Row) => ({ ...row, active: row.active === true }) as unknown as Rule

function Editor({
  saved,
  mayChange,
  boardFixed,
  onDone,
}: {
  saved: Rule
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const object = useObject('careRule')!
  const about = useObject(saved.whom)
  const account = useObject('account')
  const contact = useObject('contact')
  const [rule, setRule] = useState<Rule>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const asked = fieldsOf(rule)
  const target = asked.who.includes('whom') && rule.whom === 'account' ? account : (contact ?? about)
  const dirty = !saved.id || JSON.stringify(ruleInput(rule)) !== JSON.stringify(ruleInput(saved))
  const set = (name: string, value: unknown) => {
    // What is asked of the one is not asked of the other.
    setRule(now => ({ ...now, [name]: value, ...(name === 'whom' ? { where: null } : {}) }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)))}
      values={rule}
      errors={errors}
      onChange={set}
    />
  )
  const figures = (account?.fields ?? []).filter(f => !f.system && ['number', 'money'].includes(f.kind))

  async function save() {
    setBusy(true)
    try {
      const row = saved.id
        ? await patch<Row>(`/api/care-rules/${saved.id}`, ruleInput(rule), { version: saved.version })
        : await post<Row>('/api/care-rules', ruleInput(rule))
      toast({ text: fill(w.saved, { name: rule.name }) })
      refresh('care-rules')
      refresh('cares')
      onDone(row.id)
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  async function removeRule() {
    try {
      await remove(`/api/care-rules/${saved.id}`)
      refresh('care-rules')
      onDone()
      toast({
        text: fill(w.removed, { name: saved.name }),
        undo: () => post(`/api/care-rules/${saved.id}/restore`).then(() => refresh('care-rules')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsEditor
      title={rule.name}
      acts={
        <>
          {mayChange && (
            <Switch
              on={rule.active === true}
              label={`${object.fields.find(f => f.name === 'active')?.label} ${rule.name}`}
              onChange={on => set('active', on)}
            />
          )}
          {mayChange && saved.id && (
            <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
          )}
          {menu && (
            <Menu
              anchor={menu}
              label={kit.more}
              placement="bottom-end"
              onClose={() => setMenu(null)}
              entries={[{ label: w.remove, icon: 'trash-2', danger: true, onSelect: () => void removeRule() }]}
            />
          )}
        </>
      }
      beside={mayChange && <Trial rule={ruleInput(rule)} />}
      saving={{
        dirty: dirty && mayChange,
        busy,
        onDiscard: () => {
          setRule(saved)
          setErrors({})
          if (!saved.id) onDone()
        },
        onSave: () => void save(),
      }}
    >
      {!mayChange && <p className="t2 care-note">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="care-fields">
        <section>{rows(['name'])}</section>
        <section>
          <h3>{w.when}</h3>
          <div className="set-two">
            {rows(asked.when)}
            {rule.occasion === 'change' && (
              <div className="form-row">
                <Labelled label={object.fields.find(f => f.name === 'field')?.label ?? ''} error={errors.field}>
                  {ids => (
                    <Select
                      id={ids.id}
                      label={object.fields.find(f => f.name === 'field')?.label ?? ''}
                      options={figures.map(f => ({ value: f.name, label: f.label }))}
                      value={(rule.field as string | null) ?? null}
                      onChange={value => set('field', value)}
                    />
                  )}
                </Labelled>
              </div>
            )}
          </div>
        </section>
        <section>
          <h3>{w.who}</h3>
          <div className="set-two">{rows(asked.who)}</div>
          {target && (
            <div className="set-rule">
              <FilterSentence
                key={target.name}
                object={target}
                filter={rule.where}
                onChange={where => set('where', where)}
              />
            </div>
          )}
        </section>
        <section>
          <h3>{w.how}</h3>
          <div className="set-two">{rows(asked.how)}</div>
        </section>
      </fieldset>
    </SettingsEditor>
  )
}
