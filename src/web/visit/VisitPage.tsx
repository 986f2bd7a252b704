import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import {
  asProblem,
  type Problem,
  post,
  type Row,
  refresh,
  remove,
  rowsOf,
  upload,
  useMetadata,
  useObject,
  useRecord,
  useRecords,
  useSession,
} from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { FileThumb, type StoredFile } from '../fields/FileThumb'
import { atNoon, clockOf, shiftDay, todayInChina } from '../fields/format'
import { asList, isNamed, type Named } from '../fields/value'
import { dropDraft, keepDraft, keptDraft } from '../generic/form/draft'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input, Labelled, TextArea } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { ErrorState, Notice, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { refreshVisits } from '../visits/visits'
import { fill, useWords } from '../words'
import { dueTasks } from '../workbench/due'
import { type NeedHeard, Needs } from './Needs'
import { type Location, placeName, type Suggestion, suggestions } from './nearby'
import { useHere } from './useHere'
import './visit.css'
import * as words from './words'

/** What was typed of one visit, of those nobody planned, is kept until it is saved. */
const draftOf = (planned: Row | undefined) => (planned ? `visit ${planned.id}` : 'visit')
const REMEMBERED = 200

/** What one says of a visit; all but the customer may stay open. */
interface Visit {
  account?: Named
  met: Named[]
  outcome: string | null
  text: string
  /** What was typed; where one is found to be goes in without typing. */
  place?: string
  photos: StoredFile[]
  companions: Named[]
  needs: NeedHeard[]
  /** What is to be done next, by the day of the next follow-up. */
  step: string
  next: string | null
}
const nothingYet: Visit = {
  met: [],
  outcome: null,
  text: '',
  photos: [],
  companions: [],
  needs: [],
  step: '',
  next: null,
}

/** Checks in at a customer and logs the visit: whoever is likely is chosen already, so that saving is the third tap. */
export function VisitPage() {
  const w = useWords(words)
  const activity = useObject('activity')
  const object = useObject('visit')
  const given = useSearch({ strict: false }) as { account?: string; visit?: string }
  const account = useRecord('accounts', given.account, ['name'])
  const planned = useRecord('visits', given.visit)
  if (!activity?.can.create || !object?.can.create) return <p className="visit-none">{w.noRight}</p>
  if (given.visit && planned.error) return <ErrorState problem={asProblem(planned.error)} />
  if ((given.account && account.isPending) || (given.visit && planned.isPending)) return <Skeleton height={72} />
  if (planned.data && !['planned', 'missed'].includes(String(planned.data.status))) return <Over visit={planned.data} />
  const named = account.data ? { id: account.data.id, name: String(account.data.name) } : undefined
  const at = isNamed(planned.data?.account) ? planned.data.account : named
  return <VisitForm key={`${given.visit} ${given.account}`} account={at} planned={planned.data} />
}

/** What was reported stands on the visit's own page. */
function Over({ visit }: { visit: Row }) {
  const w = useWords(words)
  return (
    <p className="visit-none">
      {w.over} <Link to={`/visits/${visit.id}`}>{String(visit.subject)}</Link>
    </p>
  )
}

function VisitForm({ account: given, planned }: { account?: Named; planned?: Row }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const metadata = useMetadata()
  const activity = useObject('activity')!
  const { here, searching } = useHere()
  const thought = useSuggestions(here, searching)
  const draft = draftOf(planned)
  const [at] = useState(() => (planned?.checkedInAt ? new Date(String(planned.checkedInAt)) : new Date()))
  const [kept] = useState(() => keptDraft(draft)?.values as Visit | undefined)
  const [resumed, setResumed] = useState(!!kept && (!given || !!planned))
  const begun: Visit = {
    ...nothingYet,
    ...(given ? { account: given } : {}),
    ...(isNamed(planned?.contact) ? { met: [planned.contact] } : {}),
    companions: asList<Named>(planned?.companions),
    photos: asList<StoredFile>(planned?.photos),
  }
  const [visit, setVisit] = useState<Visit>(() => (given && !planned ? begun : { ...begun, ...kept }))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const first = useRef(visit)
  const camera = useRef<HTMLInputElement>(null)
  // The first suggestion counts until one chooses; it does not change any more once it can be seen.
  const account = visit.account ?? thought.list?.[0]?.account
  const place = visit.place ?? placeName(here ?? null, thought.activities) ?? (here ? degrees(here) : '')

  const set = (changes: Partial<Visit>) => setVisit(now => ({ ...now, ...changes }))
  useEffect(() => {
    if (visit !== first.current) keepDraft(draft, undefined, { values: { ...visit, account } })
  }, [visit, account, draft])

  const leave = () => {
    dropDraft(draft)
    if (history.length > 1) history.back()
    else void navigate({ to: '/' as never })
  }
  const read = (id: string) => {
    refreshVisits()
    refresh('activities')
    refresh('needs')
    refresh('tasks')
    refresh('accounts', id)
  }
  /** Where and when, with the photos; what was said follows. */
  const arrival = () => ({
    ...(here ? { location: here } : {}),
    ...(place ? { place } : {}),
    ...(visit.photos.length > 0 ? { photos: visit.photos.map(p => p.id) } : {}),
  })
  async function checkIn() {
    if (!planned) return
    setBusy(true)
    try {
      setProblem(null)
      await post(
        `/api/visits/${planned.id}/checkIn`,
        { at: at.toISOString(), ...arrival() },
        { key: crypto.randomUUID() },
      )
      read(account!.id)
      toast({ text: fill(w.checkedIn, { time: clockOf(at) }) })
      void navigate({ to: '/visit-plan' as never, replace: true })
    } catch (thrown) {
      setProblem(asProblem(thrown))
    } finally {
      setBusy(false)
    }
  }
  async function save() {
    if (!account) return
    setBusy(true)
    try {
      setProblem(null)
      const [contact, ...others] = visit.met
      const needs = visit.needs.filter(need => need.what.trim())
      const told = await post<Row>(
        planned ? `/api/visits/${planned.id}/report` : '/api/visits/log',
        {
          ...(planned ? {} : { account: account.id }),
          occurredAt: at.toISOString(),
          ...arrival(),
          ...(visit.text.trim() ? { text: visit.text.trim() } : {}),
          ...(contact ? { contact: contact.id, contacts: others.map(c => c.id) } : {}),
          ...(visit.companions.length ? { companions: visit.companions.map(c => c.id) } : {}),
          ...(visit.outcome ? { outcome: visit.outcome } : {}),
          ...(visit.next ? { nextFollowUpOn: visit.next } : {}),
          ...(needs.length ? { needs } : {}),
          ...(visit.step.trim()
            ? {
                nextStep: {
                  subject: visit.step.trim(),
                  ...(visit.next ? { dueAt: atNoon(visit.next).toISOString() } : {}),
                },
              }
            : {}),
        },
        { key: key.current },
      )
      dropDraft(draft)
      read(account.id)
      toast({
        text: fill(w.saved, { name: account.name ?? '' }),
        undo: async () => {
          await post(`/api/visits/${told.id}/unreport`)
          if (!planned) await remove(`/api/visits/${told.id}`)
          read(account.id)
        },
      })
      if (planned) void navigate({ to: '/visit-plan' as never, replace: true })
      else void navigate({ to: '/$object/$id', params: { object: 'accounts', id: account.id }, replace: true })
    } catch (thrown) {
      setProblem(asProblem(thrown))
    } finally {
      setBusy(false)
    }
  }
  async function photograph(files: File[]) {
    for (const file of files) {
      try {
        const stored = await upload<StoredFile>(file)
        setVisit(now => ({ ...now, photos: [...now.photos, stored] }))
      } catch (thrown) {
        setProblem(asProblem(thrown))
      }
    }
  }
  const field = (name: string) => activity.fields.find(f => f.name === name)
  const outcomes = metadata.dictionaries[field('outcome')?.dictionary ?? '']?.items.filter(i => !i.inactive) ?? []
  const chosen = thought.list?.find(s => s.account.id === account?.id)
  const others = thought.list?.filter(s => s.account.id !== account?.id) ?? []
  const choose = (next: Named | undefined) => set({ account: next, met: [] })

  return (
    <div className="visit">
      <header className="visit-head">
        <IconButton icon="x" size={44} label={w.close} onClick={leave} />
        <h1>{w.title}</h1>
        {problem?.status === 0 && (
          <span className="visit-offline" role="status">
            <Icon name="wifi-off" size={14} />
            {w.offline}
          </span>
        )}
      </header>
      <div className="visit-body">
        {resumed && (
          <Notice tone="lost" icon="history">
            {w.resumed}
            <div className="k-state-acts">
              <Button
                look="link"
                onClick={() => {
                  dropDraft(draft)
                  setResumed(false)
                  setVisit(begun)
                }}
              >
                {w.restart}
              </Button>
            </div>
          </Notice>
        )}
        {problem && problem.status !== 0 && <ErrorState problem={problem} />}
        {thought.list === undefined && !account ? (
          <Skeleton height={60} />
        ) : (
          account && (
            <section className="visit-where" aria-label={w.customer}>
              <Icon name="map-pin" size={20} />
              <div>
                <b>{account.name}</b>
                <span>
                  {fill(w.checkedIn, { time: clockOf(at) })}
                  {place && ` · ${place}`}
                  {chosen?.metres !== undefined && ` · ${fill(w.away, { n: Math.round(chosen.metres) })}`}
                  {searching && ` · ${w.locating}`}
                </span>
              </div>
              <Icon name="check" size={20} />
            </section>
          )
        )}
        {planned?.note ? <p className="visit-note t2">{String(planned.note)}</p> : null}
        {!planned && others.length > 0 && (
          <Pills
            label={w.others}
            inOneLine
            options={others.map(s => ({ id: s.account.id, label: s.account.name ?? '', note: w.why[s.why] }))}
            value={[]}
            onChange={id => choose(others.find(s => s.account.id === id)?.account)}
          />
        )}
        {!planned && field('account') && (
          <Labelled label={account ? w.others : w.chooseCustomer}>
            {ids => (
              <FieldEditor
                id={ids.id}
                field={{ ...field('account')!, required: true }}
                value={visit.account}
                onChange={value => choose(isNamed(value) ? value : undefined)}
              />
            )}
          </Labelled>
        )}
        {!here && !searching && (
          <Labelled label={w.place} hint={w.placeTyped}>
            {ids => <Input {...ids} value={place} maxLength={300} onChange={e => set({ place: e.target.value })} />}
          </Labelled>
        )}
        {account && <Met account={account} met={visit.met} onChange={met => set({ met })} />}
        {outcomes.length > 0 && (
          <section>
            <h2>{w.outcome}</h2>
            <Pills
              label={w.outcome}
              options={outcomes.map(i => ({ id: i.code, label: i.label }))}
              value={visit.outcome ? [visit.outcome] : []}
              onChange={code => set({ outcome: code === visit.outcome ? null : code })}
            />
          </section>
        )}
        <Labelled label={w.said} beside={<span className="t3">{w.optional}</span>}>
          {ids => (
            <TextArea
              {...ids}
              rows={3}
              value={visit.text}
              placeholder={w.saidPrompt}
              onChange={e => set({ text: e.target.value })}
            />
          )}
        </Labelled>
        <div className="visit-photos">
          {visit.photos.map(photo => (
            <span key={photo.id} className="visit-photo">
              <FileThumb file={photo} size={64} />
              <IconButton
                icon="x"
                size={24}
                label={fill(w.removePhoto, { name: photo.name ?? '' })}
                onClick={() => set({ photos: visit.photos.filter(p => p !== photo) })}
              />
            </span>
          ))}
          <button type="button" className="visit-camera" aria-label={w.photo} onClick={() => camera.current?.click()}>
            <Icon name="camera" size={20} />
          </button>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            hidden
            onChange={event => {
              void photograph([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
        </div>
        {field('companions') && (
          <Labelled label={field('companions')!.label} beside={<span className="t3">{w.optional}</span>}>
            {ids => (
              <FieldEditor
                id={ids.id}
                field={field('companions')!}
                value={visit.companions}
                onChange={value => set({ companions: asList<Named>(value) })}
              />
            )}
          </Labelled>
        )}
        <Needs needs={visit.needs} onChange={needs => set({ needs })} />
        <Labelled label={w.step} beside={<span className="t3">{w.optional}</span>}>
          {ids => (
            <Input
              {...ids}
              value={visit.step}
              maxLength={300}
              placeholder={w.stepPrompt}
              onChange={event => set({ step: event.target.value })}
            />
          )}
        </Labelled>
        <Next value={visit.next} onChange={next => set({ next })} />
      </div>
      <footer className="visit-foot">
        {planned && !planned.checkedInAt && (
          <Button size={48} busy={busy} onClick={() => void checkIn()}>
            {w.checkInOnly}
          </Button>
        )}
        <Button look="primary" size={48} busy={busy} onClick={() => void save()}>
          {account ? w.save : w.chooseCustomer}
        </Button>
      </footer>
    </div>
  )
}

/** Who was there: the customer's own people, the first of them as the contact. */
function Met({ account, met, onChange }: { account: Named; met: Named[]; onChange(met: Named[]): void }) {
  const w = useWords(words)
  const contacts = useRecords('contacts', {
    fields: ['name'],
    filter: { field: 'account', op: 'eq', value: account.id },
    limit: 12,
  })
  const people = rowsOf(contacts.data).map((row): Named => ({ id: row.id, name: String(row.name) }))
  if (people.length === 0) return null
  const turn = (id: string) =>
    onChange(met.some(p => p.id === id) ? met.filter(p => p.id !== id) : [...met, people.find(p => p.id === id)!])
  return (
    <section>
      <h2>{w.met}</h2>
      <Pills
        label={w.met}
        options={people.map(p => ({ id: p.id, label: p.name ?? '' }))}
        value={met.map(p => p.id)}
        onChange={turn}
      />
    </section>
  )
}

/** The day one will be in touch again: the likely ones to press, any other to pick. */
function Next({ value, onChange }: { value: string | null; onChange(day: string | null): void }) {
  const w = useWords(words)
  const field = useObject('activity')!.fields.find(f => f.name === 'nextFollowUpOn')
  const today = todayInChina()
  const on = (weekday: number) => {
    let day = shiftDay(today, 2)
    while (atNoon(day).getDay() !== weekday) day = shiftDay(day, 1)
    return day
  }
  const [friday, monday] = [on(5), on(1)]
  const days = [
    { id: shiftDay(today, 1), label: w.tomorrow },
    { id: friday, label: fill(w.friday, { day: friday.slice(5) }) },
    { id: monday, label: fill(w.monday, { day: monday.slice(5) }) },
  ].toSorted((a, b) => a.id.localeCompare(b.id))
  if (!field) return null
  return (
    <section>
      <h2>{w.next}</h2>
      <Pills
        label={w.next}
        options={days}
        value={value ? [value] : []}
        onChange={day => onChange(day === value ? null : day)}
      />
      <div className="visit-day">
        <FieldEditor field={field} value={value} onChange={day => onChange(day as string | null)} />
      </div>
    </section>
  )
}

const degrees = ({ latitude, longitude }: Location) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** Whom one may be with. The list stays as it was first shown: nothing moves under a thumb. */
function useSuggestions(here: Location | null | undefined, searching: boolean) {
  const { user } = useSession()
  const [now] = useState(() => new Date())
  const tasks = useRecords('tasks', {
    fields: ['account'],
    filter: { and: [dueTasks(user.id, now), { field: 'account', op: 'notNull' }] },
    sort: '-dueAt',
    limit: 20,
  })
  const past = useRecords('activities', {
    fields: ['account', 'location', 'place'],
    filter: {
      and: [
        { field: 'doneBy', op: 'eq', value: user.id },
        { field: 'account', op: 'notNull' },
      ],
    },
    sort: '-occurredAt',
    limit: REMEMBERED,
  })
  const activities = rowsOf(past.data)
  const ready = !searching && !tasks.isPending && !past.isPending
  const [list, setList] = useState<Suggestion[]>()
  if (ready && !list) setList(suggestions(here ?? null, rowsOf(tasks.data), activities))
  return { list, activities }
}
