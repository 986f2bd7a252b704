import { useState } from 'react'
import type { Asked, StepPlan } from '../../domain/execution'
import { asProblem, patch, post, type Row, refresh, remove, rowsOf, useObject, useRecords } from '../api'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Switch } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import '../opportunities/opportunities.css'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { fill, useWords } from '../words'
import { AskedList } from './AskedList'
import './execution.css'
import { dueSentence, StepPlans, useMoments } from './StepPlans'
import { askedInput, stepInput } from './typeDraft'
import * as words from './words'

const FIELDS = ['name', 'code', 'abilities', 'icon', 'note'] as const

/** The kinds of orders: what each asks for, and by which steps it is carried out. */
export function OrderTypes() {
  const w = useWords(words).settings
  const object = useObject('orderType')
  const [id, choose] = useChosen('type')
  const query = useRecords('order-types', { sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights title={w.noRights} text={w.noRightsText} />
  const types = rowsOf(query.data)
  const type = types.find(one => one.id === id) ?? types[0]
  async function create() {
    const taken = new Set(types.map(one => one.name))
    let name = w.newName
    for (let n = 2; taken.has(name); n++) name = `${w.newName} ${n}`
    try {
      const row = await post<Row>('/api/order-types', { name, position: types.length + 1 })
      refresh('order-types')
      choose(row.id)
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsSplit
      title={w.title}
      note={w.text}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => void create()}>
            {w.new}
          </Button>
        )
      }
      query={query}
      entries={types.map(one => ({ id: one.id, name: String(one.name), aside: one.active === false ? w.off : null }))}
      chosen={type?.id}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {type && <OneType key={`${type.id} ${type.version}`} type={type} onGone={() => choose()} />}
    </SettingsSplit>
  )
}

function OneType({ type, onGone }: { type: Row; onGone(): void }) {
  const w = useWords(words).settings
  const { kit } = useWords()
  const object = useObject('orderType')!
  const saved = { asks: (type.asks ?? []) as Asked[], steps: (type.steps ?? []) as StepPlan[] }
  const [values, setValues] = useState<Row>(type)
  const [asks, setAsks] = useState(saved.asks)
  const [steps, setSteps] = useState(saved.steps)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const changes = {
    ...Object.fromEntries(
      FIELDS.flatMap(name =>
        JSON.stringify(values[name] ?? null) === JSON.stringify(type[name] ?? null)
          ? []
          : [[name, inputValue(values[name])]],
      ),
    ),
    ...(JSON.stringify(askedInput(asks)) === JSON.stringify(askedInput(saved.asks)) ? {} : { asks: askedInput(asks) }),
    ...(JSON.stringify(stepInput(steps)) === JSON.stringify(stepInput(saved.steps)) ? {} : { steps: stepInput(steps) }),
  }
  const send = async (body: Record<string, unknown>) => {
    setBusy(true)
    try {
      await patch(`/api/order-types/${type.id}`, body, { version: type.version })
      toast({ text: fill(w.saved, { name: String(values.name) }) })
      refresh('order-types')
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
      await remove(`/api/order-types/${type.id}`)
      refresh('order-types')
      onGone()
      toast({
        text: fill(w.removed, { name: String(type.name) }),
        undo: () => post(`/api/order-types/${type.id}/restore`).then(() => refresh('order-types')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsEditor
      title={String(type.name)}
      acts={
        <>
          <Switch
            on={type.active !== false}
            label={`${object.fields.find(f => f.name === 'active')?.label} ${type.name}`}
            onChange={active => void send({ active })}
          />
          {object.can.delete && (
            <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
          )}
          {menu && (
            <Menu
              anchor={menu}
              label={kit.more}
              placement="bottom-end"
              onClose={() => setMenu(null)}
              entries={[{ label: w.remove, icon: 'trash-2', danger: true, onSelect: () => void drop() }]}
            />
          )}
        </>
      }
      beside={<Preview asks={asks} steps={steps} />}
      saving={{
        dirty: Object.keys(changes).length > 0,
        busy,
        onDiscard: () => {
          setValues(type)
          setAsks(saved.asks)
          setSteps(saved.steps)
          setErrors({})
        },
        onSave: () => void send(changes),
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
      <section>
        <h3>{w.asks}</h3>
        <AskedList asks={asks} none={w.asksNone} onChange={setAsks} />
        {errors.asks && <Problem text={errors.asks} />}
      </section>
      <section>
        <h3>{w.steps}</h3>
        <StepPlans steps={steps} onChange={setSteps} />
        {errors.steps && <Problem text={errors.steps} />}
      </section>
    </SettingsEditor>
  )
}

const Problem = ({ text }: { text: string }) => (
  <p className="stages-problem" role="alert">
    {text}
  </p>
)

/** How an order of the type looks as it is written now: what is filled in, and how it then goes. */
function Preview({ asks, steps }: { asks: readonly Asked[]; steps: readonly StepPlan[] }) {
  const w = useWords(words)
  const moments = useMoments()
  const named = (keys: readonly string[] = []) =>
    steps
      .filter(one => keys.includes(one.key))
      .map(one => one.name)
      .join('、')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" aria-label={w.settings.preview} tabIndex={0}>
      <h3>{w.settings.preview}</h3>
      <h4>{w.settings.previewAsks}</h4>
      {asks.length === 0 && <p className="t3">{w.settings.previewNothing}</p>}
      <ul>
        {asks.map(asked => (
          <li key={asked.key}>
            <span>
              {asked.label}
              {asked.required && <i className="over"> *</i>}
            </span>
            <span className="small t3 ellipsis">{asked.choices?.join('、')}</span>
          </li>
        ))}
      </ul>
      <h4>{w.settings.previewSteps}</h4>
      {steps.length === 0 && <p className="t3">{w.settings.previewNothing}</p>}
      <ol className="plan-run">
        {steps.map(step => (
          <li key={step.key}>
            <Icon name={step.needsFiles ? 'paperclip' : 'circle'} size={14} />
            <span>
              {step.name}
              <small className="t3">
                {[
                  w.settings.whoBy[step.who.by],
                  dueSentence(step, moments, w),
                  step.after?.length && fill(w.settings.waitsFor, { steps: named(step.after) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </aside>
  )
}
