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
import { atNoon, clockOf, dayOf, shiftDay } from '../fields/format'
import { isNamed, type Named } from '../fields/value'
import { dropDraft, keepDraft, keptDraft } from '../generic/form/draft'
import { headline } from '../generic/record/contact'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input, Labelled, TextArea } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { ErrorState, Notice, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { dueTasks } from '../workbench/due'
import { type Location, placeName, type Suggestion, suggestions } from './nearby'
import { useHere } from './useHere'
import './visit.css'
import * as words from './words'

const DRAFT = 'visit'
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
  next: string | null
}
const nothingYet: Visit = { met: [], outcome: null, text: '', photos: [], next: null }

/** Checks in at a customer and logs the visit: whoever is likely is chosen already, so that saving is the third tap. */
export function VisitPage() {
  const w = useWords(words)
  const activity = useObject('activity')
  const given = useSearch({ strict: false }) as { account?: string }
  const account = useRecord('accounts', given.account, ['name'])
  if (!activity?.can.create) return <p className="visit-none">{w.noRight}</p>
  if (given.account && account.isPending) return <Skeleton height={72} />
  const named = account.data ? { id: account.data.id, name: String(account.data.name) } : undefined
  return <VisitForm key={given.account ?? ''} account={named} />
}

function VisitForm({ account: given }: { account?: Named }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const metadata = useMetadata()
  const activity = useObject('activity')!
  const { here, searching } = useHere()
  const thought = useSuggestions(here, searching)
  const [at] = useState(() => new Date())
  const [kept] = useState(() => keptDraft(DRAFT)?.values as Visit | undefined)
  const [resumed, setResumed] = useState(!!kept && !given)
  const [visit, setVisit] = useState<Visit>(() =>
    given ? { ...nothingYet, account: given } : { ...nothingYet, ...kept },
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const camera = useRef<HTMLInputElement>(null)
  // The first suggestion counts until one chooses; it does not change any more once it can be seen.
  const account = visit.account ?? thought.list?.[0]?.account
  const place = visit.place ?? placeName(here ?? null, thought.activities) ?? (here ? degrees(here) : '')

  const set = (changes: Partial<Visit>) => setVisit(now => ({ ...now, ...changes }))
  useEffect(() => {
    if (visit !== nothingYet) keepDraft(DRAFT, undefined, { values: { ...visit, account } })
  }, [visit, account])

  const leave = () => {
    dropDraft(DRAFT)
    if (history.length > 1) history.back()
    else void navigate({ to: '/' as never })
  }
  async function save() {
    if (!account) return
    setBusy(true)
    try {
      setProblem(null)
      const [first, ...others] = visit.met
      const created = await post<Row>(
        '/api/activities',
        {
          type: 'visit',
          ...(visit.text.trim() ? headline(visit.text) : { subject: fill(w.subject, { name: account.name ?? '' }) }),
          account: account.id,
          occurredAt: at.toISOString(),
          ...(first ? { contact: first.id, contacts: others.map(c => c.id) } : {}),
          ...(visit.outcome ? { outcome: visit.outcome } : {}),
          ...(place ? { place } : {}),
          ...(here ? { location: here } : {}),
          ...(visit.photos.length > 0 ? { photos: visit.photos.map(p => p.id) } : {}),
          ...(visit.next ? { nextFollowUpOn: visit.next } : {}),
        },
        { key: key.current },
      )
      dropDraft(DRAFT)
      const read = () => {
        refresh('activities')
        refresh('accounts', account.id)
      }
      read()
      toast({
        text: fill(w.saved, { name: account.name ?? '' }),
        undo: () => remove(`/api/activities/${created.id}`).then(read),
      })
      void navigate({ to: '/$object/$id', params: { object: 'accounts', id: account.id }, replace: true })
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
                  dropDraft(DRAFT)
                  setResumed(false)
                  setVisit(nothingYet)
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
        {others.length > 0 && (
          <Pills
            label={w.others}
            inOneLine
            options={others.map(s => ({ id: s.account.id, label: s.account.name ?? '', note: w.why[s.why] }))}
            value={[]}
            onChange={id => choose(others.find(s => s.account.id === id)?.account)}
          />
        )}
        {field('account') && (
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
        <Next value={visit.next} onChange={next => set({ next })} />
      </div>
      <footer className="visit-foot">
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
  const today = dayOf(new Date())
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
