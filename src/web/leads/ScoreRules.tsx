import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, get, request, rowsOf, useObject, useRecords, useSession } from '../api'
import { dayOf, dayText } from '../fields/format'
import { reasonsText, signed } from '../fields/reasons'
import { FieldRows } from '../generic/form/FieldRows'
import { FilterSentence } from '../generic/list/FilterSentence'
import type { Filter } from '../generic/list/filter'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { inputOf, useEdited } from '../settings/useEdited'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './leads.css'
import { useQuiet } from '../kit/useQuiet'
import { asSetting, type Setting } from './setting'
import * as words from './words'

const PATH = 'lead-score-rules'
const FIELDS = ['name', 'points', 'where', 'board', 'active', 'position']

/** What makes a lead worth more than another: rules with points and a reason, and what they make of the leads there are. */
export function ScoreRules() {
  const { rule: w, score } = useWords(words)
  const { pages } = useWords()
  const object = useObject('leadScoreRule')
  const [id, choose] = useChosen('rule')
  const { board, rights } = useSession()
  const query = useRecords(PATH, { fields: [...FIELDS, 'version'], sort: 'position,name', limit: 200 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.leadScoreRule?.update === 'all'
  const rules = rowsOf(query.data).map(asSetting)
  const fresh: Setting = {
    name: w.draft,
    points: 10,
    where: null,
    board: everywhere ? null : board,
    active: true,
    position: rules.length + 1,
  }
  const rule = id === 'new' ? fresh : (rules.find(one => one.id === id) ?? rules[0])
  return (
    <SettingsSplit
      title={pages.leadScoreRules}
      note={score.note}
      acts={
        object.can.create && (
          <Button icon="plus" onClick={() => choose('new')}>
            {w.new}
          </Button>
        )
      }
      query={query}
      tools={<Progress />}
      entries={[...rules, ...(rule && !rule.id ? [rule] : [])].map(one => ({
        id: one.id ?? 'new',
        name: one.name,
        aside: one.active ? signed(Number(one.points)) : w.off,
      }))}
      chosen={rule?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: score.none, text: score.noneText }}
    >
      {rule && (
        <Editor
          key={`${rule.id} ${rule.version}`}
          object={object}
          saved={rule}
          others={rules.filter(one => one.id !== rule.id)}
          mayChange={everywhere || (rule.board as { id: string } | null)?.id === board.id}
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
  others: Setting[]
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}

const sent = (setting: Setting) => inputOf(setting, FIELDS)

function Editor({ object, saved, others, mayChange, boardFixed, onDone }: EditorProps) {
  const { rule: w } = useWords(words)
  const lead = useObject('lead')
  const { row: setting, errors, set, saving, onRemove } = useEdited(saved, { path: PATH, input: sent, onDone })
  const input = sent(setting)
  const rows = (...names: string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name && !(name === 'board' && boardFixed)))}
      values={setting}
      errors={errors}
      onChange={set}
    />
  )
  return (
    <SettingsEditor
      title={setting.name}
      acts={mayChange && <EditedActs object={object} row={setting} set={set} onRemove={onRemove} />}
      beside={mayChange && <Trial mine={{ ...input, active: true }} others={others} />}
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
    >
      {!mayChange && <p className="t2 lead-note">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="lead-fields">
        <section>
          <div className="set-two">
            {rows('name')}
            {rows('points')}
          </div>
        </section>
        <section>
          <h3>{w.where}</h3>
          {lead && (
            <div className="set-rule">
              <FilterSentence
                object={lead}
                filter={(setting.where as Filter | null) ?? null}
                onChange={where => set('where', where)}
              />
            </div>
          )}
          {!setting.where && <p className="t3 small">{w.everyLead}</p>}
          <div className="set-two">{rows('board')}</div>
        </section>
      </fieldset>
    </SettingsEditor>
  )
}

interface Tried {
  leads: number
  hits: number[]
  bands: { from: number; width: number; count: number }[]
  best: { id: string; name: string; score: number; reasons: unknown }[]
}

/** What the rules would make of the leads as they are written, asked again whenever they change. */
function Trial({ mine, others }: { mine: Record<string, unknown>; others: Setting[] }) {
  const { score: w } = useWords(words)
  const rules = [mine, ...others.filter(one => one.active).map(one => inputOf(one, FIELDS))]
  const body = useQuiet(JSON.stringify({ rules }))
  const { data, error, refetch } = useQuery({
    queryKey: ['score-trial', body],
    queryFn: ({ signal }) =>
      request<Tried>('/api/lead-scoring/trial', { method: 'POST', body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const problem = error ? asProblem(error) : undefined
  const most = Math.max(1, ...(data?.bands ?? []).map(band => band.count))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.trial} aria-live="polite">
      <h3>{w.trial}</h3>
      {problem && problem.status < 500 && problem.status >= 400 ? (
        <p className="t2">{w.incomplete}</p>
      ) : problem ? (
        <ErrorState problem={problem} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={5} />
      ) : (
        <>
          <p className="t2">{fill(w.hits, { n: data.hits[0] ?? 0, all: data.leads })}</p>
          {data.bands.length > 0 && (
            <>
              <h4>{w.bands}</h4>
              <ul className="lead-bands">
                {data.bands.map(({ from, width, count }) => (
                  <li key={from} title={fill(w.band, { from, to: from + width - 1, n: count })}>
                    <span className="small t2">
                      {from}–{from + width - 1}
                    </span>
                    <span className="lead-bar" aria-hidden="true">
                      <i style={{ width: `${(count / most) * 100}%` }} />
                    </span>
                    <span className="small">{count.toLocaleString('en-US')}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <h4>{w.best}</h4>
          {data.best.length === 0 ? (
            <p className="t3">{w.nobody}</p>
          ) : (
            <ul>
              {data.best.map(one => (
                <li key={one.id} data-tip={reasonsText(one.reasons, '\n')}>
                  <Link className="ellipsis" to={`/leads/${one.id}`}>
                    {one.name}
                  </Link>
                  <b>{one.score}</b>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </aside>
  )
}

interface Latest {
  latest: { startedAt: string; endedAt: string | null; total: number; done: number } | null
}
const LOOK_AGAIN_MS = 1_500

/** How far the scoring of all leads has come. */
function Progress() {
  const { score: w } = useWords(words)
  const lang = useLang()
  const { data } = useQuery({
    queryKey: ['records', PATH, 'progress'],
    queryFn: ({ signal }) => get<Latest>('/api/lead-scoring', signal),
    refetchInterval: query => (query.state.data?.latest && !query.state.data.latest.endedAt ? LOOK_AGAIN_MS : false),
  })
  const latest = data?.latest
  if (!latest) return null
  const { total, done, endedAt } = latest
  return endedAt ? (
    <p className="small t3">{fill(w.done, { at: dayText(dayOf(new Date(endedAt)), lang), total: done })}</p>
  ) : (
    <div className="lead-progress">
      <span className="small t2">{fill(w.running, { done, total })}</span>
      <Bar value={total ? Math.min(1, done / total) : 0} label={fill(w.running, { done, total })} />
    </div>
  )
}
