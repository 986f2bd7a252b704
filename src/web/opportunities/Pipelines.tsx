import { useState } from 'react'
import {
  asProblem,
  patch,
  post,
  type Row,
  refresh,
  remove,
  rowsOf,
  useMetadata,
  useObject,
  useRecords,
  useSession,
} from '../api'
import { inputValue, isNamed } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Switch } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { fill, useWords } from '../words'
import './opportunities.css'
import { draftOf, newStage, type StageDraft, stageChanges, stageInput } from './pipelineDraft'
import { StageList } from './StageList'
import * as words from './words'

const FIELDS = ['name', 'board', 'preferred', 'quietDays', 'note'] as const
const STAGES = ['name', 'position', 'probability', 'forecast', 'limitDays', 'skippable', 'active', 'guidance', 'exit']

/** The pipelines, and the one that the address names: its stages, what each demands, and how one run through it looks. */
export function Pipelines() {
  const w = useWords(words).settings
  const { pages } = useWords()
  const object = useObject('pipeline')
  const [id, choose] = useChosen('pipeline')
  const { board, rights } = useSession()
  const query = useRecords('pipelines', { sort: 'position,name', limit: 100 })
  if (!object?.can.update) return <NoRights title={w.noRights} text={w.noRightsText} />
  const everywhere = rights.pipeline?.update === 'all'
  const pipelines = rowsOf(query.data)
  const pipeline = pipelines.find(one => one.id === id) ?? pipelines[0]
  const create = () =>
    openForm({
      object: 'pipeline',
      preset: { position: pipelines.length + 1, ...(everywhere ? {} : { board }) },
      onSaved: row => choose(row.id),
    })
  return (
    <SettingsSplit
      title={pages.pipelines}
      note={w.text}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={create}>
            {w.newPipeline}
          </Button>
        )
      }
      query={query}
      entries={pipelines.map(one => ({
        id: one.id,
        name: String(one.name),
        aside:
          one.active === false
            ? w.off
            : [isNamed(one.board) ? one.board.name : null, one.preferred === true && w.preferred]
                .filter(Boolean)
                .join(' · '),
      }))}
      chosen={pipeline?.id}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {pipeline && (
        <OnePipeline
          key={`${pipeline.id} ${pipeline.version}`}
          pipeline={pipeline}
          mayChange={everywhere || (isNamed(pipeline.board) && pipeline.board.id === board.id)}
          boardFixed={!everywhere}
          onGone={() => choose()}
        />
      )}
    </SettingsSplit>
  )
}

interface OnePipelineProps {
  pipeline: Row
  mayChange: boolean
  boardFixed: boolean
  onGone(): void
}

function OnePipeline(props: OnePipelineProps) {
  const stages = useRecords('stages', {
    fields: [...STAGES, 'version'],
    filter: { field: 'pipeline', op: 'eq', value: props.pipeline.id },
    sort: 'position',
    limit: 100,
  })
  if (stages.error) return <ErrorState problem={asProblem(stages.error)} onRetry={() => void stages.refetch()} />
  if (stages.isPending) return <SkeletonRows rows={8} />
  const saved = rowsOf(stages.data).map(draftOf)
  return <Editor key={saved.map(one => `${one.id} ${one.version}`).join()} {...props} saved={saved} />
}

