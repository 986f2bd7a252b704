import { useState } from 'react'
import {
  asProblem,
  post,
  queryClient,
  type Row,
  refresh,
  remove,
  rowsOf,
  useObject,
  useRecords,
  useSession,
} from '../api'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Checkbox } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { fill, useWords } from '../words'
import './ownership.css'
import { type Limit, type Rule, ruleInput, sameRules } from './draft'
import { Limits } from './Limits'
import { Rules } from './Rules'
import { Trial } from './Trial'
import * as words from './words'

const FIELDS = [
  'name',
  'note',
  'position',
  'wholeBoard',
  'members',
  'departments',
  'administrators',
  'coolDownDays',
  'protectionDays',
] as const
const RULE_FIELDS = ['name', 'basis', 'days', 'where', 'warnDays', 'escalateDays', 'active', 'pool', 'version']

/** The pools, and how the one that the address names works; at the right what tonight would bring by what is written. */
export function Pools() {
  const w = useWords(words).settings
  const { pages } = useWords()
  const object = useObject('pool')
  const [id, choose] = useChosen('pool')
  const { board, rights, administers } = useSession()
  const scope = rights.pool?.update
  const own = scope === 'board' ? { field: 'board', op: 'eq', value: board.id } : undefined
  const named = { field: 'id', op: 'in', value: administers }
  const query = useRecords('pools', {
    filter: scope === 'all' ? undefined : own && administers.length > 0 ? { or: [own, named] } : (own ?? named),
    sort: 'position',
    limit: 200,
  })
  if (!object || !(object.can.update || administers.length > 0))
    return <NoRights title={w.noRights} text={w.noRightsText} />
  const pools = rowsOf(query.data)
  const pool = pools.find(one => one.id === id) ?? pools[0]
  const create = () => openForm({ object: 'pool', preset: own && { board }, onSaved: row => choose(row.id) })
  return (
    <SettingsSplit
      title={pages.pools}
      note={w.text}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={create}>
            {w.newPool}
          </Button>
        )
      }
      query={query}
      entries={pools.map(one => ({
        id: one.id,
        name: String(one.name),
        aside: (one.board as { name: string } | null)?.name,
      }))}
      chosen={pool?.id}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {pool && <OnePool key={`${pool.id} ${pool.version}`} pool={pool} onGone={() => choose()} />}
    </SettingsSplit>
  )
}

function OnePool({ pool, onGone }: { pool: Row; onGone(): void }) {
  const rules = useRecords('pool-rules', {
    fields: RULE_FIELDS,
    filter: { field: 'pool', op: 'eq', value: pool.id },
    sort: 'position',
    limit: 100,
  })
  if (rules.error) return <ErrorState problem={asProblem(rules.error)} onRetry={() => void rules.refetch()} />
  if (rules.isPending) return <SkeletonRows rows={8} />
  const saved = rowsOf(rules.data).map(row => ({ ...row, active: row.active === true }) as unknown as Rule)
  return <Editor key={saved.map(r => `${r.id} ${r.version}`).join()} pool={pool} savedRules={saved} onGone={onGone} />
}

function Editor({ pool, savedRules, onGone }: { pool: Row; savedRules: Rule[]; onGone(): void }) {
  const w = useWords(words).settings
  const { kit } = useWords()
  const object = useObject('pool')!
  const pooled = useObject(String(pool.object))
  const [values, setValues] = useState<Row>(pool)
  const [rules, setRules] = useState<Rule[]>(savedRules)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const changes = Object.fromEntries(
    [...FIELDS, 'hiddenFields', 'limits'].flatMap(name =>
      JSON.stringify(values[name] ?? null) === JSON.stringify(pool[name] ?? null)
        ? []
        : [[name, inputValue(values[name])]],
    ),
  )
  const dirty = Object.keys(changes).length > 0 || !sameRules(savedRules, rules)
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={object.fields.filter(f => names.includes(f.name))}
      values={values}
      errors={errors}
      onChange={set}
    />
  )

  async function save() {
    setBusy(true)
    try {
      const kept = rules.map(rule => ({ ...ruleInput(rule), ...(rule.id ? { id: rule.id } : {}) }))
      await post(`/api/pools/${pool.id}/keep`, { ...changes, rules: kept }, { version: pool.version as number })
      toast({ text: fill(w.saved, { name: String(values.name) }) })
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
      for (const path of ['pools', 'pool-rules']) refresh(path)
      void queryClient.invalidateQueries({ queryKey: ['aggregate'] })
    }
  }
  async function removePool() {
    try {
      await remove(`/api/pools/${pool.id}`)
      refresh('pools')
      onGone()
      toast({
        text: fill(w.deleted, { name: String(pool.name) }),
        undo: () => post(`/api/pools/${pool.id}/restore`).then(() => refresh('pools')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  const hidden = (values.hiddenFields as string[] | null) ?? []
  const hideable = pooled?.fields.filter(f => !f.system && f.section !== 'ownership' && f.name !== pooled.title) ?? []
  return (
    <SettingsEditor
      title={String(pool.name)}
      about={[(pool.board as { name: string } | null)?.name, pooled?.label].filter(Boolean).join(' · ')}
      acts={
        <>
          {object.can.delete && (
            <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
          )}
          {menu && (
            <Menu
              anchor={menu}
              label={kit.more}
              placement="bottom-end"
              onClose={() => setMenu(null)}
              entries={[{ label: w.deletePool, icon: 'trash-2', danger: true, onSelect: () => void removePool() }]}
            />
          )}
        </>
      }
      beside={
        <Trial pool={pool.id} object={pooled} rules={rules} protectionDays={Number(values.protectionDays ?? 0)} />
      }
      saving={{
        dirty,
        busy,
        onDiscard: () => {
          setValues(pool)
          setRules(savedRules)
          setErrors({})
        },
        onSave: () => void save(),
      }}
    >
      <section>
        <Rules object={pooled} rules={rules} onChange={setRules} />
      </section>
      <section>
        <h3>{w.claiming}</h3>
        <Limits
          object={pooled}
          limits={(values.limits as Limit[] | null) ?? []}
          board={(pool.board as { id: string } | null)?.id}
          onChange={limits => set('limits', limits)}
        />
        <div className="set-two">{rows(['coolDownDays', 'protectionDays'])}</div>
      </section>
      <section>
        <h3>{w.members}</h3>
        <div className="set-two">
          {rows(['wholeBoard', ...(object.can.update ? ['administrators'] : []), 'members', 'departments'])}
        </div>
      </section>
      <section>
        <h3>
          {w.hidden} {hidden.length > 0 && <span className="t3">{hidden.length}</span>}
        </h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className="pools-fields" tabIndex={0} role="group" aria-label={w.hidden}>
          {hideable.map(field => (
            <Checkbox
              key={field.name}
              checked={hidden.includes(field.name)}
              onChange={on => set('hiddenFields', on ? [...hidden, field.name] : hidden.filter(n => n !== field.name))}
            >
              {field.label}
            </Checkbox>
          ))}
        </div>
      </section>
      <section>{rows(['name', 'position', 'note'])}</section>
    </SettingsEditor>
  )
}
