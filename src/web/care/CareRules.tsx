import { type Row, rowsOf, useMetadata, useObject, useRecords, useSession } from '../api'
import { Select } from '../fields/Select'
import { FieldRows } from '../generic/form/FieldRows'
import { FilterSentence } from '../generic/list/FilterSentence'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { NoRights } from '../kit/States'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { useEdited } from '../settings/useEdited'
import { useWords } from '../words'
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
  const object = useObject('careRule')!
  const about = useObject(saved.whom)
  const account = useObject('account')
  const contact = useObject('contact')
  const edited = useEdited(saved, { path: 'care-rules', input: ruleInput, also: ['cares'], onDone })
  const { row: rule, errors, saving, onRemove } = edited
  const asked = fieldsOf(rule)
  const target = asked.who.includes('whom') && rule.whom === 'account' ? account : (contact ?? about)
  const set = (name: string, value: unknown) => {
    edited.set(name, value)
    // What is asked of the one is not asked of the other.
    if (name === 'whom') edited.set('where', null)
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
  return (
    <SettingsEditor
      title={rule.name}
      acts={mayChange && <EditedActs object={object} row={rule} set={set} onRemove={onRemove} />}
      beside={mayChange && <Trial rule={ruleInput(rule)} />}
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
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
