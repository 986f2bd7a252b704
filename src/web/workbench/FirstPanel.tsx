import { useQuery } from '@tanstack/react-query'
import type { Duty, Today } from '../../domain/today'
import { asProblem, get, useAct, useMetadata, useSave } from '../api'
import { daysUntil, moneyText, shiftDay, todayInChina } from '../fields/format'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { Due } from './Due'
import { PanelBox } from './PanelBox'
import * as words from './words'

/** What the caller should do now. Read again whenever something of theirs changes. */
export const useToday = () =>
  useQuery({
    queryKey: ['day', 'today', useLang()],
    queryFn: ({ signal }) => get<Today>('/api/workbench/today', signal),
  })

/** The day that putting off moves, by object. */
const PUT_OFF: Record<string, string> = { opportunity: 'nextStepOn', account: 'nextFollowUpOn', visit: 'plannedOn' }
const SHOWN = 8

/** What to do now, most pressing first, with its reason and what hangs on it. */
export function First() {
  const w = useWords(words)
  const { data, error, refetch } = useToday()
  return (
    <PanelBox name="tasks" count={data?.total} note={w.byWorth}>
      {error ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={4} height={48} />
      ) : data.items.length === 0 ? (
        <div className="bench-empty">
          <p>
            <b>{w.emptyTasks}</b>
          </p>
          <p className="t2">{w.emptyTasksText}</p>
          <Button size={28} icon="plus" onClick={() => openForm({ object: 'task' })}>
            {w.newTask}
          </Button>
        </div>
      ) : (
        <ul>
          {data.items.slice(0, SHOWN).map(duty => (
            <DutyRow key={`${duty.kind} ${duty.id}`} duty={duty} />
          ))}
        </ul>
      )}
      {data && data.total > SHOWN && (
        <details className="bench-more">
          <summary>{fill(w.moreToDo, { n: data.total - SHOWN })}</summary>
          <ul>
            {data.items.slice(SHOWN).map(duty => (
              <DutyRow key={`${duty.kind} ${duty.id}`} duty={duty} />
            ))}
          </ul>
        </details>
      )}
    </PanelBox>
  )
}

function DutyRow({ duty }: { duty: Duty }) {
  const w = useWords(words)
  const { objects } = useMetadata()
  const object = objects.find(o => o.name === duty.object)
  const target =
    duty.object === 'approvalTask'
      ? '/approvals'
      : object
        ? `/${object.path}/${duty.id}`
        : `/accounts/${duty.account?.id}`
  const title = duty.title || duty.account?.name || ''
  return (
    <li className="bench-task">
      <span className="bench-kind">
        <Icon name={duty.icon} />
      </span>
      <Link to={target} className="bench-what">
        <span className="ellipsis">
          <b>{title}</b>
          {duty.account && duty.account.name !== title && ` · ${duty.account.name}`}
        </span>
        <span className="small t2 ellipsis">{duty.reason}</span>
      </Link>
      {!!duty.worth && (
        <span className="bench-worth" title={w.worth}>
          {moneyText(duty.worth, duty.currency ?? 'CNY')}
        </span>
      )}
      <Due day={duty.due} />
      <span className="bench-acts">
        <Acts duty={duty} path={object?.path ?? ''} title={title} />
      </span>
    </li>
  )
}

/** Done, spoken to, or tomorrow: each can be taken back. */
function Acts({ duty, path, title }: { duty: Duty; path: string; title: string }) {
  const w = useWords(words)
  const act = useAct(path)
  const save = useSave(path)
  const failed = (problem: { message: string }) => toast({ text: problem.message, tone: 'over' })
  if (duty.kind === 'task')
    return (
      <IconButton
        icon="check"
        size={28}
        label={fill(w.complete, { task: title })}
        onClick={() =>
          act.mutate(
            { id: duty.id, act: 'complete' },
            {
              onSuccess: () =>
                toast({
                  text: fill(w.completed, { task: title }),
                  undo: () => act.mutateAsync({ id: duty.id, act: 'reopen' }),
                }),
              onError: failed,
            },
          )
        }
      />
    )
  const field = PUT_OFF[duty.object]
  const tomorrow = shiftDay(todayInChina(), 1)
  return (
    <>
      {(duty.account || duty.object === 'lead') && (
        <IconButton
          icon="pencil"
          size={28}
          label={fill(w.logFor, { title })}
          onClick={() =>
            openForm({
              object: 'activity',
              preset: {
                ...(duty.account ? { account: duty.account } : { aboutObject: 'lead', aboutId: duty.id }),
                ...(duty.object === 'opportunity' ? { opportunity: { id: duty.id, name: duty.title } } : {}),
              },
            })
          }
        />
      )}
      {field && daysUntil(duty.due) <= 0 && duty.kind !== 'recycle' && (
        <IconButton
          icon="clock"
          size={28}
          label={fill(w.putOff, { title })}
          onClick={() => {
            const was = duty.kind === 'followUp' || duty.kind === 'nextStep' || duty.kind === 'visit' ? duty.due : null
            save.mutate(
              { id: duty.id, changes: { [field]: tomorrow } },
              {
                onSuccess: () =>
                  toast({
                    text: fill(w.putOffDone, { title }),
                    undo: () => save.mutateAsync({ id: duty.id, changes: { [field]: was } }),
                  }),
                onError: failed,
              },
            )
          }}
        />
      )}
    </>
  )
}
