import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import type { Checked } from '../../../domain/approvals/progress'
import {
  asProblem,
  objectOf,
  patch,
  post,
  type Row,
  refresh,
  remove,
  rowsOf,
  useMetadata,
  useObject,
  useRecords,
} from '../../api'
import { Select } from '../../fields/Select'
import { FilterSentence } from '../../generic/list/FilterSentence'
import { Button, IconButton } from '../../kit/Button'
import { Chip } from '../../kit/Chip'
import { Checkbox, Input, Labelled } from '../../kit/Input'
import { Menu } from '../../kit/Menu'
import { NoRights } from '../../kit/States'
import { toast } from '../../kit/Toast'
import { SettingsSplit, useChosen } from '../../settings/Split'
import { useTitle } from '../../shell/title'
import { fill, useWords } from '../../words'
import './designer.css'
import { usePurposes } from '../progress'
import { type Draft, decision } from './draft'
import { Preview } from './Preview'
import { Days, StepList } from './StepList'
import * as words from './words'

type Flow = Row & Draft

/** The flows, and the one that the address names: its steps at the left, what they come to at the right. */
export function Designer() {
  const w = useWords(words)
  const object = useObject('approvalFlow')
  const [id, choose] = useChosen('flow')
  const purposes = usePurposes()
  const query = useRecords('approval-flows', {
    fields: ['name', 'object', 'purpose', 'condition', 'steps', 'days', 'active', 'position', 'version'],
    sort: 'position,createdAt',
    limit: 100,
  })
  useTitle(w.title)
  if (!object) return <NoRights />
  const flows = rowsOf(query.data) as Flow[]
  const fresh = id === 'new'
  const chosen = fresh ? undefined : (flows.find(one => one.id === id) ?? flows[0])
  const known = purposes.data?.items
  const first = known?.[0]
  return (
    <SettingsSplit
      title={w.title}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.create}
          </Button>
        )
      }
      query={query}
      entries={flows.map(one => ({ id: one.id, name: one.name, aside: !one.active && w.notInUse }))}
      chosen={chosen?.id}
      onChoose={choose}
      empty={fresh ? undefined : { title: w.noneYet, text: w.noneYetText }}
    >
      {chosen ? (
        <Editor key={`${chosen.id} ${chosen.version}`} flow={chosen} object={object} onDone={choose} />
      ) : fresh && first ? (
        <Editor
          key="new"
          flow={{
            name: '',
            object: first.object,
            purpose: first.purpose,
            condition: null,
            steps: [decision(w.newDecision)],
            days: null,
            active: true,
            position: flows.length,
          }}
          object={object}
          onDone={choose}
        />
      ) : null}
    </SettingsSplit>
  )
}

const contents = ({ name, object, purpose, condition, steps, days, active, position }: Draft): Draft => ({
  name,
  object,
  purpose,
  condition: condition ?? null,
  steps,
  days: days ?? null,
  active,
  position: position ?? 0,
})

