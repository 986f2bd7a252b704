import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { asProblem, get, type Problem, post, queryClient, remove, sessionQuery } from '../api'
import { Button } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { ErrorState, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { PasswordField } from '../login/LoginForm'
import { fill, useWords } from '../words'
import { CopyText } from './CopyText'
import * as words from './words'

interface State {
  on: boolean
  recoveryCodesLeft: number
}
type Step =
  | { at: 'rest' }
  | { at: 'scan'; secret: string; qr: string }
  | { at: 'codes'; codes: string[] }
  | { at: 'stop' }

/** A second proof at log-in, from an authenticator app. */
export function TwoFactor() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery({
    queryKey: ['twoFactor'],
    queryFn: () => get<State>('/api/session/two-factor'),
  })
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
      setTyped('')
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
    setBusy(false)
  }
  const changed = () => {
    void refetch()
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  const start = () =>
    attempt(async () =>
      setStep({ at: 'scan', ...(await post<{ secret: string; qr: string }>('/api/session/two-factor')) }),
    )
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const { recoveryCodes } = await post<{ recoveryCodes: string[] }>('/api/session/two-factor/confirm', {
        otp: typed,
      })
      setStep({ at: 'codes', codes: recoveryCodes })
      changed()
    })
  }
  const stop = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await remove('/api/session/two-factor', { body: { password: typed } })
      setStep({ at: 'rest' })
      changed()
      toast({ text: w.stopped })
    })
  }
  const refused = problem?.errors[0]?.message ?? problem?.message

  if (error) return <ErrorState problem={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton width={280} />
  if (step.at === 'scan')
    return (
      <form className="my-form" onSubmit={confirm} noValidate>
        <p className="my-text">{w.scan}</p>
        <img className="my-qr" src={step.qr} width={200} height={200} alt={w.qr} />
        <CopyText label={w.secret} text={step.secret} />
        <Labelled label={w.otp} error={refused}>
          {ids => (
            <Input
              {...ids}
              autoFocus
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={8}
              value={typed}
              invalid={!!refused}
              onChange={event => setTyped(event.target.value)}
            />
          )}
        </Labelled>
        <Button type="submit" look="primary" busy={busy}>
          {w.confirm}
        </Button>
      </form>
    )
  if (step.at === 'codes')
    return (
      <div className="my-form">
        <h3>{w.codes}</h3>
        <p className="my-text">{w.codesText}</p>
        <CopyText label={w.copyCodes} text={step.codes.join('\n')} />
        <Button look="primary" onClick={() => setStep({ at: 'rest' })}>
          {w.kept}
        </Button>
      </div>
    )
  if (step.at === 'stop')
    return (
      <form className="my-form" onSubmit={stop} noValidate>
        <p className="my-text">{w.stopText}</p>
        <PasswordField
          label={w.current}
          value={typed}
          onChange={setTyped}
          autoComplete="current-password"
          autoFocus
          error={refused}
        />
        <Button type="submit" busy={busy} look="danger">
          {w.stop}
        </Button>
      </form>
    )
  return (
    <div className="my-form">
      <p className="my-text">{data.on ? fill(w.factorOn, { n: data.recoveryCodesLeft }) : w.factorOff}</p>
      {refused && (
        <p className="over" role="alert">
          {refused}
        </p>
      )}
      {data.on ? (
        <Button onClick={() => setStep({ at: 'stop' })}>{w.stop}</Button>
      ) : (
        <Button look="primary" busy={busy} onClick={() => void start()}>
          {w.start}
        </Button>
      )}
    </div>
  )
}
