import { rowsOf, useObject, useRecords, useSession } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { NoRights } from '../kit/States'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { useEdited } from '../settings/useEdited'
import { fill, useWords } from '../words'
import './commissions.css'
import { FigureField } from './FigureField'
import { PlanTrial } from './PlanTrial'
import { asPlan, FIELDS, type Kicker, type Plan, planInput, type Rate } from './plan'
import * as words from './words'

/** Commission plans, and the one that the address names; at the right a deal worked out as the plan is written. */
export function Plans() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('commissionPlan')
  const [id, choose] = useChosen('plan')
  const { board, rights } = useSession()
  const query = useRecords('commission-plans', { fields: [...FIELDS, 'version'], sort: '-active,name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.commissionPlan?.update === 'all'
  const plans = rowsOf(query.data).map(asPlan)
  const fresh: Plan = {
    name: w.draftName,
    board: everywhere ? null : board,
    people: null,
    roles: null,
    startsOn: `${todayInChina().slice(0, 4)}-01-01`,
    endsOn: null,
    base: 'order',
    of: 'amount',
    attainment: 'month',
    currency: 'CNY',
    rates: [{ percent: 4 }],
    kickers: [],
    active: true,
    note: null,
  }
  const plan = id === 'new' ? fresh : (plans.find(one => one.id === id) ?? plans[0])
  return (
    <SettingsSplit
      title={pages.commissionPlans}
      note={w.plansText}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.newPlan}
          </Button>
        )
      }
      query={query}
      entries={[...plans, ...(plan && !plan.id ? [plan] : [])].map(one => ({
        id: one.id ?? 'new',
        name: one.name,
        aside: one.active ? (one.board as { name: string } | null)?.name : w.off,
      }))}
      chosen={plan?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: w.noPlans, text: w.noPlansText }}
    >
      {plan && (
        <Editor
          key={`${plan.id} ${plan.version}`}
          saved={plan}
          mayChange={everywhere || (plan.board as { id: string } | null)?.id === board.id}
          boardFixed={!everywhere}
          onDone={choose}
        />
      )}
    </SettingsSplit>
  )
}

function Editor({
  saved,
  mayChange,
  boardFixed,
  onDone,
}: {
  saved: Plan
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}) {
  const w = useWords(words)
  const object = useObject('commissionPlan')!
  const {
    row: plan,
    errors,
    set,
    saving,
    onRemove,
  } = useEdited(saved, { path: 'commission-plans', input: planInput, savedText: w.saved, onDone })
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)))}
      values={plan}
      errors={errors}
      onChange={set}
    />
  )
  return (
    <SettingsEditor
      title={plan.name}
      acts={mayChange && <EditedActs object={object} row={plan} set={set} onRemove={onRemove} />}
      beside={mayChange && <PlanTrial plan={plan} />}
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
    >
      {!mayChange && <p className="t2 plan-note">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="plan-fields">
        <section>{rows(['name'])}</section>
        <section>
          <h3>{w.who}</h3>
          <div className="set-two">{rows(['board', 'roles', 'people'])}</div>
        </section>
        <section>
          <h3>{w.when}</h3>
          <div className="set-two">{rows(['startsOn', 'endsOn', 'base', 'of', 'attainment', 'currency'])}</div>
        </section>
        <Rates rates={plan.rates} error={errors.rates} onChange={rates => set('rates', rates)} />
        <Kickers kickers={plan.kickers} error={errors.kickers} onChange={kickers => set('kickers', kickers)} />
        <section>{rows(['note'])}</section>
      </fieldset>
    </SettingsEditor>
  )
}

const changed = <T,>(list: readonly T[], at: number, change: Partial<T>): T[] =>
  list.map((one, i) => (i === at ? { ...one, ...change } : one))

function Rates({ rates, error, onChange }: { rates: Rate[]; error?: string; onChange(rates: Rate[]): void }) {
  const w = useWords(words)
  const category = useObject('product')?.fields.find(f => f.name === 'category')
  return (
    <section>
      <h3>{w.rates}</h3>
      <p className="small t2 plan-text">{w.ratesText}</p>
      <ol className="plan-rates">
        {rates.map((rate, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rate is known by its place
          <li key={i} className="plan-rate">
            {category && (
              <div className="plan-category">
                <Labelled label={w.category}>
                  {ids => (
                    <FieldEditor
                      id={ids.id}
                      field={{ ...category, required: false, access: 'write' }}
                      value={rate.category ?? null}
                      placeholder={w.anyCategory}
                      onChange={value => onChange(changed(rates, i, { category: (value as string | null) ?? null }))}
                    />
                  )}
                </Labelled>
              </div>
            )}
            {(['marginFrom', 'marginTo', 'attainmentFrom', 'percent'] as const).map(name => (
              <FigureField
                key={name}
                label={w[name]}
                value={rate[name]}
                onChange={value => onChange(changed(rates, i, { [name]: value }))}
              />
            ))}
            <span className="plan-rate-acts">
              <IconButton
                icon="arrow-up"
                size={28}
                label={fill(w.up, { n: i + 1 })}
                disabled={i === 0}
                onClick={() => onChange(rates.toSpliced(i, 1).toSpliced(i - 1, 0, rate))}
              />
              <IconButton
                icon="trash-2"
                size={28}
                label={fill(w.removeRate, { n: i + 1 })}
                disabled={rates.length === 1}
                onClick={() => onChange(rates.toSpliced(i, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
      {error && (
        <p className="over small" role="alert">
          {error}
        </p>
      )}
      <Button icon="plus" size={28} onClick={() => onChange([...rates, { percent: rates.at(-1)?.percent ?? null }])}>
        {w.addRate}
      </Button>
    </section>
  )
}

function Kickers({
  kickers,
  error,
  onChange,
}: {
  kickers: Kicker[]
  error?: string
  onChange(kickers: Kicker[]): void
}) {
  const w = useWords(words)
  return (
    <section>
      <h3>{w.kickers}</h3>
      <p className="small t2 plan-text">{w.kickersText}</p>
      <ol className="plan-rates">
        {kickers.map((kicker, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a kicker is known by its place
          <li key={i} className="plan-rate">
            <Labelled label={w.kickerOn}>
              {ids => (
                <Select
                  id={ids.id}
                  label={w.kickerOn}
                  options={[
                    { value: 'deal', label: w.onDeal },
                    { value: 'attainment', label: w.onAttainment },
                  ]}
                  value={kicker.on}
                  onChange={on => onChange(changed(kickers, i, { on: on as Kicker['on'], from: null }))}
                />
              )}
            </Labelled>
            <FigureField
              key={kicker.on}
              money={kicker.on === 'deal'}
              label={w.kickerFrom}
              value={kicker.from}
              onChange={from => onChange(changed(kickers, i, { from }))}
            />
            <FigureField
              money
              label={w.kickerAmount}
              value={kicker.amount}
              onChange={amount => onChange(changed(kickers, i, { amount }))}
            />
            <span className="plan-rate-acts">
              <IconButton
                icon="trash-2"
                size={28}
                label={fill(w.removeKicker, { n: i + 1 })}
                onClick={() => onChange(kickers.toSpliced(i, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
      {error && (
        <p className="over small" role="alert">
          {error}
        </p>
      )}
      <Button
        icon="plus"
        size={28}
        onClick={() => onChange([...kickers, { on: 'attainment', from: 120, amount: 5_000_00 }])}
      >
        {w.addKicker}
      </Button>
    </section>
  )
}
