import { useState } from 'react'
import type { Rights } from '../../core/access/rights'
import { asProblem, post, type Row, refresh, rowsOf, useObject, useRecords } from '../api'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Input, Labelled } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { Dialog } from '../kit/Panel'
import { ErrorState, NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { RoleRights } from './RoleRights'
import { removeFrom } from './removal'
import { SettingsSplit, useChosen } from './Split'
import './settings.css'
import * as words from './words'

export interface Role extends Row {
  name: string
  code: string
  description: string | null
  rights: Rights
  standard: boolean | null
}

/** The roles, and what the one that the address names may do. */
export function Roles() {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const object = useObject('role')
  const [id, choose] = useChosen('role')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [copied, setCopied] = useState<Role | null>(null)
  const query = useRecords('roles', {
    fields: ['name', 'code', 'description', 'rights', 'standard', 'version'],
    sort: 'createdAt',
    limit: 100,
  })
  if (!object) return <NoRights />
  const roles = rowsOf(query.data) as Role[]
  const role = roles.find(r => r.id === id) ?? roles[0]
  const remove = (gone: Role) =>
    removeFrom('roles', gone, () => {
      refresh('roles')
      choose()
    })
  return (
    <>
      <SettingsSplit
        title={pages.roles}
        acts={
          object.can.create &&
          role && (
            <Button icon="copy-plus" onClick={() => setCopied(role)}>
              {w.newRole}
            </Button>
          )
        }
        query={query}
        entries={roles.map(one => ({ id: one.id, name: one.name, aside: !one.standard && w.custom }))}
        chosen={role?.id}
        onChoose={choose}
      >
        {role && (
          <section className="set-main" aria-label={role.name}>
            <div className="set-main-head">
              <h2>{role.name}</h2>
              <span className="small t3">{role.code}</span>
              {role.standard && <Chip>{w.standard}</Chip>}
              <span className="spring" />
              {(object.can.create || object.can.update) && (
                <IconButton
                  icon="ellipsis"
                  size={28}
                  label={fill(w.moreOf, { name: role.name })}
                  aria-haspopup="menu"
                  onClick={event => setMenu(event.currentTarget)}
                />
              )}
            </div>
            <RoleRights
              key={`${role.id} ${role.version}`}
              role={role}
              mayChange={object.can.update && role.code !== SYSTEM_ADMIN}
            />
          </section>
        )}
      </SettingsSplit>
      {menu && role && (
        <Menu
          anchor={menu}
          label={role.name}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[
            object.can.create && { label: w.copyRole, icon: 'copy-plus', onSelect: () => setCopied(role) },
            object.can.update && {
              label: w.nameAndGrants,
              icon: 'pencil',
              onSelect: () => openForm({ object: 'role', id: role.id, onSaved: () => refresh('roles') }),
            },
            !role.standard &&
              object.can.delete && {
                label: kit.remove,
                icon: 'trash-2',
                danger: true,
                onSelect: () => void remove(role),
              },
          ]}
        />
      )}
      {copied && (
        <CopyRole
          role={copied}
          onClose={() => setCopied(null)}
          onMade={made => {
            refresh('roles')
            choose(made.id)
            toast({ text: fill(w.roleMade, { name: made.name }) })
          }}
        />
      )}
    </>
  )
}

/** Whoever holds it must be able to put everything right again. */
const SYSTEM_ADMIN = 'system-admin'

/** A role begins as a copy of one there is: nobody lists fifty objects from nothing. */
function CopyRole({ role, onClose, onMade }: { role: Role; onClose(): void; onMade(role: Role): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const [name, setName] = useState('')
  const [code, setCode] = useState(`${role.code}-2`)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null)
  const make = async () => {
    setTried(true)
    if (!name.trim() || !code.trim()) return
    setBusy(true)
    setProblem(null)
    try {
      const made = await post<Role>('/api/roles', {
        name: name.trim(),
        code: code.trim(),
        description: role.description,
        rights: role.rights,
      })
      onClose()
      onMade(made)
    } catch (thrown) {
      setProblem(asProblem(thrown))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={fill(w.copyOf, { name: role.name })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => void make()}>
            {w.newRole}
          </Button>
        </>
      }
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          void make()
        }}
      >
        {problem && problem.errors.length === 0 && <ErrorState problem={problem} />}
        <div className="form-row">
          <Labelled
            label={w.roleName}
            required
            error={problem?.of('name') ?? (tried && !name.trim() ? w.fillIn : undefined)}
          >
            {ids => (
              <Input
                {...ids}
                data-autofocus
                maxLength={100}
                value={name}
                onChange={event => setName(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <Labelled
          label={w.roleCode}
          required
          hint={w.roleCodeHint}
          error={problem?.of('code') ?? (tried && !code.trim() ? w.fillIn : undefined)}
        >
          {ids => <Input {...ids} maxLength={40} value={code} onChange={event => setCode(event.target.value)} />}
        </Labelled>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
