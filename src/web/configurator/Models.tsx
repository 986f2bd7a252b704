import { useDeferredValue, useMemo, useState } from 'react'
import type { Option, Rule } from '../../domain/configurator/screens/model'
import { configurator } from '../../domain/configurator/screens/solve'
import { telling } from '../../domain/configurator/screens/tell'
import { asProblem, patch, post, type Row, refresh, rowsOf, useObject, useRecords } from '../api'
import { isNamed } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button } from '../kit/Button'
import { Switch } from '../kit/Input'
import { NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './configurator.css'
import { type DraftOption, draftOf, freshId, modelOf } from './draft'
import { OptionCard } from './OptionCard'
import { RuleCard } from './RuleCard'
import * as words from './words'

/** So many values that nothing goes with are named. */
const SHOWN = 20
const FIELDS = ['name', 'product', 'active', 'leadDays', 'note', 'options', 'rules', 'version']

/** Models of products that are configured, and the one that the address names: its options, its rules, and what they leave possible. */
export function Models() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('configurationModel')
  const [id, choose] = useChosen('model')
  const query = useRecords('configuration-models', { fields: FIELDS, sort: 'name', limit: 200 }, { enabled: !!object })
  const models = rowsOf(query.data)
  const parts = [
    ...new Set(
      models.flatMap(model =>
        ((model.options ?? []) as Option[]).flatMap(option => [
          ...(option.values ?? []).flatMap(value => value.product ?? []),
          ...(option.each?.product ? [option.each.product] : []),
        ]),
      ),
    ),
  ].slice(0, 200)
  const products = useRecords(
    'products',
    { fields: ['name'], filter: { field: 'id', op: 'in', value: parts }, limit: 200 },
    { enabled: parts.length > 0 },
  )
  if (!object?.can.update) return <NoRights />
  const fresh = { id: '', name: '', product: null, active: true, options: [], rules: [] } as unknown as Row
  const model = id === 'new' ? fresh : (models.find(one => one.id === id) ?? models[0])
  const names = new Map(rowsOf(products.data).map(row => [row.id, String(row.name)]))
  return (
    <SettingsSplit
      title={pages.configurationModels}
      note={w.modelText}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.newModel}
          </Button>
        )
      }
      query={query}
      count={models.length + (id === 'new' ? 1 : 0)}
      entries={[...models, ...(id === 'new' ? [fresh] : [])].map(one => ({
        id: one.id || 'new',
        name: String(one.name || w.draft),
        aside: one.active === false ? w.off : isNamed(one.product) ? one.product.name : '',
      }))}
      chosen={model?.id || 'new'}
      onChoose={choose}
      empty={{ title: w.noModels, text: w.noModelsText }}
    >
      {model &&
        (parts.length > 0 && products.isPending ? (
          <SkeletonRows rows={8} />
        ) : (
          <Editor key={`${model.id} ${model.version}`} saved={model} names={names} onDone={choose} />
        ))}
    </SettingsSplit>
  )
}

interface EditorProps {
  saved: Row
  names: ReadonlyMap<string, string>
  onDone(id?: string): void
}

