import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, get, patch, queryClient, request, useMetadata, useObject } from '../api'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { SaveBar } from '../settings/Editor'
import '../settings/settings.css'
import { fill, useWords } from '../words'
import './merging.css'
import { useQuiet } from '../kit/useQuiet'
import * as words from './words'

type Values = Record<string, number>
interface Measure {
  saved: Values
  standard: Values
  labels: Record<string, string>
  /** Object → field → the sign that it is. */
  compared: Record<string, Record<string, string>>
}
type Answer = Omit<Measure, 'saved'> & Record<string, unknown>
interface Score {
  score: number
  reasons: string[]
  shown: boolean
}

const KEY = ['matching-weights']
/** What is no sign: from which likeness on something follows. */
const THRESHOLDS = ['threshold', 'confirm'] as const
const QUIET_MS = 300
/** What one types to try: the first field of each. */
const TRIED = ['company', 'person', 'phone', 'email']

/** How much each sign says that two records are the same, and from which likeness on it is shown; at the right, tried on two drafts. */
export function MatchingRules() {
  const w = useWords(words)
  const { pages } = useWords()
  const may = useObject('customField')?.can.update
  const query = useQuery({
    queryKey: KEY,
    enabled: !!may,
    staleTime: 0,
    queryFn: ({ signal }) => get<Answer>('/api/matching-weights', signal).then(measureIn),
  })
  if (!may) return <NoRights />
  return (
    <div className="set">
      <header className="set-head">
        <h1>{pages.matchingRules}</h1>
      </header>
      <p className="set-note">{w.rulesNote}</p>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Editor key={JSON.stringify(query.data.saved)} measure={query.data} />
      ) : (
        <SkeletonRows rows={10} />
      )}
    </div>
  )
}

const measureIn = ({ standard, labels, compared, ...saved }: Answer): Measure => ({
  saved: saved as Values,
  standard,
  labels,
  compared,
})

function Editor({ measure: { saved, standard, labels, compared } }: { measure: Measure }) {
  const w = useWords(words)
  const { pages } = useWords()
  const signs = Object.keys(standard)
  const textsOf = (values: Values) => Object.fromEntries(signs.map(sign => [sign, String(values[sign])]))
  const [typed, setTyped] = useState(textsOf(saved))
  const [busy, setBusy] = useState(false)
  const wrong = signs.filter(sign => weightIn(typed[sign]!) === null)
  const changed = signs.filter(sign => weightIn(typed[sign]!) !== saved[sign])
  const draft = Object.fromEntries(
    changed.flatMap(sign => {
      const weight = weightIn(typed[sign]!)
      return weight === null ? [] : [[sign, weight]]
    }),
  )
  async function save() {
    setBusy(true)
    try {
      // What equals the standard goes with it when the standard changes one day.
      const given = Object.fromEntries(
        Object.entries(draft).map(([sign, weight]) => [sign, weight === standard[sign] ? null : weight]),
      )
      const answer = await patch<Answer>('/api/matching-weights', given)
      toast({ text: w.rulesSaved })
      queryClient.setQueryData(KEY, measureIn(answer))
      void queryClient.invalidateQueries({ queryKey: ['duplicates'] })
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
      setBusy(false)
    }
  }
  const one = (sign: string, hint?: string) => (
    <Labelled
      key={sign}
      label={labels[sign] ?? sign}
      error={wrong.includes(sign) ? w.badNumber : undefined}
      hint={weightIn(typed[sign]!) === standard[sign] ? hint : fill(w.standardOf, { n: String(standard[sign]) })}
    >
      {ids => (
        <Input
          {...ids}
          inputMode="decimal"
          maxLength={6}
          invalid={wrong.includes(sign)}
          value={typed[sign]}
          onChange={event => setTyped(now => ({ ...now, [sign]: event.target.value }))}
        />
      )}
    </Labelled>
  )
  const unlike = signs.some(sign => weightIn(typed[sign]!) !== standard[sign])
  return (
    <>
      <div className="set-columns matching-main">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className="set-form" tabIndex={0} role="region" aria-label={pages.matchingRules}>
          <section className="matching-thresholds">{THRESHOLDS.map(sign => one(sign, w.thresholds[sign]))}</section>
          <section>
            <h3>{w.weights}</h3>
            <p className="t2 small">{w.weightsHint}</p>
            <div className="set-two">
              {signs.filter(sign => !THRESHOLDS.some(one => one === sign)).map(sign => one(sign))}
            </div>
          </section>
          {unlike && (
            <Button look="text" icon="rotate-ccw" onClick={() => setTyped(textsOf(standard))}>
              {w.standard}
            </Button>
          )}
        </div>
        <TryOut draft={draft} compared={compared} />
      </div>
      <SaveBar
        dirty={changed.length > 0}
        busy={busy}
        disabled={wrong.length > 0}
        onDiscard={() => setTyped(textsOf(saved))}
        onSave={() => void save()}
      />
    </>
  )
}

