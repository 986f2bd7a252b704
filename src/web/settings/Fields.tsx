import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { queryClient, type Row, rowsOf, useMetadata, useRecords } from '../api'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Input } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { Empty } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { FieldForm } from './FieldForm'
import { kindOf } from './kinds'
import { removeFrom } from './removal'
import { Scroll } from './Scroll'
import './settings.css'
import * as words from './words'

/** The objects, or the fields of the one that the address names. */
export function Fields() {
  const { object: name } = useLocation().search as { object?: string }
  const objects = useMetadata().objects.filter(o => !o.internal && !['customField', 'dictionaryItem'].includes(o.name))
  const object = objects.find(o => o.name === name)
  return object ? <ObjectFields key={object.name} object={object} /> : <Objects objects={objects} />
}

function Objects({ objects }: { objects: ObjectMeta[] }) {
  const w = useWords(words)
  const { pages } = useWords()
  return (
    <div className="set">
      <header className="set-head">
        <h1>{pages.fields}</h1>
        <span className="t3">{objects.length}</span>
      </header>
      <div className="set-body">
        <table className="set-table">
          <thead>
            <tr>
              <th>{w.object}</th>
              <th className="wide">{w.fieldName}</th>
              <th className="number">{w.fields}</th>
              <th className="number">{w.ownFields}</th>
            </tr>
          </thead>
          <tbody>
            {objects.map(object => {
              const own = object.fields.filter(f => f.custom).length
              return (
                <tr key={object.name}>
                  <td>
                    <Link className="set-kind" to={`/settings/fields?object=${object.name}`}>
                      <Icon name={object.icon ?? 'list'} />
                      {object.label}
                    </Link>
                  </td>
                  <td className="wide mono">{object.name}</td>
                  <td className="number">{object.fields.length}</td>
                  <td className="number">{own || <span className="set-none">–</span>}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}

type Shown = 'all' | 'system' | 'custom'

function ObjectFields({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const navigate = useNavigate()
  const metadata = useMetadata()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const [menu, setMenu] = useState<{ field: Row; anchor: HTMLElement } | null>(null)
  const [form, setForm] = useState<{ field?: Row } | null>(null)
  const query = useRecords('custom-fields', {
    filter: { field: 'object', op: 'eq', value: object.name },
    sort: 'position',
    limit: 200,
  })
  const own = new Map(rowsOf(query.data).map(row => [String(row.name), row]))
  const wanted = typed.trim().toLowerCase()
  const of = (which: Shown) => object.fields.filter(f => which === 'all' || !!f.custom === (which === 'custom'))
  const fields = of(shown).filter(f => `${f.label} ${f.name}`.toLowerCase().includes(wanted))
  const customObject = metadata.objects.find(o => o.name === 'customField')
  const changed = () => {
    void query.refetch()
    void queryClient.invalidateQueries({ queryKey: ['metadata'] })
  }
  const remove = (field: Row) =>
    removeFrom('custom-fields', { id: field.id, name: String(field.label) }, changed, w.fieldRemoved)
  return (
    <div className="set">
      <header className="set-head">
        <nav aria-label={w.path}>
          <Link to="/settings/fields">{pages.fields}</Link>
          <span className="t3">/</span>
          <h1>{object.label}</h1>
        </nav>
        <span className="small t3">{object.name}</span>
        <span className="spring" />
        <Button icon="external-link" look="text" onClick={() => void navigate({ to: `/${object.path}` as never })}>
          {fill(w.toList, { object: object.label })}
        </Button>
        {customObject?.can.create && (
          <Button look="primary" icon="plus" onClick={() => setForm({})}>
            {w.addField}
          </Button>
        )}
      </header>
      <div className="set-tools">
        <Input
          type="search"
          className="set-search"
          aria-label={w.findField}
          placeholder={w.findField}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <Segmented
          label={w.fields}
          value={shown}
          onChange={setShown}
          options={(['all', 'system', 'custom'] as const).map(id => ({
            id,
            label: `${w.fieldSets[id]} ${of(id).length}`,
          }))}
        />
      </div>
      <Scroll label={w.fields}>
        {fields.length === 0 ? (
          <Empty
            title={typed ? fill(w.nothingNamed, { text: typed }) : w.noOwnFields}
            text={typed ? '' : w.noOwnFieldsText}
          />
        ) : (
          <table className="set-table">
            <thead>
              <tr>
                <th>{w.field}</th>
                <th className="wide">{w.fieldName}</th>
                <th>{w.kind}</th>
                <th>{w.required}</th>
                <th className="wide">{w.filterable}</th>
                <th className="wide">{w.origin}</th>
                <th>
                  <span className="visually-hidden">{kit.more}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map(field => {
                const row = field.custom ? own.get(field.name) : undefined
                return (
                  <tr key={field.name}>
                    <td>
                      {row ? (
                        <button type="button" className="open" onClick={() => setForm({ field: row })}>
                          {field.label}
                        </button>
                      ) : (
                        field.label
                      )}
                    </td>
                    <td className="wide mono">{field.name}</td>
                    <td>
                      <Kind field={field} />
                    </td>
                    <td>
                      <Yes on={field.required} />
                    </td>
                    <td className="wide">
                      <Yes on={field.indexed} />
                    </td>
                    <td className="wide">
                      {field.custom ? <Chip tone="outline">{w.custom}</Chip> : <span className="t3">{w.system}</span>}
                    </td>
                    <td className="acts">
                      {row && (
                        <IconButton
                          icon="ellipsis"
                          size={28}
                          label={fill(w.moreOf, { name: field.label })}
                          aria-haspopup="menu"
                          onClick={event => setMenu({ field: row, anchor: event.currentTarget })}
                        />
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Scroll>
      {menu && (
        <Menu
          anchor={menu.anchor}
          label={String(menu.field.label)}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[
            { label: kit.edit, icon: 'pencil', onSelect: () => setForm({ field: menu.field }) },
            menu.field.dictionary !== null && {
              label: w.editOptions,
              icon: 'book-a',
              onSelect: () =>
                void navigate({
                  to: '/settings/dictionaries' as never,
                  search: { name: String(menu.field.dictionary) } as never,
                }),
            },
            customObject?.can.delete && {
              label: kit.remove,
              icon: 'trash-2',
              danger: true,
              onSelect: () => void remove(menu.field),
            },
          ]}
        />
      )}
      {form && (
        <FieldForm
          object={object}
          field={form.field}
          onClose={() => setForm(null)}
          onSaved={name => {
            changed()
            toast({ text: fill(form.field ? w.changed : w.fieldAdded, { name }) })
          }}
        />
      )}
    </div>
  )
}

function Kind({ field }: { field: FieldMeta }) {
  const w = useWords(words)
  const metadata = useMetadata()
  const kind = kindOf(field)
  const target = field.target && field.target !== 'user' && metadata.objects.find(o => o.name === field.target)?.label
  return (
    <span className="set-kind">
      <Icon name={kind?.icon ?? 'braces'} />
      {kind ? w.kinds[kind.id] : w.structure}
      {target && <span className="t3">{target}</span>}
    </span>
  )
}

function Yes({ on }: { on?: boolean }) {
  const { kit } = useWords()
  return on ? <Icon name="check" label={kit.yes} /> : <span className="set-none">–</span>
}