function Editor({ saved, names, onDone }: EditorProps) {
  const w = useWords(words)
  const object = useObject('configurationModel')!
  const [values, setValues] = useState<Record<string, unknown>>(saved)
  const [options, setOptions] = useState<DraftOption[]>(() => draftOf((saved.options ?? []) as Option[], names))
  const [rules, setRules] = useState<Rule[]>(() => (saved.rules ?? []) as Rule[])
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [dirty, setDirty] = useState(!saved.id)
  const model = useMemo(() => modelOf(options, rules), [options, rules])
  const changed = () => setDirty(true)
  const setOption = (at: number, option: DraftOption | null) => {
    setOptions(all => all.flatMap((one, i) => (i === at ? (option ? [option] : []) : [one])))
    changed()
  }
  const setRule = (at: number, rule: Rule | null) => {
    setRules(all => all.flatMap((one, i) => (i === at ? (rule ? [rule] : []) : [one])))
    changed()
  }
  const rows = (named: readonly string[]) => (
    <FieldRows
      fields={named.flatMap(name => object.fields.filter(f => f.name === name))}
      values={values}
      errors={errors}
      onChange={(name, value) => {
        setValues(now => ({ ...now, [name]: value }))
        setErrors(({ [name]: _, ...rest }) => rest)
        changed()
      }}
    />
  )
  async function save() {
    setBusy(true)
    const body = {
      name: values.name,
      product: isNamed(values.product) ? values.product.id : null,
      active: values.active,
      leadDays: values.leadDays ?? null,
      note: values.note ?? null,
      options: model.options.length ? model.options : null,
      rules: model.rules.length ? model.rules : null,
    }
    try {
      const row = saved.id
        ? await patch<Row>(`/api/configuration-models/${saved.id}`, body, { version: saved.version })
        : await post<Row>('/api/configuration-models', body)
      refresh('configuration-models')
      toast({ text: fill(w.savedModel, { name: String(row.name) }) })
      onDone(row.id)
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  const name = String(values.name || w.draft)
  return (
    <SettingsEditor
      title={name}
      about={fill(w.model, { options: model.options.length, rules: model.rules.length })}
      acts={
        <>
          {saved.id && isNamed(saved.product) && !dirty && (
            <Link className="k-button k-button-outline k-button-28" to={`/configure/${saved.product.id}`}>
              {w.try}
            </Link>
          )}
          <Switch
            on={values.active !== false}
            label={`${object.fields.find(f => f.name === 'active')?.label} ${name}`}
            onChange={on => {
              setValues(now => ({ ...now, active: on }))
              changed()
            }}
          />
        </>
      }
      beside={<Trial model={model} />}
      saving={{
        dirty,
        busy,
        onDiscard: () => {
          setValues(saved)
          setOptions(draftOf((saved.options ?? []) as Option[], names))
          setRules((saved.rules ?? []) as Rule[])
          setErrors({})
          setDirty(!saved.id)
          if (!saved.id) onDone()
        },
        onSave: () => void save(),
      }}
    >
      <section>
        <h3>{w.basics}</h3>
        <div className="set-two model-basics">{rows(['name', 'product', 'leadDays', 'note'])}</div>
      </section>
      <section>
        <h3>{w.options}</h3>
        {errors.options && <p className="over small">{errors.options}</p>}
        {options.map((option, i) => (
          <OptionCard key={option.id} option={option} onChange={next => setOption(i, next)} />
        ))}
        <Button
          icon="plus"
          look="text"
          onClick={() => {
            setOptions(all => [
              ...all,
              {
                id: freshId('o'),
                name: '',
                kind: 'one',
                required: true,
                values: [{ id: freshId('v'), name: '', price: '', product: null, figures: '' }],
              },
            ])
            changed()
          }}
        >
          {w.newOption}
        </Button>
      </section>
      <section>
        <h3>{w.rules}</h3>
        {errors.rules && <p className="over small">{errors.rules}</p>}
        {rules.map((rule, i) => (
          <RuleCard key={rule.id} rule={rule} model={model} onChange={next => setRule(i, next)} />
        ))}
        <Button
          icon="plus"
          look="text"
          disabled={model.options.length === 0}
          onClick={() => {
            const option = model.options[0]!.id
            setRules(all => [...all, { id: freshId('r'), kind: 'requires', when: [{ option }], needs: [{ option }] }])
            changed()
          }}
        >
          {w.newRule}
        </Button>
      </section>
    </SettingsEditor>
  )
}

/** What the rules leave possible as they are written: a contradiction with the rules that make it, or values nothing goes with. */
function Trial({ model }: { model: ReturnType<typeof modelOf> }) {
  const w = useWords(words)
  const settled = useDeferredValue(model)
  const found = useMemo(() => {
    try {
      const solver = configurator(settled)
      const why = solver.why({})
      const { values } = solver.look({})
      const never = Object.entries(values).flatMap(([option, standings]) =>
        Object.entries(standings).flatMap(([value, standing]) => (standing === 'out' ? [{ option, value }] : [])),
      )
      return { why, never: never.slice(0, SHOWN).map(pick => ({ pick, why: solver.why({}, pick) })) }
    } catch {
      // A rule that is half written names what is not there yet.
      return null
    }
  }, [settled])
  const tell = telling(settled, w.tell)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" aria-label={w.trial} tabIndex={0}>
      <h3>{w.trial}</h3>
      {found?.why ? (
        <>
          <p className="set-trial-sum over">{w.contradiction}</p>
          <ul>
            {found.why.rules.map(id => {
              const rule = settled.rules.find(one => one.id === id)
              return <li key={id}>{rule ? tell.rule(rule) : id}</li>
            })}
          </ul>
        </>
      ) : (
        found && <p className="set-trial-sum">{w.fits}</p>
      )}
      {found && found.never.length > 0 && (
        <>
          <h4>{w.neverTitle}</h4>
          <ul>
            {found.never.map(({ pick, why }) => (
              <li key={`${pick.option} ${pick.value}`}>
                <span>
                  {tell.pick(pick)}
                  {why && <span className="t3 small"> {tell.why(why)}</span>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
