import { type FormEvent, useState } from 'react'
import { asProblem, type Problem, post } from '../api'
import { Button } from '../kit/Button'
import { toast } from '../kit/Toast'
import { PasswordField } from '../login/LoginForm'
import { useWords } from '../words'
import * as words from './words'

const empty = { current: '', next: '', again: '' }

export function Password() {
  const w = useWords(words)
  const [given, setGiven] = useState(empty)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const field = (name: keyof typeof empty) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
    label: w[name],
    error:
      (tried && !given[name] ? w.need : undefined) ??
      problem?.of(name) ??
      (name === 'again' && tried && given.next !== given.again ? w.differs : undefined),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (!given.current || !given.next || given.next !== given.again) return
    setBusy(true)
    try {
      await post('/api/session/password', { current: given.current, next: given.next })
      setGiven(empty)
      setTried(false)
      toast({ text: w.changed })
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <form className="my-form" onSubmit={event => void submit(event)} noValidate>
      <p className="my-text">{w.passwordText}</p>
      <PasswordField {...field('current')} autoComplete="current-password" />
      <PasswordField {...field('next')} autoComplete="new-password" />
      <PasswordField {...field('again')} autoComplete="new-password" />
      {problem && problem.errors.length === 0 && (
        <p className="over" role="alert">
          {problem.message}
        </p>
      )}
      <Button type="submit" look="primary" busy={busy}>
        {w.change}
      </Button>
    </form>
  )
}
