import { Fragment } from 'react'
import type { StepProgress } from '../../domain/approvals/progress'
import { Avatar } from '../kit/Avatar'
import { Icon } from '../kit/Icon'
import { fill, useWords } from '../words'
import './approvals.css'
import * as words from './words'

const marks: Record<string, string> = {
  approved: 'check',
  rejected: 'x',
  returned: 'undo-2',
  open: 'clock',
}

/** The steps of a request from left to right, each with the faces of those who decide it and what they said. */
export function Line({ steps }: { steps: readonly StepProgress[] }) {
  return (
    <ol className="ap-line">
      {steps.map(step => (
        <li key={step.id} className={`ap-step ${step.state}`}>
          <Head step={step} />
          {step.branches ? (
            <div className="ap-branches">
              {step.branches.map(branch => (
                <div key={branch.id} className={`ap-branch ${branch.state}`}>
                  <span className="ap-branch-name">{branch.name}</span>
                  {branch.state !== 'skipped' && <Line steps={branch.steps} />}
                </div>
              ))}
            </div>
          ) : (
            <Faces step={step} />
          )}
        </li>
      ))}
    </ol>
  )
}

function Head({ step }: { step: StepProgress }) {
  const w = useWords(words)
  return (
    <span className="ap-step-name">
      <span className="ap-dot" aria-hidden="true">
        {step.state === 'done' && <Icon name="check" size={12} />}
        {step.state === 'stopped' && <Icon name="x" size={12} />}
      </span>
      <span className="ellipsis">{step.name}</span>
      {step.mode && step.tasks.length > 1 && <span className="t3">{w.mode[step.mode]}</span>}
      <span className="visually-hidden">{w.states[step.state]}</span>
    </span>
  )
}

function Faces({ step }: { step: StepProgress }) {
  const w = useWords(words)
  // Whoever was spared by another's decision is no news.
  const shown = step.tasks.filter(task => task.status !== 'dropped')
  if (shown.length === 0) return <span className="ap-faces t3">{w.states[step.state]}</span>
  return (
    <span className="ap-faces">
      {shown.map(task => (
        <Fragment key={task.id}>
          <span className={`ap-face ${task.status}`}>
            <Avatar name={task.person.name} size={20} />
            {marks[task.status] && (
              <span className="ap-mark">
                <Icon name={marks[task.status]!} size={12} />
              </span>
            )}
            <span>{task.person.name}</span>
            <span className="t3">
              {task.standsFor && task.standsFor.id !== task.person.id
                ? fill(w.standsFor, { name: task.standsFor.name })
                : w.taskStates[task.status]}
            </span>
          </span>
        </Fragment>
      ))}
    </span>
  )
}