function Editor({
  flow,
  object,
  onDone,
}: {
  flow: Draft & { id?: string; version?: number }
  object: ObjectMeta
  onDone(id?: string): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const metadata = useMetadata()
  const purposes = usePurposes().data?.items ?? []
  const [draft, setDraft] = useState<Draft>(() => contents(flow))
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const about = objectOf(metadata, draft.object)
  const checked = useChecked(draft)
  const changed = JSON.stringify(draft) !== JSON.stringify(contents(flow))
  const mayChange = flow.id ? object.can.update : object.can.create
  const set = (more: Partial<Draft>) => setDraft(now => ({ ...now, ...more }))
  const faults = checked?.faults.filter(fault => !fault.warning) ?? []
  const warnings = checked?.faults.filter(fault => fault.warning) ?? []

  const save = async () => {
    setBusy(true)
    const named = { ...draft, name: draft.name.trim() || w.untitled }
    try {
      const row = flow.id
        ? await patch<Row>(`/api/approval-flows/${flow.id}`, named, { version: flow.version })
        : await post<Row>('/api/approval-flows', named, { key: crypto.randomUUID() })
      refresh('approval-flows')
      toast({ text: fill(flow.id ? w.saved : w.made, { name: named.name }) })
      onDone(row.id)
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  const drop = async () => {
    await remove(`/api/approval-flows/${flow.id}`).then(
      () => {
        refresh('approval-flows')
        toast({
          text: fill(w.removed, { name: flow.name }),
          undo: () => post(`/api/approval-flows/${flow.id}/restore`).then(() => refresh('approval-flows')),
        })
        onDone()
      },
      thrown => toast({ tone: 'over', text: asProblem(thrown).message }),
    )
  }
  return (
    <section className="set-main" aria-label={draft.name || w.create}>
      <div className="set-main-head">
        <Input
          className="ad-name"
          value={draft.name}
          placeholder={w.untitled}
          aria-label={w.name}
          maxLength={100}
          readOnly={!mayChange}
          onChange={event => set({ name: event.target.value })}
        />
        {!draft.active && <Chip>{w.notInUse}</Chip>}
        <span className="spring" />
        {changed && <span className="small t3">{w.unsaved}</span>}
        {changed && flow.id && (
          <Button look="text" onClick={() => setDraft(contents(flow))}>
            {w.drop}
          </Button>
        )}
        {mayChange && (
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {kit.save}
          </Button>
        )}
        {flow.id && object.can.delete && (
          <IconButton icon="ellipsis" label={w.more} aria-haspopup="menu" onClick={e => setMenu(e.currentTarget)} />
        )}
      </div>
      <div className="ad">
        <div className="ad-steps">
          <fieldset disabled={!mayChange}>
            <div className="ad-flow">
              <Labelled label={w.purpose}>
                {ids => (
                  <Select
                    {...ids}
                    label={w.purpose}
                    value={`${draft.object}/${draft.purpose}`}
                    options={purposes.map(one => ({
                      value: `${one.object}/${one.purpose}`,
                      label: one.label,
                      note: one.objectLabel === one.label ? undefined : one.objectLabel,
                    }))}
                    onChange={value => {
                      const [to, purpose] = value.split('/') as [string, string]
                      set({ object: to, purpose, ...(to === draft.object ? {} : { condition: null }) })
                    }}
                  />
                )}
              </Labelled>
              <Labelled label={w.days}>
                {ids => <Days {...ids} value={draft.days} onChange={days => set({ days })} />}
              </Labelled>
            </div>
            {about && (
              <div className="ad-when">
                <span className="small t3">{w.condition}</span>
                <FilterSentence object={about} filter={draft.condition} onChange={condition => set({ condition })} />
                {!draft.condition && <span className="small t3">{w.conditionHint}</span>}
              </div>
            )}
            <div className="ad-flow">
              <Labelled label={w.order} hint={w.orderHint}>
                {ids => (
                  <Days {...ids} value={draft.position + 1} onChange={place => place && set({ position: place - 1 })} />
                )}
              </Labelled>
              <Checkbox checked={draft.active} onChange={active => set({ active })} label={w.inUse}>
                {w.inUse}
              </Checkbox>
            </div>
            <h3>{w.steps}</h3>
            {about && (
              <StepList
                steps={draft.steps}
                about={about}
                chosen={chosen}
                onChoose={setChosen}
                onChange={steps => set({ steps })}
                all={draft.steps}
              />
            )}
          </fieldset>
        </div>
        <div className="ad-preview">
          <div className="ad-picture">
            <Preview steps={draft.steps} checked={checked} chosen={chosen} onChoose={setChosen} />
          </div>
          <div className="ad-faults" role="status">
            {faults.length > 0 ? (
              <p className="over">{fill(w.faults, { n: faults.length })}</p>
            ) : (
              checked && <p className="won">{w.sound}</p>
            )}
            <ul>
              {[...faults, ...warnings].map((fault, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: sentences, drawn anew with every answer
                <li key={i} className={fault.warning ? 'due' : undefined}>
                  {fault.part ? (
                    <button type="button" onClick={() => setChosen(fault.part)}>
                      {fault.message}
                    </button>
                  ) : (
                    fault.message
                  )}
                </li>
              ))}
            </ul>
            <p className="small t3">{w.fallback}</p>
          </div>
        </div>
      </div>
      {menu && (
        <Menu
          anchor={menu}
          label={w.more}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[{ label: w.removeFlow, icon: 'trash-2', danger: true, onSelect: () => void drop() }]}
        />
      )}
    </section>
  )
}

/** What the server says of the draft, asked while it is drawn. */
function useChecked(draft: Draft): Checked | undefined {
  const asked = useDeferredValue(JSON.stringify([draft.object, draft.purpose, draft.condition, draft.steps]))
  const [object, purpose, condition, steps] = JSON.parse(asked)
  return useQuery({
    queryKey: ['approval-check', asked],
    queryFn: ({ signal }) =>
      post<Checked>('/api/approval-flows/check', { object, purpose, condition, steps }, { signal }),
    placeholderData: before => before,
    staleTime: 60_000,
  }).data
}
