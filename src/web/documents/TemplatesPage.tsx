import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PrintedObject, Variables } from '../../domain/documents'
import { asProblem, get, patch, post, type Row, refresh, remove, rowsOf, useObject, useRecords } from '../api'
import { Select } from '../fields/Select'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input, Labelled, Switch } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import '../care/care.css'
import './documents.css'
import * as words from './words'

const FIELDS = [
  'name',
  'object',
  'kind',
  'file',
  'title',
  'opening',
  'terms',
  'hidden',
  'stamped',
  'lang',
  'position',
  'active',
]

/** Templates of all kinds of papers, the one that the address names, and the variables that it may use. */
export function TemplatesPage() {
  const w = useWords(words)
  const object = useObject('documentTemplate')
  const [id, choose] = useChosen('template')
  const printed = useQuery({
    queryKey: ['printed-objects'],
    queryFn: ({ signal }) => get<{ items: PrintedObject[] }>('/api/printed-objects', signal),
  })
  const query = useRecords(
    'document-templates',
    { fields: [...FIELDS, 'version'], sort: 'object,position,createdAt', limit: 200 },
    { enabled: !!object },
  )
  if (!object) return <NoRights />
  const kinds = printed.data?.items ?? []
  const templates = rowsOf(query.data)
  const fresh = {
    id: '',
    version: 0,
    name: w.draftName,
    object: kinds[0]?.object ?? 'quote',
    kind: 'pdf',
    lang: 'zh-CN',
    stamped: false,
    active: true,
    hidden: [],
    position: templates.length + 1,
  } as Row
  const chosen = id === 'new' ? fresh : (templates.find(one => one.id === id) ?? templates[0])
  return (
    <SettingsSplit
      title={w.settings}
      note={w.templatesText}
      acts={
        <>
          <nav>
            <Link to="/company-profiles">{w.letterhead}</Link>
          </nav>
          {object.can.create && (
            <Button icon="plus" onClick={() => choose('new')}>
              {w.newTemplate}
            </Button>
          )}
        </>
      }
      query={{
        isPending: query.isPending || printed.isPending,
        error: query.error ?? printed.error,
        refetch: () => {
          void query.refetch()
          void printed.refetch()
        },
      }}
      entries={[...templates, ...(id === 'new' ? [fresh] : [])].map(one => ({
        id: one.id || 'new',
        name: String(one.name),
        aside: one.active === false ? w.off : kinds.find(kind => kind.object === one.object)?.label,
      }))}
      chosen={chosen ? chosen.id || 'new' : undefined}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {chosen && <Editor key={`${chosen.id} ${chosen.version}`} saved={chosen} kinds={kinds} onDone={choose} />}
    </SettingsSplit>
  )
}

