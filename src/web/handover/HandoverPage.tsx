import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { asProblem, post, useMetadata, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { Select } from '../fields/Select'
import type { Named } from '../fields/value'
import { FilterSentence } from '../generic/list/FilterSentence'
import '../importing/importing.css'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './handover.css'
import { count, type Holdings, type Plan, type Rule, useDutyName, useHoldings } from './handover'
import { STEPS, type Step, Steps } from './Steps'
import * as words from './words'

interface DraftRule {
  object: string
  people: Named[]
  by: string
  where: unknown
}
interface Draft {
  why: string
  freeze: boolean
  rest: Named | null
  rules: DraftRule[]
}

/** The wizard by which one person's work becomes others': who leaves, what there is, who gets what, a look ahead, and go. */
export function HandoverPage() {
  const user = useObject('user')
  if (!user?.acts.some(act => act.name === 'handover')) return <NoRights />
  return <Wizard />
}

const personField = (label: string, kind: 'ref' | 'refs'): FieldMeta => ({
  name: 'person',
  label,
  kind,
  target: 'user',
  operators: [],
  access: 'write',
  required: true,
})

function Wizard() {
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const { person, board } = useLocation().search as { person?: string; board?: string }
  const [step, setStep] = useState<Step>('who')
  const [draft, setDraft] = useState<Draft>({ why: board ? 'moves' : 'leaves', freeze: !board, rest: null, rules: [] })
  const [busy, setBusy] = useState(false)
  const query = useHoldings(person, board)
  const held = query.data
  const name = held?.person.name ?? ''
  useTitle(name ? fill(w.titleOf, { name }) : w.title)
  const go = (to: { person?: string; board?: string }) =>
    void navigate({ to: '/handover' as never, search: to as never, replace: true })
  const at = STEPS.indexOf(step)

  const body = (preview: boolean) => ({
    rules: draft.rules.map(
      ({ object, people, by, where }): Rule => ({
        ...(object ? { object } : {}),
        ...(object && where ? { where } : {}),
        people: people.map(one => one.id),
        by,
      }),
    ),
    rest: draft.rest?.id,
    why: draft.why,
    ...(board ? { board } : {}),
    freeze: draft.freeze && held?.person.status === 'active',
    preview,
  })
  const next = () => {
    if (step === 'rules') {
      const empty = draft.rules.findIndex(rule => rule.people.length === 0)
      if (empty >= 0) return toast({ tone: 'over', text: fill(w.choosePeople, { n: empty + 1 }) })
      if (!draft.rest) return toast({ tone: 'over', text: w.chooseRest })
    }
    setStep(STEPS[at + 1]!)
  }
  async function start() {
    setBusy(true)
    try {
      const { id } = await post<Plan>(`/api/users/${person}/handover`, body(false))
      void navigate({ to: `/handovers/${id}` as never })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    setBusy(false)
  }
  const total = held?.items.reduce((sum, item) => sum + item.count, 0) ?? 0
  return (
    <div className="imp handover">
      <header className="imp-head">
        <h1>{name ? fill(w.titleOf, { name }) : w.title}</h1>
        <span className="spring" />
        <IconButton
          icon="x"
          label={kit.close}
          onClick={() => void navigate({ to: (person ? `/people/${person}` : '/people') as never })}
        />
      </header>
      <div className="imp-body imp-at-done">
        <Steps step={step} onGo={setStep} />
        <div className="imp-main">
          {query.error && <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
          {step === 'who' && (
            <Who held={held} board={board} draft={draft} onChange={setDraft} onWhere={go} waiting={query.isLoading} />
          )}
          {step === 'what' && held && <What held={held} />}
          {step === 'rules' && held && <Rules held={held} draft={draft} onChange={setDraft} />}
          {step === 'preview' && person && <Preview person={person} body={body(true)} />}
        </div>
      </div>
      <footer className="imp-foot">
        {at > 0 && <Button onClick={() => setStep(STEPS[at - 1]!)}>{w.before}</Button>}
        <span className="spring" />
        {step !== 'preview' && held && !query.error && (
          <Button look="primary" disabled={step === 'what' && total === 0 && !draft.freeze} onClick={next}>
            {step === 'rules' ? w.toPreview : w.next}
          </Button>
        )}
        {step === 'preview' && (
          <Button look="primary" busy={busy} onClick={() => void start()}>
            {fill(w.start, { n: count(total) })}
          </Button>
        )}
      </footer>
    </div>
  )
}

function Who({
  held,
  board,
  draft,
  waiting,
  onChange,
  onWhere,
}: {
  held: Holdings | undefined
  board: string | undefined
  draft: Draft
  waiting: boolean
  onChange(draft: Draft): void
  onWhere(where: { person?: string; board?: string }): void
}) {
  const w = useWords(words)
  const { dictionaries } = useMetadata()
  const reasons = dictionaries.handoverWhy?.items.map(item => ({ value: item.code, label: item.label })) ?? []
  const behind = held?.boards.filter(one => one.id !== held.person.board.id) ?? []
  return (
    <section className="handover-who" aria-label={w.names.who}>
      <Labelled label={w.person}>
        {ids => (
          <FieldEditor
            id={ids.id}
            field={personField(w.person, 'ref')}
            value={held ? { id: held.person.id, name: held.person.name } : null}
            placeholder={w.choosePerson}
            onChange={value => onWhere(value ? { person: (value as Named).id } : {})}
          />
        )}
      </Labelled>
      {waiting && <SkeletonRows rows={2} />}
      {held && (
        <>
          <Labelled label={w.reason}>
            {ids => (
              <Select
                id={ids.id}
                label={w.reason}
                options={reasons}
                value={draft.why}
                onChange={why => onChange({ ...draft, why, freeze: why === 'leaves' && !board })}
              />
            )}
          </Labelled>
          {behind.length > 0 && (
            <>
              <Notice tone="due">
                {fill(w.staysBehind, {
                  name: held.person.name,
                  board: held.person.board.name,
                  n: count(behind.reduce((sum, one) => sum + one.count, 0)),
                })}
              </Notice>
              <Labelled label={w.board}>
                {ids => (
                  <Select
                    id={ids.id}
                    label={w.board}
                    options={[
                      { value: '', label: w.allBoards },
                      ...held.boards.map(one => ({ value: one.id, label: `${one.name} · ${count(one.count)}` })),
                    ]}
                    value={board ?? ''}
                    onChange={to => {
                      onChange({ ...draft, why: to ? 'moves' : 'leaves', freeze: !to })
                      onWhere({ person: held.person.id, ...(to ? { board: to } : {}) })
                    }}
                  />
                )}
              </Labelled>
            </>
          )}
          {held.person.status === 'active' ? (
            <>
              <Checkbox checked={draft.freeze} onChange={freeze => onChange({ ...draft, freeze })}>
                {w.freeze}
              </Checkbox>
              {!draft.freeze && draft.why === 'leaves' && <Notice tone="due">{w.frozenFirst}</Notice>}
            </>
          ) : (
            <Notice tone="lost">{w.frozen}</Notice>
          )}
          {held.handovers.length > 0 && (
            <div>
              <h2 className="handover-sub">{w.earlier}</h2>
              <ul className="handover-earlier">
                {held.handovers.map(one => (
                  <li key={one.id}>
                    <Link to={`/handovers/${one.id}`}>{one.createdAt.slice(0, 10)}</Link>
                    <span className="t2">{w.status[one.status]}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function What({ held }: { held: Holdings }) {
  const w = useWords(words)
  const nameOf = useDutyName()
  if (held.items.length === 0) return <Empty title={w.nothing} text={fill(w.nothingText, { name: held.person.name })} />
  return (
    <section aria-label={w.names.what}>
      <Table
        rows={held.items.map(item => ({
          key: `${item.object} ${item.field}`,
          label: nameOf(item.object, item.field),
          n: item.count,
        }))}
      />
      {held.follows.length > 0 && (
        <>
          <h2 className="handover-sub">{w.along}</h2>
          <Table rows={held.follows.map(item => ({ key: item.object, label: nameOf(item.object), n: item.count }))} />
        </>
      )}
    </section>
  )
}

function Table({ rows }: { rows: { key: string; label: string; n: number; to?: React.ReactNode }[] }) {
  const w = useWords(words)
  return (
    <table className="handover-table">
      <thead>
        <tr>
          <th>{w.object}</th>
          <th className="number">{w.count}</th>
          {rows.some(row => row.to !== undefined) && <th>{w.to}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.key}>
            <td>{row.label}</td>
            <td className="number">{count(row.n)}</td>
            {row.to !== undefined && <td>{row.to}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Rules({ held, draft, onChange }: { held: Holdings; draft: Draft; onChange(draft: Draft): void }) {
  const w = useWords(words)
  const nameOf = useDutyName()
  const { objects, dictionaries } = useMetadata()
  const kinds = held.items.filter(item => item.field === 'owner')
  const ways = dictionaries.handoverBy?.items.map(item => ({ value: item.code, label: item.label })) ?? []
  const put = (i: number, changes: Partial<DraftRule>) =>
    onChange({ ...draft, rules: draft.rules.map((rule, at) => (at === i ? { ...rule, ...changes } : rule)) })
  return (
    <section className="handover-rules" aria-label={w.names.rules}>
      <p className="t2">{w.rulesText}</p>
      {draft.rules.map((rule, i) => {
        const object = objects.find(o => o.name === rule.object)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is nothing but its place
          <fieldset key={i} className="handover-rule">
            <legend className="small t3">{fill(w.rule, { n: i + 1 })}</legend>
            <div className="handover-line">
              <Labelled label={w.ruleFor}>
                {ids => (
                  <Select
                    id={ids.id}
                    label={w.ruleFor}
                    options={[
                      { value: '', label: w.everything },
                      ...kinds.map(item => ({ value: item.object, label: nameOf(item.object) })),
                    ]}
                    value={rule.object}
                    onChange={to => put(i, { object: to, where: null })}
                  />
                )}
              </Labelled>
              <Labelled label={w.to}>
                {ids => (
                  <FieldEditor
                    id={ids.id}
                    field={personField(w.to, 'refs')}
                    value={rule.people}
                    onChange={people => put(i, { people: (people as Named[] | null) ?? [] })}
                  />
                )}
              </Labelled>
              {rule.people.length > 1 && (
                <Labelled label={w.by}>
                  {ids => (
                    <Select id={ids.id} label={w.by} options={ways} value={rule.by} onChange={by => put(i, { by })} />
                  )}
                </Labelled>
              )}
              <IconButton
                icon="trash-2"
                label={fill(w.removeRule, { n: i + 1 })}
                onClick={() => onChange({ ...draft, rules: draft.rules.filter((_, at) => at !== i) })}
              />
            </div>
            {object && (
              <FilterSentence object={object} filter={rule.where as never} onChange={where => put(i, { where })} />
            )}
          </fieldset>
        )
      })}
      <Button
        icon="plus"
        size={28}
        onClick={() =>
          onChange({
            ...draft,
            rules: [...draft.rules, { object: kinds[0]?.object ?? '', people: [], by: 'turns', where: null }],
          })
        }
      >
        {w.addRule}
      </Button>
      <div className="handover-rest">
        <Labelled label={w.rest} hint={w.restHint}>
          {ids => (
            <FieldEditor
              id={ids.id}
              field={personField(w.rest, 'ref')}
              value={draft.rest}
              onChange={rest => onChange({ ...draft, rest: rest as Named | null })}
            />
          )}
        </Labelled>
      </div>
    </section>
  )
}

function Preview({ person, body }: { person: string; body: object }) {
  const w = useWords(words)
  const query = useQuery({
    queryKey: ['handover preview', person, body],
    queryFn: () => post<Plan>(`/api/users/${person}/handover`, body),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={6} />
  return (
    <section aria-label={w.names.preview}>
      <Shares plan={query.data} />
    </section>
  )
}

/** Who gets what: first people with their sums, then object by object. */
export function Shares({ plan }: { plan: Pick<Plan, 'people' | 'portions'> }) {
  const w = useWords(words)
  const nameOf = useDutyName()
  return (
    <>
      <ul className="handover-people">
        {plan.people.map(one => (
          <li key={one.id}>
            <Link to={`/people/${one.id}`}>{one.name}</Link>
            <span className="t2">{w.gets}</span> <b>{count(one.count)}</b>
          </li>
        ))}
      </ul>
      <Table
        rows={plan.portions.map(portion => ({
          key: `${portion.object} ${portion.field}`,
          label: nameOf(portion.object, portion.field),
          n: portion.count,
          to: portion.to.length ? portion.to.map(one => `${one.name} ${count(one.count)}`).join('、') : w.nobody,
        }))}
      />
    </>
  )
}
