import { Icon } from '../kit/Icon'
import { useWords } from '../words'
import * as words from './words'

export const STEPS = ['who', 'what', 'rules', 'preview', 'done'] as const
export type Step = (typeof STEPS)[number]

/** Where one is; steps that are done lead back. */
export function Steps({ step, onGo }: { step: Step; onGo?(step: Step): void }) {
  const w = useWords(words)
  const at = STEPS.indexOf(step)
  return (
    <nav className="imp-steps" aria-label={w.steps}>
      <ol>
        {STEPS.map((one, i) => {
          const body = (
            <>
              <span className={`imp-dot${i < at ? ' past' : i === at ? ' on' : ''}`}>
                {i < at ? <Icon name="check" size={14} /> : i + 1}
              </span>
              <span className="imp-step-text">
                <b>{w.names[one]}</b>
                <span className="small t3">{w.notes[one]}</span>
              </span>
            </>
          )
          return (
            <li key={one} aria-current={i === at ? 'step' : undefined}>
              {i < at && onGo ? (
                <button type="button" className="imp-step" onClick={() => onGo(one)}>
                  {body}
                </button>
              ) : (
                <span className="imp-step">{body}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