function Editor({ saved, kinds, onDone }: { saved: Row; kinds: PrintedObject[]; onDone(id?: string): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const object = useObject('documentTemplate')!
  const [values, setValues] = useState<Row>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const may = saved.id ? object.can.update : object.can.create
  const kind = kinds.find(one => one.object === values.object)
  const hidden = Array.isArray(values.hidden) ? (values.hidden as string[]) : []
  const changes = Object.fromEntries(
    FIELDS.flatMap(name =>
      saved.id && JSON.stringify(values[name] ?? null) === JSON.stringify(saved[name] ?? null)
        ? []
        : [[name, name === 'hidden' ? hidden : inputValue(values[name] ?? null)]],
    ),
  )
  const label = (name: string) => object.fields.find(f => f.name === name)?.label ?? name
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name))}
      values={values}
      errors={errors}
      onChange={set}
    />
  )
  async function save() {
    setBusy(true)
    try {
      const row = saved.id
        ? await patch<Row>(`/api/document-templates/${saved.id}`, changes, { version: saved.version })
        : await post<Row>('/api/document-templates', changes)
      toast({ text: fill(w.saved, { name: String(values.name) }) })
      refresh('document-templates')
      onDone(row.id)
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
      await remove(`/api/document-templates/${saved.id}`)
      refresh('document-templates')
      onDone()
      toast({
        text: fill(w.removed, { name: String(saved.name) }),
        undo: () => post(`/api/document-templates/${saved.id}/restore`).then(() => refresh('document-templates')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsEditor
      title={String(values.name)}
      about={kind?.label}
      acts={
        may && (
          <>
            <Switch
              on={values.active !== false}
              label={`${label('active')} ${values.name}`}
              onChange={on => set('active', on)}
            />
            {saved.id && object.can.delete && (
              <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
            )}
            {menu && (
              <Menu
                anchor={menu}
                label={kit.more}
                placement="bottom-end"
                onClose={() => setMenu(null)}
                entries={[{ label: w.removeTemplate, icon: 'trash-2', danger: true, onSelect: () => void drop() }]}
              />
            )}
          </>
        )
      }
      beside={kind && <VariableList key={kind.object} object={kind.path} />}
      saving={{
        dirty: may && (!saved.id || Object.keys(changes).length > 0),
        busy,
        onDiscard: () => {
          setValues(saved)
          setErrors({})
          if (!saved.id) onDone()
        },
        onSave: () => void save(),
      }}
    >
      {!may && <p className="t2">{w.readOnly}</p>}
      <fieldset disabled={!may} className="care-fields">
        <section>
          {rows(['name'])}
          <div className="set-two">
            {!saved.id && (
              <div className="form-row">
                <Labelled label={label('object')} error={errors.object}>
                  {ids => (
                    <Select
                      id={ids.id}
                      label={label('object')}
                      options={kinds.map(one => ({ value: one.object, label: `${one.label} · ${one.title}` }))}
                      value={String(values.object)}
                      onChange={to => setValues(now => ({ ...now, object: to, hidden: [] }))}
                    />
                  )}
                </Labelled>
              </div>
            )}
            {rows(['kind', 'lang', 'position'])}
          </div>
        </section>
        {values.kind === 'docx' ? (
          <section>
            {rows(['file'])}
            {kind && (
              <a href={`/api/printed-objects/${kind.path}/example`} download>
                {w.example}
              </a>
            )}
            <p className="t3 small">{w.pictures}</p>
          </section>
        ) : (
          <>
            <section>
              <h3>{w.page}</h3>
              <div className="set-two">{rows(['title', 'stamped'])}</div>
              {kind && kind.columns.length > 0 && (
                <>
                  <p className="t3 small">{w.hiddenColumns}</p>
                  <div className="template-columns">
                    {kind.columns.map(column => (
                      <Checkbox
                        key={column.name}
                        checked={hidden.includes(column.name)}
                        onChange={on =>
                          set('hidden', on ? [...hidden, column.name] : hidden.filter(name => name !== column.name))
                        }
                      >
                        {column.label}
                      </Checkbox>
                    ))}
                  </div>
                </>
              )}
            </section>
            <section>
              <h3>{w.words}</h3>
              {rows(['opening', 'terms'])}
            </section>
          </>
        )}
      </fieldset>
    </SettingsEditor>
  )
}

/** What a template may say, with samples; a press copies the name. */
function VariableList({ object }: { object: string }) {
  const w = useWords(words)
  const [typed, setTyped] = useState('')
  const query = useQuery({
    queryKey: ['printed-objects', object, 'variables'],
    queryFn: ({ signal }) => get<Variables>(`/api/printed-objects/${object}/variables`, signal),
  })
  if (query.error) return null
  const wanted = typed.trim().toLowerCase()
  const fits = (one: Variables['lines'][number]) =>
    !wanted || [one.word, one.name, one.label, one.sample].some(text => text.toLowerCase().includes(wanted))
  const { data } = query
  async function copy(text: string) {
    await navigator.clipboard?.writeText(text).catch(() => {})
    toast({ text: fill(w.copied, { name: text }) })
  }
  const list = (all: Variables['lines']) => (
    <ul>
      {all.filter(fits).map(one => (
        <li key={one.name}>
          <button type="button" onClick={() => void copy(`{${one.word}}`)} data-tip={fill(w.copy, { name: one.label })}>
            <code>{`{${one.word}}`}</code>
            <span className="sample">{one.sample || '–'}</span>
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial variables" tabIndex={0} aria-label={w.variables}>
      <h3>{w.variables}</h3>
      {!data ? (
        <SkeletonRows rows={8} />
      ) : (
        <>
          <Input
            type="search"
            aria-label={w.search}
            placeholder={w.search}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
          <p className="t3 small">{data.of ? fill(w.variablesOf, { name: data.of.name }) : w.variablesNone}</p>
          {list(data.variables)}
          {data.lines.length > 0 && (
            <>
              <h4>{w.lineVariables}</h4>
              <p className="t3 small">{w.lineText}</p>
              {list(data.lines)}
            </>
          )}
          {wanted && ![...data.variables, ...data.lines].some(fits) && <p className="t3">{w.noVariable}</p>}
        </>
      )}
    </aside>
  )
}
