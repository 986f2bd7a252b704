import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, rowsOf, useObject, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { NoRights } from '../kit/States'
import '../quotes/quotes.css'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { type EditedRow, useEdited } from '../settings/useEdited'
import { fill, useWords } from '../words'
import type { Step } from './planLines'
import './receivables.css'
import * as words from './words'

const PATH = 'payment-terms'
type Term = EditedRow & { steps: Step[] }
const asTerm = (row: Row) => ({ ...row, steps: (row.steps as Step[] | null) ?? [] }) as Term

/** 付款条件: how customers pay, part by part; plans are drawn from them. */
export function Terms() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('paymentTerm')
  const [id, choose] = useChosen('term')
  const query = useRecords(PATH, {
    fields: ['name', 'steps', 'preferred', 'active', 'position', 'version'],
    sort: 'position,name',
    limit: 100,
  })
  if (!object?.can.update) return <NoRights />
  const terms = rowsOf(query.data).map(asTerm)
  const fresh: Term = {
    name: w.newTerm,
    steps: [{ name: w.wholeSum, percent: 100, event: 'delivered', days: 30 }],
    preferred: false,
    active: true,
    position: terms.length,
  }
  const term = id === 'new' ? fresh : (terms.find(one => one.id === id) ?? terms[0])
  return (
    <SettingsSplit
      title={pages.paymentTerms}
      note={w.termsPageNote}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.addTerm}
          </Button>
        )
      }
      query={query}
      entries={[...terms, ...(term && !term.id ? [term] : [])].map(one => ({
        id: one.id ?? 'new',
        name: String(one.name),
        aside: one.active === false ? w.off : one.preferred ? w.preferred : undefined,
      }))}
      chosen={term?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: w.noTerms, text: w.noTermsText }}
    >
      {term && <Editor key={`${term.id} ${term.version}`} object={object} saved={term} onDone={choose} />}
    </SettingsSplit>
  )
}

function Editor({ object, saved, onDone }: { object: ObjectMeta; saved: Term; onDone(id?: string): void }) {
  const w = useWords(words)
  const instalment = useObject('instalment')
  const { row, errors, set, saving, onRemove } = useEdited(saved, {
    path: PATH,
    input: ({ name, steps, preferred, active, position }) => ({
      name,
      steps,
      preferred: preferred === true,
      active: active !== false,
      position,
    }),
    onDone,
  })
  const { steps } = row
  const whole = steps.reduce((sum, step) => sum + (Number(step.percent) || 0), 0)
  const change = (at: number, field: keyof Step, value: unknown) =>
    set(
      'steps',
      steps.map((step, i) => (i === at ? { ...step, [field]: value } : step)),
    )
  const cell = (step: Step, i: number, name: keyof Step) => {
    const field = instalment?.fields.find(f => f.name === name)
    return field ? (
      <FieldEditor
        field={{ ...field, readOnly: false, required: false, label: fill(w.ofPart, { label: field.label, n: i + 1 }) }}
        value={step[name]}
        onChange={value => change(i, name, value)}
      />
    ) : null
  }
  return (
    <SettingsEditor
      title={String(row.name)}
      acts={<EditedActs object={object} row={row} set={set} onRemove={onRemove} />}
      saving={saving}
    >
      <section>
        <FieldRows
          fields={object.fields.filter(f => f.name === 'name' || f.name === 'preferred')}
          values={row}
          errors={errors}
          onChange={set}
        />
      </section>
      <section>
        <h3>{w.partsTitle}</h3>
        <table className="set-table lines-table plan-lines">
          <thead>
            <tr>
              {(['name', 'percent', 'event', 'days'] as const).map(name => (
                <th key={name}>{instalment?.fields.find(f => f.name === name)?.label}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {steps.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              <tr key={i}>
                {(['name', 'percent', 'event', 'days'] as const).map(name => (
                  <td key={name} data-label={instalment?.fields.find(f => f.name === name)?.label}>
                    {cell(step, i, name)}
                  </td>
                ))}
                <td className="acts">
                  {steps.length > 1 && (
                    <IconButton
                      icon="trash-2"
                      size={28}
                      label={fill(w.removePart, { n: i + 1 })}
                      onClick={() =>
                        set(
                          'steps',
                          steps.filter((_, at) => at !== i),
                        )
                      }
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {errors.steps && (
          <p className="k-labelled-error" role="alert">
            {errors.steps}
          </p>
        )}
        <div className="lines-add">
          <Button
            icon="plus"
            size={28}
            onClick={() =>
              set('steps', [
                ...steps,
                {
                  name: fill(w.nth, { n: steps.length + 1 }),
                  percent: Math.max(0, 100 - whole),
                  event: 'delivered',
                  days: 30,
                },
              ])
            }
          >
            {w.addPart}
          </Button>
          <span className={Math.abs(whole - 100) < 0.00001 ? 't3' : 'over'}>
            {fill(w.percentTogether, { percent: whole })}
          </span>
        </div>
      </section>
    </SettingsEditor>
  )
}
