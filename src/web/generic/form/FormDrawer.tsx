import { type ReactNode, useState } from 'react'
import { asProblem, type Problem } from '../../api'
import { Button, IconButton } from '../../kit/Button'
import { Drawer } from '../../kit/Panel'
import { ErrorState } from '../../kit/States'
import { useWords } from '../../words'
import './form.css'

interface FormDrawerProps {
  title: string
  /** Of `useSending`. */
  sending: Sending
  /** Runs when the form is saved. */
  onSubmit(): void
  onClose(): void
  className?: string
  children: ReactNode
}

/** A drawer with a form that no metadata describe: head, fields, and below them what one may do. */
export function FormDrawer({ title, sending, onSubmit, onClose, className, children }: FormDrawerProps) {
  const { kit } = useWords()
  const { problem, busy } = sending
  return (
    <Drawer label={title} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <div className="form-head">
          <h2>{title}</h2>
          <IconButton icon="x" label={kit.close} onClick={onClose} />
        </div>
        <div className={`form-body${className ? ` ${className}` : ''}`}>
          {problem && problem.errors.length === 0 && <ErrorState problem={problem} />}
          {children}
        </div>
        <div className="form-foot">
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {kit.save}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}

/** Sends what a form holds: while it is under way it is `busy`, what is refused is the `problem`, `at` a field its sentence. */
export function useSending() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    busy,
    problem,
    at: (field: string) => problem?.of(field),
    async send(work: () => Promise<void>) {
      setBusy(true)
      setProblem(null)
      try {
        await work()
      } catch (thrown) {
        setProblem(asProblem(thrown))
        setBusy(false)
      }
    },
  }
}
type Sending = ReturnType<typeof useSending>
