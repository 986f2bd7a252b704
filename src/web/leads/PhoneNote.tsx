import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { asProblem, type Problem, post, type Row, refresh, useObject, useSession } from '../api'
import { inputValue, isEmpty } from '../fields/value'
import { dropDraft, keepDraft, keptDraft } from '../generic/form/draft'
import { FieldRows } from '../generic/form/FieldRows'
import '../generic/form/form.css'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Labelled, TextArea } from '../kit/Input'
import { Kbd } from '../kit/Kbd'
import { Pills } from '../kit/Pills'
import { ErrorState, NoRights, Notice } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './leads.css'
import { useQuiet } from '../kit/useQuiet'
import * as words from './words'

const DRAFT = 'phone note'
const FIRST = ['phone', 'contactPerson', 'company']
const MORE = ['region', 'product', 'source', 'email', 'wechat']

interface Candidate {
  object: string
  id: string
  name: string
  reasons: string[]
  masked: boolean
  hint: string
}
interface Answer {
  joined: boolean
  lead: Row | null
  assignment: { owner: { name: string } | null; pool: { name: string } | null } | null
}

/** Somebody calls: the number, who it is, what they want. The same caller's open lead is found and joined. */
export function PhoneNote() {
  const lead = useObject('lead')
  return lead?.can.create && lead.acts.some(act => act.name === 'capture') ? <Taking /> : <NoRights />
}

function Taking() {
  const w = useWords(words).phone
  const navigate = useNavigate()
  const lead = useObject('lead')!
  const { user } = useSession()
  const [kept] = useState(() => keptDraft(DRAFT)?.values as Record<string, unknown> | undefined)
  const [values, setValues] = useState<Record<string, unknown>>(kept ?? { source: 'phone' })
  const [text, setText] = useState(String(kept?.text ?? ''))
  const [mine, setMine] = useState(true)
  const [more, setMore] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const fields = (names: readonly string[]) => names.flatMap(name => lead.fields.filter(f => f.name === name))
  useEffect(() => {
    if (text || FIRST.some(name => !isEmpty(values[name]))) keepDraft(DRAFT, undefined, { values: { ...values, text } })
  }, [values, text])
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const leave = () => {
    dropDraft(DRAFT)
    if (history.length > 1) history.back()
    else void navigate({ to: '/leads' as never })
  }
  async function save() {
    if (FIRST.every(name => isEmpty(values[name]))) return setErrors({ phone: w.need })
    setBusy(true)
    setProblem(null)
    try {
      const given = Object.fromEntries(
        [...FIRST, ...MORE].flatMap(name => (isEmpty(values[name]) ? [] : [[name, inputValue(values[name])]])),
      )
      const answer = await post<Answer>(
        '/api/leads/capture',
        { ...given, via: 'call', text: text.trim() || null, ...(mine ? { owner: user.id } : {}) },
        { key: key.current },
      )
      dropDraft(DRAFT)
      refresh('leads')
      refresh('activities')
      toast({ text: said(answer, w) })
      void navigate({ to: (answer.lead ? `/leads/${answer.lead.id}` : '/leads') as never, replace: true })
    } catch (thrown) {
      const why = asProblem(thrown)
      setErrors(Object.fromEntries(why.errors.map(e => [e.field, e.message])))
      setProblem(why.errors.length ? null : why)
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  return (
    <form
      className="phone-note"
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <header className="phone-note-head">
        <IconButton icon="x" size={44} label={w.close} onClick={leave} />
        <h1>{w.title}</h1>
      </header>
      <div className="phone-note-body">
        {kept && (
          <Notice tone="lost" icon="history">
            {w.draft}
          </Notice>
        )}
        {problem && <ErrorState problem={problem} />}
        <FieldRows fields={fields(['phone'])} values={values} errors={errors} onChange={set} first="phone" />
        <Known values={values} />
        <FieldRows fields={fields(['contactPerson', 'company'])} values={values} errors={errors} onChange={set} />
        <div className="form-row">
          <Labelled label={w.said}>
            {ids => (
              <TextArea
                {...ids}
                rows={4}
                value={text}
                placeholder={w.saidHint}
                onChange={event => setText(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        {more ? (
          <FieldRows fields={fields(MORE)} values={values} errors={errors} onChange={set} />
        ) : (
          <Button look="link" onClick={() => setMore(true)}>
            {w.more}
          </Button>
        )}
        <Pills
          label={w.mine}
          options={[
            { id: 'mine', label: w.mine },
            { id: 'rule', label: w.byRule },
          ]}
          value={[mine ? 'mine' : 'rule']}
          onChange={id => setMine(id === 'mine')}
        />
      </div>
      <footer className="phone-note-foot">
        <span className="form-hint">
          <Kbd>Ctrl Enter</Kbd>
        </span>
        <Button look="primary" size={40} type="submit" busy={busy}>
          {w.save}
        </Button>
      </footer>
    </form>
  )
}

function said({ joined, lead, assignment }: Answer, w: typeof words.zhCN.phone): string {
  if (joined) return lead ? fill(w.joined, { name: String(lead.name) }) : w.joinedElsewhere
  const to = assignment?.owner?.name ?? assignment?.pool?.name
  const saved = fill(w.saved, { name: String(lead?.name ?? '') })
  return to ? `${saved}，${fill(w.given, { name: to })}` : saved
}

/** Who calls may be known: customers and leads with this number or name. */
function Known({ values }: { values: Record<string, unknown> }) {
  const w = useWords(words).phone
  const draft = useQuiet(JSON.stringify({ phone: values.phone ?? null, company: values.company ?? null }))
  const { phone, company } = JSON.parse(draft) as { phone: string | null; company: string | null }
  const { data } = useQuery({
    queryKey: ['duplicates', 'leads', draft],
    enabled: String(phone ?? '').length > 6 || String(company ?? '').length > 1,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      post<{ items: Candidate[] }>('/api/leads/duplicates', { phone, company }, { signal }).catch(() => ({
        items: [],
      })),
  })
  const paths: Record<string, string> = { account: 'accounts', lead: 'leads' }
  const shown = (data?.items ?? []).filter(one => paths[one.object]).slice(0, 3)
  if (shown.length === 0) return null
  return (
    <ul className="phone-known" aria-label={w.known} role="status">
      {shown.map(one => (
        <li key={one.id}>
          <Icon name={one.object === 'account' ? 'building-2' : 'sparkles'} size={14} />
          {one.masked ? (
            <b className="ellipsis">{one.name}</b>
          ) : (
            <Link to={`/${paths[one.object]}/${one.id}`} target="_blank" className="ellipsis">
              {one.name}
            </Link>
          )}
          <span className="small t2">{[one.reasons.join('、'), one.hint].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}
