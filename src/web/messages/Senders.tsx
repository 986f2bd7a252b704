import { useState } from 'react'
import { asProblem, patch, post, type Row, refresh, rowsOf, useObject, useRecords } from '../api'
import { useLookup } from '../fields/lookups'
import { inputValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button } from '../kit/Button'
import { Input, Labelled, Switch } from '../kit/Input'
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsPage } from '../settings/Page'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import '../settings/settings.css'
import './messages.css'
import * as words from './words'

const SERVER = ['host', 'port', 'security', 'login', 'fromAddress', 'fromName', 'linkAddress']
const COMMON = ['adapter', 'perMinute', 'unknownConsent']

/** How the company sends: one block for each channel, with its password and a test. */
export function Senders() {
  const w = useWords(words)
  const { pages } = useWords()
  const object = useObject('messageSender')
  const query = useRecords('message-senders', { sort: 'channel', limit: 20 }, { enabled: !!object?.can.update })
  if (!object?.can.update) return <NoRights />
  return (
    <SettingsPage
      title={pages.senders}
      note={w.text}
      query={query}
      acts={
        <nav>
          <Link to="/messages">{w.outbox}</Link>
          <Link to="/message-templates">{w.templates}</Link>
        </nav>
      }
    >
      {rowsOf(query.data).map(row => (
        <Sender key={`${row.id} ${row.version}`} saved={row} />
      ))}
    </SettingsPage>
  )
}

function Sender({ saved }: { saved: Row }) {
  const w = useWords(words)
  const object = useObject('messageSender')!
  const lookup = useLookup()
  const [values, setValues] = useState<Row>(saved)
  const [password, setPassword] = useState<string>()
  const [to, setTo] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState<'save' | 'test' | null>(null)
  const smtp = values.adapter === 'smtp'
  const channel = lookup.item('messageChannel', String(saved.channel))?.label ?? String(saved.channel)
  const changes = Object.fromEntries(
    [...SERVER, ...COMMON, 'active'].flatMap(name =>
      JSON.stringify(values[name] ?? null) === JSON.stringify(saved[name] ?? null)
        ? []
        : [[name, inputValue(values[name])]],
    ),
  )
  const dirty = Object.keys(changes).length > 0 || password !== undefined
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={names.flatMap(name => object.fields.filter(f => f.name === name))}
      values={values}
      errors={errors}
      onChange={set}
    />
  )
  async function run(which: 'save' | 'test', work: () => Promise<string>) {
    setBusy(which)
    try {
      toast({ text: await work() })
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(null)
    }
  }
  const save = () =>
    run('save', async () => {
      await patch(
        `/api/message-senders/${saved.id}`,
        { ...changes, ...(password === undefined ? {} : { password }) },
        { version: Number(saved.version) },
      )
      refresh('message-senders')
      return fill(w.saved, { channel })
    })
  const test = () =>
    run('test', async () => {
      await post(`/api/message-senders/${saved.id}/test`, { to })
      return fill(w.testSent, { to })
    })
  return (
    <form
      className="sender"
      aria-label={channel}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="sender-head">
        <h2>{channel}</h2>
        <span className={values.active ? 't2' : 'due'}>{values.active ? w.on : w.off}</span>
        <span className="spring" />
        <Switch on={values.active === true} label={`${w.active} ${channel}`} onChange={on => set('active', on)} />
      </div>
      <div className="set-two">
        {rows(COMMON)}
        {smtp && rows(SERVER)}
        {smtp && (
          <div className="form-row">
            <Labelled label={w.password} hint={w.passwordHint} error={errors.password}>
              {ids => (
                <Input
                  {...ids}
                  type="password"
                  autoComplete="new-password"
                  maxLength={500}
                  value={password ?? ''}
                  placeholder={saved.hasPassword ? w.passwordKept : w.passwordNone}
                  onChange={event => setPassword(event.target.value || undefined)}
                />
              )}
            </Labelled>
          </div>
        )}
      </div>
      {!smtp && <p className="t3 sender-note">{w.file}</p>}
      <div className="sender-foot">
        <Labelled label={w.testTo} error={errors.to}>
          {ids => <Input {...ids} value={to} maxLength={254} onChange={event => setTo(event.target.value)} />}
        </Labelled>
        <Button
          icon="send"
          type="button"
          disabled={dirty || !to.trim()}
          busy={busy === 'test'}
          onClick={() => void test()}
        >
          {w.test}
        </Button>
        {dirty && <span className="t3 small sender-first">{w.testFirst}</span>}
        <span className="spring" />
        {dirty && (
          <>
            <Button
              type="button"
              onClick={() => {
                setValues(saved)
                setPassword(undefined)
                setErrors({})
              }}
            >
              {w.discard}
            </Button>
            <Button look="primary" type="submit" busy={busy === 'save'}>
              {w.save}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}
