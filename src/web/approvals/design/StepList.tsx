import { type ReactNode, useEffect, useId, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import type { Approver, Decision, Steps } from '../../../domain/approvals/definition'
import { rowsOf, useRecords } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { Select } from '../../fields/Select'
import type { Named } from '../../fields/value'
import { FilterSentence } from '../../generic/list/FilterSentence'
import { Button, IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Input, Labelled } from '../../kit/Input'
import { fill, useWords } from '../../words'
import { approverOf, branch, decision, isBranch, moved, newId, type Part, withPart } from './draft'
import * as words from './words'

interface Drawn {
  /** All steps of the flow, which every change returns anew. */
  all: Steps
  about: ObjectMeta
  chosen: string | null
  onChoose(id: string | null): void
  onChange(all: Steps): void
}

/** Steps one below the other, branches further in; the chosen one is open. */
export function StepList({ steps, within, ...drawn }: Drawn & { steps: Steps; within?: string }) {
  const w = useWords(words)
  const { all, onChange, onChoose } = drawn
  const add = (part: Steps[number]) => {
    onChange(
      within
        ? withPart(all, within, one => (isBranch(one) ? { ...one, steps: [...one.steps, part] } : one))
        : [...all, part],
    )
    onChoose(part.id)
  }
  return (
    <>
      <ol className="ad-list">
        {steps.map((step, i) => (
          <PartRow key={step.id} part={step} first={i === 0} last={i === steps.length - 1} {...drawn}>
            {step.kind === 'parallel' && (
              <ol className="ad-list ad-branches">
                {step.branches.map((one, b) => (
                  <PartRow key={one.id} part={one} first={b === 0} last={b === step.branches.length - 1} {...drawn}>
                    <StepList steps={one.steps} within={one.id} {...drawn} />
                  </PartRow>
                ))}
                <li>
                  <Button
                    look="text"
                    size={24}
                    icon="plus"
                    onClick={() =>
                      onChange(
                        withPart(all, step.id, one =>
                          !isBranch(one) && one.kind === 'parallel'
                            ? {
                                ...one,
                                branches: [...one.branches, branch(`${w.newBranch} ${one.branches.length + 1}`)],
                              }
                            : one,
                        ),
                      )
                    }
                  >
                    {w.addBranch}
                  </Button>
                </li>
              </ol>
            )}
          </PartRow>
        ))}
      </ol>
      <div className="ad-add">
        <Button look="text" size={24} icon="plus" onClick={() => add(decision(w.newDecision))}>
          {w.addDecision}
        </Button>
        <Button
          look="text"
          size={24}
          icon="split"
          onClick={() =>
            add({
              kind: 'parallel',
              id: newId(),
              name: w.newParallel,
              branches: [1, 2].map(n => branch(`${w.newBranch} ${n}`, [decision(w.newDecision)])),
            })
          }
        >
          {w.addParallel}
        </Button>
        <Button
          look="text"
          size={24}
          icon="send-horizontal"
          onClick={() => add({ kind: 'copy', id: newId(), name: w.newCopy, to: [approverOf.person()] })}
        >
          {w.addCopy}
        </Button>
      </div>
    </>
  )
}

const icons = { decide: 'user-round-check', copy: 'send-horizontal', parallel: 'split', branch: 'git-branch' }

function PartRow({
  part,
  first,
  last,
  children,
  all,
  about,
  chosen,
  onChoose,
  onChange,
}: Drawn & { part: Part; first: boolean; last: boolean; children?: ReactNode }) {
  const w = useWords(words)
  const body = useId()
  const open = chosen === part.id
  const kind = isBranch(part) ? 'branch' : part.kind
  const name = part.name || w.kinds[kind]
  const change = (next: Part) => onChange(withPart(all, part.id, () => next))
  return (
    <li className={open ? 'ad-part on' : 'ad-part'}>
      <div className="ad-part-head">
        <button
          type="button"
          className="ad-part-name"
          aria-expanded={open}
          aria-controls={body}
          onClick={() => onChoose(open ? null : part.id)}
        >
          <Icon name={icons[kind]} />
          <span className="ellipsis">{name}</span>
          <span className="t3 small">{w.kinds[kind]}</span>
        </button>
        <IconButton
          icon="arrow-up"
          size={24}
          disabled={first}
          label={fill(w.up, { name })}
          onClick={() => onChange(moved(all, part.id, -1))}
        />
        <IconButton
          icon="arrow-down"
          size={24}
          disabled={last}
          label={fill(w.down, { name })}
          onClick={() => onChange(moved(all, part.id, 1))}
        />
        <IconButton
          icon="trash-2"
          size={24}
          label={fill(w.removeStep, { name })}
          onClick={() => onChange(withPart(all, part.id, () => null))}
        />
      </div>
      {open && (
        <div id={body} className="ad-part-body">
          <Labelled label={isBranch(part) ? w.branchName : w.stepName}>
            {ids => (
              <Input
                {...ids}
                value={part.name}
                maxLength={60}
                onChange={event => change({ ...part, name: event.target.value })}
              />
            )}
          </Labelled>
          {!isBranch(part) && part.kind === 'decide' && <Deciding step={part} about={about} onChange={change} />}
          {!isBranch(part) && part.kind === 'copy' && (
            <Approvers label={w.whom} about={about} value={part.to} onChange={to => change({ ...part, to })} />
          )}
          <div className="ad-when">
            <span className="small t3">{w.when}</span>
            <FilterSentence object={about} filter={part.when ?? null} onChange={when => change({ ...part, when })} />
            {!part.when && <span className="small t3">{w.whenHint}</span>}
          </div>
        </div>
      )}
      {children}
    </li>
  )
}

function Deciding({ step, about, onChange }: { step: Decision; about: ObjectMeta; onChange(step: Decision): void }) {
  const w = useWords(words)
  const grant = (access: 'write' | 'none', names: readonly string[]) => {
    const others = Object.entries(step.fields ?? {}).filter(([, given]) => given !== access)
    const fields = Object.fromEntries([
      ...others.filter(([name]) => !names.includes(name)),
      ...names.map(name => [name, access] as const),
    ])
    onChange({ ...step, fields: Object.keys(fields).length ? fields : undefined })
  }
  const having = (access: string) =>
    Object.entries(step.fields ?? {}).flatMap(([name, given]) => (given === access ? [name] : []))
  return (
    <>
      <Approvers
        label={w.who}
        about={about}
        value={step.approvers}
        onChange={approvers => onChange({ ...step, approvers })}
      />
      <div className="ad-flow">
        <Labelled label={w.mode}>
          {ids => (
            <Select
              {...ids}
              label={w.mode}
              value={step.mode}
              options={(['any', 'all'] as const).map(mode => ({ value: mode, label: w.modes[mode] }))}
              onChange={mode => onChange({ ...step, mode: mode as Decision['mode'] })}
            />
          )}
        </Labelled>
        <Labelled label={w.stepDays}>
          {ids => <Days {...ids} value={step.days ?? null} onChange={days => onChange({ ...step, days })} />}
        </Labelled>
      </div>
      <div className="ad-flow">
        <FieldNames
          label={w.writable}
          about={about}
          chosen={having('write')}
          onChange={names => grant('write', names)}
          writing
        />
        <FieldNames label={w.hidden} about={about} chosen={having('none')} onChange={names => grant('none', names)} />
      </div>
    </>
  )
}

/** Fields of the object, some chosen. */
function FieldNames({
  label,
  about,
  chosen,
  onChange,
  writing,
}: {
  label: string
  about: ObjectMeta
  chosen: readonly string[]
  onChange(names: string[]): void
  writing?: boolean
}) {
  const w = useWords(words)
  const fields = about.fields.filter(f => !f.system && f.kind !== 'structure' && !(writing && f.readOnly))
  return (
    <Labelled label={label}>
      {ids => (
        <>
          <Select
            {...ids}
            label={label}
            value={null}
            placeholder={w.addField}
            options={fields.filter(f => !chosen.includes(f.name)).map(f => ({ value: f.name, label: f.label }))}
            onChange={name => onChange([...chosen, name])}
          />
          {chosen.length > 0 && (
            <ul className="field-chosen">
              {chosen.map(name => {
                const shown = about.fields.find(f => f.name === name)?.label ?? name
                return (
                  <li key={name}>
                    <span className="k-chip k-chip-plain">
                      {shown}
                      <button
                        type="button"
                        className="field-unchoose"
                        aria-label={fill(w.removeField, { name: shown })}
                        onClick={() => onChange(chosen.filter(one => one !== name))}
                      >
                        <Icon name="x" size={12} />
                      </button>
                    </span>
                  </li>
                )
              })}
            </ul>
          )}
        </>
      )}
    </Labelled>
  )
}

function Approvers({
  label,
  about,
  value,
  onChange,
}: {
  label: string
  about: ObjectMeta
  value: readonly Approver[]
  onChange(value: Approver[]): void
}) {
  const w = useWords(words)
  const put = (at: number, one: Approver) => onChange(value.map((old, i) => (i === at ? one : old)))
  return (
    <div className="ad-approvers">
      <span className="small t3">{label}</span>
      {value.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no identity but their place
        <div key={at} className="ad-approver">
          <Select
            label={label}
            value={one.by}
            options={(Object.keys(approverOf) as Approver['by'][]).map(by => ({ value: by, label: w.by[by] }))}
            onChange={by => put(at, approverOf[by as Approver['by']]())}
          />
          <Which one={one} about={about} onChange={next => put(at, next)} />
          <IconButton
            icon="x"
            size={24}
            label={w.removeApprover}
            onClick={() => onChange(value.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      <Button look="text" size={24} icon="plus" onClick={() => onChange([...value, approverOf.person()])}>
        {w.addApprover}
      </Button>
    </div>
  )
}

/** Which person, role, level or field is meant. */
function Which({ one, about, onChange }: { one: Approver; about: ObjectMeta; onChange(one: Approver): void }) {
  const w = useWords(words)
  switch (one.by) {
    case 'person':
      return <People ids={one.people} onChange={people => onChange({ ...one, people })} />
    case 'role':
      return <RoleOf one={one} onChange={onChange} />
    case 'manager':
      return (
        <Select
          label={w.level}
          value={String(one.level)}
          options={w.levels.map((name, i) => ({ value: String(i + 1), label: name }))}
          onChange={level => onChange({ ...one, level: Number(level) })}
        />
      )
    case 'field':
      return (
        <Select
          label={w.fieldOf}
          value={one.field || null}
          options={about.fields.filter(f => f.target === 'user').map(f => ({ value: f.name, label: f.label }))}
          onChange={field => onChange({ ...one, field })}
        />
      )
    case 'departmentHead':
      return <span className="small t3">{w.ofSubmitter}</span>
  }
}

const PEOPLE: FieldMeta = {
  name: 'people',
  label: '',
  kind: 'refs',
  many: true,
  target: 'user',
  operators: [],
  access: 'write',
}

function People({ ids, onChange }: { ids: readonly string[]; onChange(ids: string[]): void }) {
  const w = useWords(words)
  const [added, setAdded] = useState<Named[]>([])
  const query = useRecords(
    'users',
    { fields: ['name'], filter: { field: 'id', op: 'in', value: ids }, limit: 100 },
    { enabled: ids.length > 0 },
  )
  const known = [...rowsOf(query.data).map(row => ({ id: row.id, name: String(row.name) })), ...added]
  return (
    <div className="ad-people">
      <FieldEditor
        field={{ ...PEOPLE, label: w.people }}
        value={ids.map(id => known.find(one => one.id === id) ?? { id, name: '…' })}
        onChange={value => {
          const people = (value as Named[]) ?? []
          setAdded(people)
          onChange(people.map(one => one.id))
        }}
        row={{}}
      />
    </div>
  )
}

function RoleOf({ one, onChange }: { one: Extract<Approver, { by: 'role' }>; onChange(one: Approver): void }) {
  const w = useWords(words)
  const roles = rowsOf(useRecords('roles', { fields: ['name', 'code'], sort: 'createdAt', limit: 100 }).data)
  return (
    <>
      <Select
        label={w.role}
        value={one.role || null}
        options={roles.map(role => ({ value: String(role.code), label: String(role.name) }))}
        onChange={role => onChange({ ...one, role })}
      />
      <Select
        label={w.where}
        value={one.within}
        options={(['board', 'company'] as const).map(within => ({ value: within, label: w.within[within] }))}
        onChange={within => onChange({ ...one, within: within as 'board' | 'company' })}
      />
    </>
  )
}

/** A number of working days; nothing is no limit. */
export function Days({
  value,
  onChange,
  ...ids
}: {
  value: number | null
  onChange(days: number | null): void
  id?: string
  'aria-describedby'?: string
}) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  useEffect(() => setTyped(value === null ? '' : String(value)), [value])
  return (
    <Input
      {...ids}
      inputMode="numeric"
      value={typed}
      onChange={event => {
        const digits = event.target.value.replace(/\D/g, '').slice(0, 3)
        setTyped(digits)
        onChange(digits === '' || digits === '0' ? null : Math.min(365, Number(digits)))
      }}
    />
  )
}
