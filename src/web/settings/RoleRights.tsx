import { Fragment, useState } from 'react'
import type { FieldAccess, Rights, Scope } from '../../core/access/rights'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, patch, refresh, useMetadata } from '../api'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Checkbox } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { SaveBar } from './Editor'
import type { Role } from './Roles'
import {
  actScope,
  FLAGS,
  generalOf,
  type Part,
  partOf,
  rightsSentence,
  SCOPED,
  SCOPES,
  withEntry,
  withPart,
} from './rights'
import { TreeName } from './TreeName'
import * as words from './words'

interface Line {
  /** As the rights name it. */
  name: string
  label: string
  object?: ObjectMeta
}

/** What a role may do: in sentences, and object by object to be changed. Nothing counts until it is saved. */
export function RoleRights({ role, mayChange }: { role: Role; mayChange: boolean }) {
  const w = useWords(words)
  const { kit } = useWords()
  const metadata = useMetadata()
  const [rights, setRights] = useState<Rights>(role.rights)
  const [opened, setOpened] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const objects = metadata.objects.filter(o => !o.internal)
  const line = (object: ObjectMeta): Line => ({ name: object.name, label: object.label, object })
  const blocks = (['*', '*setup'] as const).map(general => ({
    general: { name: general, label: general === '*' ? w.allBusiness : w.allSetUp },
    lines: objects.filter(o => generalOf(o) === general).map(line),
  }))
  const named = objects.filter(o => rights[o.name])
  const changed = JSON.stringify(rights) !== JSON.stringify(role.rights)
  const set = (name: string, part: Part | undefined) => setRights(withPart(rights, name, part))
  async function save() {
    setBusy(true)
    try {
      await patch(`/api/roles/${role.id}`, { rights }, { version: role.version })
      refresh('roles')
      toast({
        text: fill(w.rightsSaved, { name: role.name }),
        undo: () => patch(`/api/roles/${role.id}`, { rights: role.rights }).then(() => refresh('roles')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    setBusy(false)
  }
  return (
    <>
      <div className="role-sentences">
        {role.description && <p>{role.description}</p>}
        {!mayChange && <p className="small t3">{w.rightsFixed}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <ul aria-label={w.whatItMay} tabIndex={0}>
          {blocks.map(({ general }) => (
            <li key={general.name}>
              <b>{general.label}</b>
              {rightsSentence(rights[general.name] ?? {}, undefined, w.rights)}
            </li>
          ))}
          {named.map(object => (
            <li key={object.name}>
              <b>{object.label}</b>
              {rightsSentence(rights[object.name]!, object, w.rights)}
            </li>
          ))}
        </ul>
      </div>
      <div className="set-body">
        <table className="set-table role-table">
          <thead>
            <tr>
              <th>{w.object}</th>
              {SCOPED.map(part => (
                <th key={part}>{w.parts[part]}</th>
              ))}
              {FLAGS.map(part => (
                <th key={part}>{w.parts[part]}</th>
              ))}
              <th>
                <span className="visually-hidden">{kit.more}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {blocks.map(({ general, lines }) =>
              [general as Line, ...lines].map(one => {
                const part = one.object ? partOf(rights, one.object) : (rights[one.name] ?? {})
                const inherited = !!one.object && !rights[one.name]
                const open = opened === one.name
                return (
                  <Fragment key={one.name}>
                    <tr className={inherited ? 'role-inherited' : undefined}>
                      <td>
                        <TreeName
                          depth={0}
                          folds={one.object ? true : undefined}
                          folded={!open}
                          onFold={() => setOpened(open ? null : one.name)}
                          name={one.label}
                        >
                          {one.object ? one.label : <b>{one.label}</b>}
                        </TreeName>
                      </td>
                      {SCOPED.map(scoped => (
                        <td key={scoped} className="scope">
                          <ScopeButton
                            label={`${one.label} ${w.parts[scoped]}`}
                            value={part[scoped] ?? 'none'}
                            onChange={mayChange ? scope => set(one.name, { ...part, [scoped]: scope }) : undefined}
                          />
                        </td>
                      ))}
                      {FLAGS.map(flag => (
                        <td key={flag}>
                          <Checkbox
                            label={`${one.label} ${w.parts[flag]}`}
                            checked={!!part[flag]}
                            disabled={!mayChange}
                            onChange={on => set(one.name, { ...part, [flag]: on })}
                          />
                        </td>
                      ))}
                      <td className="acts">
                        {one.object && !inherited && mayChange && (
                          <Button size={24} look="text" onClick={() => set(one.name, undefined)}>
                            {w.asAll}
                          </Button>
                        )}
                      </td>
                    </tr>
                    {open && one.object && (
                      <tr className="role-detail">
                        <td colSpan={8}>
                          <Detail
                            object={one.object}
                            part={part}
                            onChange={mayChange ? next => set(one.name, next) : undefined}
                          />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                )
              }),
            )}
          </tbody>
        </table>
      </div>
      <SaveBar dirty={changed} busy={busy} onDiscard={() => setRights(role.rights)} onSave={() => void save()} />
    </>
  )
}

function ScopeButton({ label, value, onChange }: { label: string; value: Scope; onChange?: (scope: Scope) => void }) {
  const w = useWords(words)
  return (
    <Chosen
      label={label}
      value={value}
      options={SCOPES.map(id => ({ id, label: w.scopes[id] }))}
      none={value === 'none'}
      onChange={onChange && (id => onChange(id as Scope))}
    />
  )
}

function Chosen({
  label,
  value,
  options,
  none,
  onChange,
}: {
  label: string
  value: string
  options: { id: string; label: string }[]
  none?: boolean
  onChange?: (id: string) => void
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const shown = options.find(o => o.id === value)?.label ?? value
  return (
    <>
      <button
        type="button"
        className={`role-scope${none ? ' none' : ''}`}
        aria-label={`${label} ${shown}`}
        aria-haspopup="menu"
        disabled={!onChange}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {shown}
        {onChange && <Icon name="chevron-down" size={12} />}
      </button>
      {anchor && onChange && (
        <Menu
          anchor={anchor}
          label={label}
          onClose={() => setAnchor(null)}
          entries={options.map(o => ({ label: o.label, checked: o.id === value, onSelect: () => onChange(o.id) }))}
        />
      )}
    </>
  )
}

const ACCESS: readonly FieldAccess[] = ['write', 'read', 'masked', 'none']

/** An object's acts and fields, where a role says something else of them than of the whole. */
function Detail({ object, part, onChange }: { object: ObjectMeta; part: Part; onChange?: (part: Part) => void }) {
  const w = useWords(words)
  const fields = object.fields.filter(f => !f.system)
  return (
    <div className="role-parts">
      {object.acts.length > 0 && <h3>{w.actRights}</h3>}
      {object.acts.map(act => {
        const own = part.acts?.[act.name]
        return (
          <div key={act.name} className="role-part">
            {act.label}
            <Chosen
              label={act.label}
              value={own ?? ''}
              none={!own}
              options={[
                {
                  id: '',
                  label: fill(w.asPart, {
                    part: w.parts[act.needs ?? 'update'],
                    scope: w.scopes[actScope({ ...part, acts: {} }, act.name, act.needs)],
                  }),
                },
                ...SCOPES.map(id => ({ id, label: w.scopes[id] })),
              ]}
              onChange={onChange && (id => onChange(withEntry(part, 'acts', act.name, (id || undefined) as Scope)))}
            />
          </div>
        )
      })}
      <h3>{w.fieldRights}</h3>
      <div className="role-part">
        {w.sensitive}
        <Chosen
          label={w.sensitive}
          value={part.sensitive ?? 'write'}
          options={ACCESS.map(id => ({ id, label: w.access[id] }))}
          onChange={onChange && (id => onChange({ ...part, sensitive: id as FieldAccess }))}
        />
      </div>
      {fields.map(field => {
        const own = part.fields?.[field.name]
        return (
          <div key={field.name} className="role-part">
            {field.label}
            <Chosen
              label={field.label}
              value={own ?? ''}
              none={!own}
              options={[{ id: '', label: w.asObject }, ...ACCESS.map(id => ({ id, label: w.access[id] }))]}
              onChange={
                onChange && (id => onChange(withEntry(part, 'fields', field.name, (id || undefined) as FieldAccess)))
              }
            />
          </div>
        )
      })}
    </div>
  )
}
