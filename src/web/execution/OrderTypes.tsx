import type { ObjectMeta } from '../../core/metadata/types'
import type { Asked, StepPlan } from '../../domain/execution'
import { type Row, rowsOf, useObject, useRecords } from '../api'
import { FieldRows } from '../generic/form/FieldRows'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { NoRights } from '../kit/States'
import '../opportunities/opportunities.css'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { type EditedRow, inputOf, useEdited } from '../settings/useEdited'
import { fill, useWords } from '../words'
import { AskedList } from './AskedList'
import './execution.css'
import { dueSentence, StepPlans, useMoments } from './StepPlans'
import { askedInput, stepInput } from './typeDraft'
import * as words from './words'

const PATH = 'order-types'
const FIELDS = ['name', 'code', 'abilities', 'icon', 'note'] as const

type OrderType = EditedRow & { asks: Asked[]; steps: StepPlan[] }
const asType = (row: Row) =>
  ({ ...row, asks: (row.asks ?? []) as Asked[], steps: (row.steps ?? []) as StepPlan[] }) as OrderType

/** The kinds of orders: what each asks for, and by which steps it is carried out. */
export function OrderTypes() {
  const w = useWords(words).settings
  const object = useObject('orderType')
  const [id, choose] = useChosen('type')
  const query = useRecords(PATH, { sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights title={w.noRights} text={w.noRightsText} />
  const types = rowsOf(query.data).map(asType)
  const fresh: OrderType = { name: w.newName, asks: [], steps: [], active: true, position: types.length + 1 }
  const type = id === 'new' ? fresh : (types.find(one => one.id === id) ?? types[0])
  return (
    <SettingsSplit
      title={w.title}
      note={w.text}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.new}
          </Button>
        )
      }
      query={query}
      entries={[...types, ...(id === 'new' ? [fresh] : [])].map(one => ({
        id: one.id ?? 'new',
        name: String(one.name),
        aside: one.active === false ? w.off : null,
      }))}
      chosen={type && (type.id ?? 'new')}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {type && <OneType key={`${type.id} ${type.version}`} object={object} saved={type} onDone={choose} />}
    </SettingsSplit>
  )
}

function OneType({ object, saved, onDone }: { object: ObjectMeta; saved: OrderType; onDone(id?: string): void }) {
  const w = useWords(words).settings
  const { row, errors, set, saving, onRemove } = useEdited(saved, {
    path: PATH,
    input: type => ({
      ...inputOf(type, [...FIELDS, 'position']),
      active: type.active !== false,
      asks: askedInput(type.asks),
      steps: stepInput(type.steps),
    }),
    onDone,
  })
  return (
    <SettingsEditor
      title={String(row.name)}
      acts={<EditedActs object={object} row={row} set={set} onRemove={onRemove} />}
      beside={<Preview asks={row.asks} steps={row.steps} />}
      saving={saving}
    >
      <section className="title-basics">
        <h3>{w.basics}</h3>
        <div className="set-two">
          <FieldRows
            fields={FIELDS.flatMap(name => object.fields.filter(f => f.name === name))}
            values={row}
            errors={errors}
            onChange={set}
          />
        </div>
      </section>
      <section>
        <h3>{w.asks}</h3>
        <AskedList asks={row.asks} none={w.asksNone} onChange={asks => set('asks', asks)} />
        {errors.asks && <Problem text={errors.asks} />}
      </section>
      <section>
        <h3>{w.steps}</h3>
        <StepPlans steps={row.steps} onChange={steps => set('steps', steps)} />
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
