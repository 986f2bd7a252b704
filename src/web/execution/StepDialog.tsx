import { useRef, useState } from 'react'
import type { Asked } from '../../domain/execution'
import { asProblem, type Problem, type Row, useAct, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { inputValue } from '../fields/value'
import { focusField } from '../generic/form/FieldRows'
import '../generic/form/form.css'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Labelled } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { ErrorState } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { type Answers, AskedFields } from './AskedFields'
import { refreshSteps } from './steps'
import * as words from './words'

/** Says that a step is done, or notes how far it is, with what the step asks. */
export function StepDialog({ step, act, onClose }: { step: Row; act: 'done' | 'record'; onClose(): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const object = useObject('executionStep')!
  const asks = (step.asks ?? []) as Asked[]
  const form = useRef<HTMLFormElement>(null)
  const [answers, setAnswers] = useState<Answers>((step.answers ?? {}) as Answers)
  const [values, setValues] = useState<Record<string, unknown>>({ files: step.files ?? null, note: step.note ?? null })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const doing = useAct(object.path)
  const label = object.acts.find(one => one.name === act)?.label ?? ''
  const field = (name: string) => ({
    ...object.fields.find(one => one.name === name)!,
    readOnly: false,
    access: 'write' as const,
    ...(name === 'files' && step.needsFiles ? { required: true } : {}),
  })
  async function send() {
    setProblem(null)
    setErrors({})
    try {
      await doing.mutateAsync({
        act,
        id: step.id,
        version: step.version,
        input: {
          answers: Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, inputValue(value)])),
          files: inputValue(values.files ?? null),
          note: inputValue(values.note ?? null),
        },
      })
      refreshSteps()
      toast({
        text: fill(act === 'done' ? w.done : w.saved, { name: String(step.name) }),
        ...(act === 'done' ? { undo: () => doing.mutateAsync({ act: 'reopen', id: step.id }).then(refreshSteps) } : {}),
      })
      onClose()
    } catch (thrown) {
      const why = asProblem(thrown)
      setErrors(Object.fromEntries(why.errors.map(one => [one.field, one.message])))
      if (why.errors[0]) focusField(form.current, why.errors[0].field.replace('answers.', ''))
      else setProblem(why)
    }
  }
  return (
    <Dialog
      title={`${label} ${step.name}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={doing.isPending} onClick={() => void send()}>
            {label}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      >
        {problem && <ErrorState problem={problem} />}
        {typeof step.guidance === 'string' && (
          <p className="execution-guide">
            <Icon name="lightbulb" size={14} />
            {step.guidance}
          </p>
        )}
        <AskedFields asks={asks} answers={answers} errors={errors} under="answers" onChange={setAnswers} />
        {(['files', 'note'] as const).map(name => (
          <div key={name} className="form-row" data-field={name}>
            <Labelled label={w[name]} required={name === 'files' && step.needsFiles === true} error={errors[name]}>
              {ids => (
                <FieldEditor
                  id={ids.id}
                  describedBy={ids['aria-describedby']}
                  field={field(name)}
                  value={values[name]}
                  error={errors[name]}
                  row={values}
                  onChange={value => setValues(now => ({ ...now, [name]: value }))}
                />
              )}
            </Labelled>
          </div>
        ))}
      </form>
    </Dialog>
  )
}
