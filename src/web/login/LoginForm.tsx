import { type FormEvent, type ReactNode, useState } from 'react'
import { asProblem, get, type Problem, post, type Session } from '../api'
import { signIn } from '../api/session'
import { Button, IconButton } from '../kit/Button'
import { Checkbox, Input, Labelled } from '../kit/Input'
import { useWords } from '../words'
import './Login.css'
import * as words from './words'

/** Asks who somebody is: name and password, then a one-time code where that is switched on, then a password of their own. */
export function LoginForm({ onDone, login: known }: { onDone: (session: Session) => void; login?: string }) {
  const w = useWords(words)
  const [step, setStep] = useState<'password' | 'otp' | 'own'>('password')
  const [login, setLogin] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [remember, setRemember] = useState(true)
  const [otp, setOtp] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!login || !password || (step === 'otp' && !otp)) return
    setBusy(true)
    setProblem(null)
    try {
      const session = await signIn({ login, password, remember, ...(step === 'otp' ? { otp } : {}) })
      if (session.mustChangePassword) setStep('own')
      else onDone(session)
    } catch (error) {
      const refused = asProblem(error)
      setTried(false)
      if (refused.code === 'session.otpRequired') setStep('otp')
      else setProblem(refused)
    }
    setBusy(false)
  }

  if (step === 'own') return <OwnPassword given={password} onDone={onDone} />
  return (
    <form className="login-form" onSubmit={event => void submit(event)} noValidate>
      {step === 'otp' ? (
        <>
          <h1>{w.otpTitle}</h1>
          <p className="login-text">{w.otpText}</p>
          <Labelled label={w.otp} error={tried && !otp ? w.need : problem?.message}>
            {ids => (
              <Input
                {...ids}
                className="login-input login-otp"
                autoFocus
                autoComplete="one-time-code"
                inputMode="text"
                maxLength={20}
                value={otp}
                invalid={!!problem}
                onChange={event => setOtp(event.target.value)}
              />
            )}
          </Labelled>
          <Button type="submit" look="primary" size={40} busy={busy}>
            {w.verify}
          </Button>
          <Button
            look="link"
            onClick={() => {
              setStep('password')
              setProblem(null)
            }}
          >
            {w.back}
          </Button>
        </>
      ) : (
        <>
          <h1>{w.title}</h1>
          <Labelled label={w.login} error={tried && !login ? w.need : undefined}>
            {ids => (
              <Input
                {...ids}
                className="login-input"
                autoFocus={!known}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                value={login}
                invalid={tried && !login}
                onChange={event => setLogin(event.target.value)}
              />
            )}
          </Labelled>
          <PasswordField
            label={w.password}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            autoFocus={!!known}
            error={tried && !password ? w.need : problem?.message}
          />
          <Checkbox checked={remember} onChange={setRemember}>
            {w.remember}
          </Checkbox>
          <Button type="submit" look="primary" size={40} busy={busy}>
            {w.submit}
          </Button>
        </>
      )}
    </form>
  )
}

/** The first thing to do with a password that an administrator gave. */
export function OwnPassword({ given, onDone }: { given?: string; onDone: (session: Session) => void }) {
  const w = useWords(words)
  const [current, setCurrent] = useState(given ?? '')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!current || !next || next !== again) return
    setBusy(true)
    try {
      await post('/api/session/password', { current, next })
      // The server keeps this session and only lifts what held it back.
      onDone(await get<Session>('/api/session'))
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <form className="login-form" onSubmit={event => void submit(event)} noValidate>
      <h1>{w.firstTitle}</h1>
      <p className="login-text">{w.firstText}</p>
      {!given && (
        <PasswordField
          label={w.current}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          error={tried && !current ? w.need : problem?.of('current')}
        />
      )}
      <PasswordField
        label={w.next}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        autoFocus
        error={
          tried && !next
            ? w.need
            : (problem?.of('next') ?? (problem && !problem.errors.length ? problem.message : undefined))
        }
      />
      <PasswordField
        label={w.again}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        error={tried && next && next !== again ? w.differs : undefined}
      />
      <Button type="submit" look="primary" size={40} busy={busy}>
        {w.setPassword}
      </Button>
    </form>
  )
}

/** A password, hidden unless one asks to see it. */
export function PasswordField({
  label,
  value,
  onChange,
  error,
  beside,
  ...rest
}: {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  beside?: ReactNode
  autoComplete: string
  autoFocus?: boolean
}) {
  const w = useWords(words)
  const [shown, setShown] = useState(false)
  return (
    <Labelled label={label} error={error} beside={beside}>
      {ids => (
        <span className="login-password">
          <Input
            {...ids}
            {...rest}
            className="login-input"
            type={shown ? 'text' : 'password'}
            value={value}
            invalid={!!error}
            onChange={event => onChange(event.target.value)}
          />
          <IconButton
            icon={shown ? 'eye-off' : 'eye'}
            size={28}
            label={shown ? w.hide : w.show}
            onClick={() => setShown(!shown)}
          />
        </span>
      )}
    </Labelled>
  )
}
