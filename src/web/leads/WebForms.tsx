import { useQuery } from '@tanstack/react-query'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { get, rowsOf, useObject, useRecords, useSession } from '../api'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { fieldText } from '../fields/text'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input } from '../kit/Input'
import { NoRights } from '../kit/States'
import { CopyText } from '../me/CopyText'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { inputOf, useEdited } from '../settings/useEdited'
import { fill, useWords } from '../words'
import './leads.css'
import { asSetting, type Setting } from './setting'
import * as words from './words'

const PATH = 'web-forms'
const FIELDS = [
  'name',
  'title',
  'intro',
  'fields',
  'thanks',
  'consent',
  'source',
  'campaign',
  'board',
  'owner',
  'active',
]
const READ = [...FIELDS, 'token', 'submissions', 'submittedAt', 'version']

interface FormField {
  field: string
  required?: boolean
  label?: string
}

/** Forms for the company's own website; at the right how a form looks, its link and its code. */
export function WebForms() {
  const { form: w, rule } = useWords(words)
  const { pages } = useWords()
  const object = useObject('webForm')
  const [id, choose] = useChosen('form')
  const { board, rights } = useSession()
  const query = useRecords(PATH, { fields: READ, sort: 'name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.webForm?.update === 'all'
  const forms = rowsOf(query.data).map(asSetting)
  const fresh: Setting = {
    name: w.draft,
    title: w.draftTitle,
    fields: [
      { field: 'contactPerson', required: true },
      { field: 'phone', required: true },
      { field: 'company' },
      { field: 'note' },
    ],
    source: 'website',
    board,
    active: true,
  }
  const form = id === 'new' ? fresh : (forms.find(one => one.id === id) ?? forms[0])
  return (
    <SettingsSplit
      title={pages.webForms}
      note={w.note}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.new}
          </Button>
        )
      }
      query={query}
      entries={[...forms, ...(form && !form.id ? [form] : [])].map(one => ({
        id: one.id ?? 'new',
        name: one.name,
        aside: one.active ? Number(one.submissions) || undefined : rule.off,
      }))}
      chosen={form?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {form && (
        <Editor
          key={`${form.id} ${form.version}`}
          object={object}
          saved={form}
          mayChange={everywhere || (form.board as { id: string } | null)?.id === board.id}
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
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}

const sent = (setting: Setting) => inputOf(setting, FIELDS)

function Editor({ object, saved, mayChange, boardFixed, onDone }: EditorProps) {
  const { form: w, rule } = useWords(words)
  const lookup = useLookup()
  const { row: setting, errors, set, saving, onRemove } = useEdited(saved, { path: PATH, input: sent, onDone })
  const rows = (...names: string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)))}
      values={setting}
      errors={errors}
      onChange={set}
    />
  )
  const at = object.fields.find(f => f.name === 'submittedAt')
  const count = Number(saved.submissions) || 0
  return (
    <SettingsEditor
      title={setting.name}
      about={
        count > 0 &&
        [
          fill(w.count, { n: count }),
          at && saved.submittedAt ? fill(w.lastAt, { at: fieldText(at, saved.submittedAt, lookup) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')
      }
      acts={mayChange && <EditedActs object={object} row={setting} set={set} onRemove={onRemove} />}
      beside={<Preview saved={saved} dirty={saving.dirty} />}
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
    >
      {!mayChange && <p className="t2 lead-note">{rule.readOnly}</p>}
      <fieldset disabled={!mayChange} className="lead-fields">
        <section>
          <div className="set-two">
            {rows('name')}
            {rows('board')}
          </div>
        </section>
        <section>
          <h3>{w.says}</h3>
          {rows('title', 'intro', 'thanks', 'consent')}
        </section>
        <section>
          <h3>{w.asks}</h3>
          <Asked
            value={(setting.fields as FormField[] | null) ?? []}
            onChange={fields => set('fields', fields)}
            error={errors.fields}
          />
        </section>
        <section>
          <h3>{w.becomes}</h3>
          <div className="set-two">
            {rows('source')}
            {rows('campaign')}
            {rows('owner')}
          </div>
        </section>
      </fieldset>
    </SettingsEditor>
  )
}

/** The fields of a form, in order: which, what they are called, whether they must be filled in. */
function Asked({ value, onChange, error }: { value: FormField[]; onChange(value: FormField[]): void; error?: string }) {
  const { form: w } = useWords(words)
  const lead = useObject('lead')
  const { data } = useQuery({
    queryKey: ['web-form-fields'],
    queryFn: ({ signal }) => get<{ items: string[] }>('/api/web-form-fields', signal),
  })
  const fieldOf = (name: string): FieldMeta | undefined => lead?.fields.find(f => f.name === name)
  const left = (data?.items ?? []).filter(name => fieldOf(name) && !value.some(one => one.field === name))
  const change = (i: number, changes: Partial<FormField>) =>
    onChange(value.map((one, j) => (i === j ? { ...one, ...changes } : one)))
  const move = (from: number, to: number) => {
    const order = [...value]
    order.splice(to, 0, ...order.splice(from, 1))
    onChange(order)
  }
  return (
    <>
      <ul className="lead-asked">
        {value.map((one, i) => {
          const label = fieldOf(one.field)?.label ?? one.field
          return (
            <li key={one.field}>
              <Input
                aria-label={`${label} ${w.ownLabel}`}
                placeholder={label}
                value={one.label ?? ''}
                maxLength={100}
                onChange={event => change(i, { label: event.target.value || undefined })}
              />
              <Checkbox checked={one.required === true} onChange={required => change(i, { required })}>
                {w.required}
              </Checkbox>
              <IconButton
                icon="arrow-up"
                size={28}
                label={`${w.up} ${label}`}
                disabled={i === 0}
                onClick={() => move(i, i - 1)}
              />
              <IconButton
                icon="arrow-down"
                size={28}
                label={`${w.down} ${label}`}
                disabled={i === value.length - 1}
                onClick={() => move(i, i + 1)}
              />
              <IconButton
                icon="x"
                size={28}
                label={`${w.drop} ${label}`}
                onClick={() => onChange(value.filter(other => other !== one))}
              />
            </li>
          )
        })}
      </ul>
      {left.length > 0 && (
        <div className="lead-add">
          <Select
            label={w.add}
            options={[{ value: '', label: w.add }, ...left.map(name => ({ value: name, label: fieldOf(name)!.label }))]}
            value=""
            onChange={field => field && onChange([...value, { field }])}
          />
        </div>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </>
  )
}

/** The form as strangers meet it, and what to put on a website. */
function Preview({ saved, dirty }: { saved: Setting; dirty: boolean }) {
  const { form: w } = useWords(words)
  const address = saved.id ? `${location.origin}/f/${saved.token}` : null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial lead-preview" tabIndex={0} aria-label={w.preview}>
      <h3>{w.preview}</h3>
      {address ? (
        <>
          <p className="t3 small">{dirty ? w.unsaved : w.previewText}</p>
          {saved.active && <iframe title={String(saved.title ?? saved.name)} src={address} key={saved.version} />}
          <CopyText label={w.link} text={address} />
          <CopyText
            label={w.snippet}
            text={`<iframe src="${address}" title="${String(saved.title ?? '').replace(/["<>&]/g, '')}" style="width:100%;height:640px;border:0"></iframe>`}
          />
        </>
      ) : (
        <p className="t2">{w.unsaved}</p>
      )}
    </aside>
  )
}