function Editor({ pipeline, mayChange, boardFixed, onGone, saved }: OnePipelineProps & { saved: StageDraft[] }) {
  const w = useWords(words).settings
  const { kit } = useWords()
  const object = useObject('pipeline')!
  const { dictionaries } = useMetadata()
  const [values, setValues] = useState<Row>(pipeline)
  const [stages, setStages] = useState<StageDraft[]>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const changes = Object.fromEntries(
    FIELDS.flatMap(name =>
      JSON.stringify(values[name] ?? null) === JSON.stringify(pipeline[name] ?? null)
        ? []
        : [[name, inputValue(values[name])]],
    ),
  )
  const { created, changed, reordered } = stageChanges(saved, stages)
  const dirty = Object.keys(changes).length + created.length + changed.length > 0 || reordered
  const readAgain = () => {
    for (const path of ['stages', 'pipelines', 'opportunities']) refresh(path)
  }

  async function save() {
    setBusy(true)
    try {
      const ids = new Map<string, string>()
      for (const stage of created) {
        const row = await post<Row>('/api/stages', {
          ...stageInput(stage),
          pipeline: pipeline.id,
          position: stages.indexOf(stage) + 1,
        })
        ids.set(stage.key, row.id)
      }
      for (const stage of changed) await patch(`/api/stages/${stage.id}`, stageInput(stage), { version: stage.version })
      if (reordered)
        await post(`/api/pipelines/${pipeline.id}/order`, {
          stages: stages.map(one => one.id ?? ids.get(one.key)),
        })
      if (Object.keys(changes).length)
        await patch(`/api/pipelines/${pipeline.id}`, changes, { version: pipeline.version })
      toast({ text: fill(w.saved, { name: String(values.name) }) })
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
      readAgain()
    }
  }
  async function removePipeline() {
    try {
      await remove(`/api/pipelines/${pipeline.id}`)
      readAgain()
      onGone()
      toast({ text: fill(w.pipelineRemoved, { name: String(pipeline.name) }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  async function turn(active: boolean) {
    try {
      await patch(`/api/pipelines/${pipeline.id}`, { active }, { version: pipeline.version })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    } finally {
      readAgain()
    }
  }
  return (
    <SettingsEditor
      title={String(pipeline.name)}
      about={isNamed(pipeline.board) ? pipeline.board.name : w.all}
      acts={
        mayChange && (
          <>
            <Switch
              on={pipeline.active !== false}
              label={`${object.fields.find(f => f.name === 'active')?.label} ${pipeline.name}`}
              onChange={on => void turn(on)}
            />
            {object.can.delete && (
              <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
            )}
            {menu && (
              <Menu
                anchor={menu}
                label={kit.more}
                placement="bottom-end"
                onClose={() => setMenu(null)}
                entries={[
                  { label: w.removePipeline, icon: 'trash-2', danger: true, onSelect: () => void removePipeline() },
                ]}
              />
            )}
          </>
        )
      }
      beside={<Run stages={stages} forecasts={dictionaries.forecastCategory?.items ?? []} />}
      saving={{
        dirty: dirty && mayChange,
        busy,
        onDiscard: () => {
          setValues(pipeline)
          setStages(saved)
          setErrors({})
        },
        onSave: () => void save(),
      }}
    >
      {!mayChange && <p className="t2 stages-readonly">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="stages-fields">
        <section>
          <h3>{w.stageList}</h3>
          <StageList stages={stages} errors={errors} onChange={setStages} onDone={readAgain} />
          <Button
            icon="plus"
            size={28}
            onClick={() => {
              const active = stages.filter(one => one.active)
              const last = active.at(-1)
              const end = Number(last?.values.probability ?? 0) >= 100
              // What comes new goes before the end.
              const before = end ? active.at(-2) : last
              const fresh = newStage(w.newStage, before)
              const at = end ? stages.indexOf(last!) : stages.length
              setStages([...stages.slice(0, at), fresh, ...stages.slice(at)])
            }}
          >
            {w.addStage}
          </Button>
        </section>
        <section>
          <h3>{w.basics}</h3>
          <div className="set-two">
            <FieldRows
              fields={FIELDS.flatMap(name =>
                object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)),
              )}
              values={values}
              errors={errors}
              onChange={(name, value) => {
                setValues(now => ({ ...now, [name]: value }))
                setErrors(({ [name]: _, ...rest }) => rest)
              }}
            />
          </div>
        </section>
      </fieldset>
    </SettingsEditor>
  )
}

/** How one run through the pipeline looks, as it is written now. */
function Run({ stages, forecasts }: { stages: readonly StageDraft[]; forecasts: { code: string; label: string }[] }) {
  const w = useWords(words).settings
  const { lang } = useMetadata()
  const active = stages.filter(one => one.active)
  const steps = active.filter(one => !one.values.skippable && Number(one.values.probability ?? 0) < 100).length
  const days = active.reduce((sum, one) => sum + Number(one.values.limitDays ?? 0), 0)
  return (
    <aside className="set-trial" aria-label={w.preview} lang={lang}>
      <h3>{w.preview}</h3>
      <p>{fill(w.previewText, { n: steps, days })}</p>
      <ol className="stages-run">
        {active.map(stage => (
          <li key={stage.key}>
            <span className="ellipsis">{String(stage.values.name ?? '')}</span>
            <span className="small t3">{forecasts.find(one => one.code === stage.values.forecast)?.label}</span>
            <i aria-hidden="true">
              <i style={{ width: `${Math.min(100, Number(stage.values.probability ?? 0))}%` }} />
            </i>
            <span className="number small">{Number(stage.values.probability ?? 0)}%</span>
          </li>
        ))}
      </ol>
    </aside>
  )
}