/** A weight as it is typed; null for what is none. */
const weightIn = (text: string): number | null => {
  const weight = Number(text.trim().replace('．', '.'))
  return text.trim() !== '' && weight >= 0 && weight <= 0.99 ? weight : null
}

/** Two drafts, how alike they are by what is on screen, and why. */
function TryOut({ draft, compared }: { draft: Values; compared: Measure['compared'] }) {
  const w = useWords(words)
  const { objects } = useMetadata()
  const kinds = objects.filter(o => compared[o.name] && !o.internal)
  const [object, setObject] = useState(kinds[0]?.name ?? '')
  const [drafts, setDrafts] = useState<Record<string, string>[]>([{}, {}])
  const meta = kinds.find(o => o.name === object)
  const body = useQuiet(JSON.stringify({ object, one: drafts[0], two: drafts[1], measure: draft }), QUIET_MS)
  const ready = drafts.every(one => Object.values(one).some(text => text.trim()))
  const { data, error } = useQuery({
    queryKey: [...KEY, 'trial', body],
    enabled: ready,
    retry: false,
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<Score>('/api/matching-weights/trial', { method: 'POST', body: JSON.parse(body), signal }),
  })
  if (!meta) return null
  const signs = Object.entries(compared[object] ?? {})
  const fields = TRIED.flatMap(sign => {
    const name = signs.find(([, as]) => as === sign)?.[0]
    return meta.fields.filter(f => f.name === name)
  })
  return (
    <aside className="set-trial" aria-label={w.tryOut}>
      <h3>{w.tryOut}</h3>
      <p className="t3 small">{w.tryNote}</p>
      <div className="matching-object">
        <Select
          label={w.tryOut}
          options={kinds.map(o => ({ value: o.name, label: o.label }))}
          value={object}
          onChange={to => {
            setObject(to)
            setDrafts([{}, {}])
          }}
        />
      </div>
      <div className="matching-score" role="status">
        {error ? (
          <p className="t2">{asProblem(error).message}</p>
        ) : !ready || !data ? (
          <p className="t3">{w.typeBoth}</p>
        ) : (
          <>
            <p className="set-trial-sum">
              {Math.round(data.score * 100)}% · {data.shown ? w.shown : w.notShown}
            </p>
            <p className="t2">{data.reasons.join('、') || w.apart}</p>
          </>
        )}
      </div>
      {[w.one, w.two].map((name, i) => (
        <fieldset key={name} className="matching-draft">
          <legend>{name}</legend>
          {fields.map(field => (
            <Labelled key={field.name} label={field.label}>
              {ids => (
                <Input
                  {...ids}
                  maxLength={200}
                  value={drafts[i]![field.name] ?? ''}
                  onChange={event =>
                    setDrafts(now =>
                      now.map((one, at) => (at === i ? { ...one, [field.name]: event.target.value } : one)),
                    )
                  }
                />
              )}
            </Labelled>
          ))}
        </fieldset>
      ))}
    </aside>
  )
}

/** The objects whose duplicates can be merged, and so are compared. */
export const comparedIn = (objects: readonly ObjectMeta[]) => objects.filter(o => o.acts.some(a => a.name === 'merge'))
