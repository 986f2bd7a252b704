import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Progress } from '../../domain/approvals/progress'
import { asProblem, objectOf, post, type Row, refresh, useMetadata } from '../api'
import { LinesOfClaim } from '../expenses/ClaimLines'
import { FieldEditor } from '../fields/FieldEditor'
import { momentText } from '../fields/format'
import { inputValue, isEmpty, sameValue } from '../fields/value'
import { openForm } from '../generic/form/open'
import { FactValue } from '../generic/record/FactValue'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Badge, Chip, type Tone } from '../kit/Chip'
import { TextArea } from '../kit/Input'
import { Menu, type MenuEntry } from '../kit/Menu'
import { ErrorState, Skeleton, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './approvals.css'
import { Line } from './Line'
import { refreshApprovals, useProgress } from './progress'
import { Story } from './Story'
import * as words from './words'

/** One request: what is asked, how far it is, what was said; and at its foot what the reader may do. */
export function RequestView({ id, before, onDecided }: { id: string; before?: ReactNode; onDecided?(): void }) {
  const query = useProgress(id)
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (!query.data)
    return (
      <div className="ap-view" aria-busy="true">
        <div className="ap-view-head">
          <Skeleton width={240} height={20} />
        </div>
        <SkeletonRows rows={6} height={40} />
      </div>
    )
  return <Loaded key={id} progress={query.data} before={before} onDecided={onDecided} />
}

export const toneOf: Record<string, Tone> = {
  running: 'due',
  approved: 'won',
  rejected: 'over',
  returned: 'due',
  withdrawn: 'lost',
}

function Loaded({ progress, before, onDecided }: { progress: Progress; before?: ReactNode; onDecided?(): void }) {
  const w = useWords(words)
  const lang = useLang()
  const metadata = useMetadata()
  const object = objectOf(metadata, progress.about.object)
  const [changes, setChanges] = useState<Record<string, unknown>>({})
  const status = metadata.dictionaries.approvalStatus?.items.find(i => i.code === progress.status)?.label
  const late = progress.status === 'running' && progress.dueAt !== null && Date.parse(progress.dueAt) < Date.now()
  return (
    <article className="ap-view" aria-label={progress.title}>
      <header className="ap-view-head">
        {before}
        <div className="ap-view-name">
          <h2>{progress.title}</h2>
          <Chip>{progress.label}</Chip>
          <Badge tone={toneOf[progress.status] ?? 'lost'}>{status}</Badge>
          {late && <Badge tone="over">{w.late}</Badge>}
        </div>
        <div className="ap-view-meta t2">
          {progress.submitter && (
            <>
              <Avatar name={progress.submitter.name} size={20} />
              {fill(w.submittedBy, { name: progress.submitter.name })}
            </>
          )}
          <span>{momentText(progress.submittedAt, lang)}</span>
          {progress.status === 'running' && progress.dueAt && (
            <span className={late ? 'over' : undefined}>{fill(w.due, { at: momentText(progress.dueAt, lang) })}</span>
          )}
        </div>
      </header>
      <div className="ap-view-body">
        <section aria-label={w.line}>
          <Line steps={progress.steps} />
        </section>
        <section>
          <div className="ap-section-head">
            <h3>{w.record}</h3>
            {object && progress.record && (
              <Link to={`/${object.path}/${progress.about.id}`} className="accent small">
                {w.openRecord}
              </Link>
            )}
          </div>
          {object && progress.record ? (
            <Record object={object} progress={progress} changes={changes} onChange={setChanges} />
          ) : (
            <p className="t3">{w.noRecord}</p>
          )}
          {object?.name === 'expenseClaim' && <LinesOfClaim id={progress.about.id} />}
        </section>
        <section>
          <div className="ap-section-head">
            <h3>{w.story}</h3>
          </div>
          <Story lines={progress.story} object={object} />
        </section>
      </div>
      <Foot progress={progress} object={object} changes={changes} onDecided={onDecided} />
    </article>
  )
}

/** The record's fields as far as they are put to the reader; what the step lets deciders change is open. */
function Record({
  object,
  progress,
  changes,
  onChange,
}: {
  object: ObjectMeta
  progress: Progress
  changes: Record<string, unknown>
  onChange(changes: Record<string, unknown>): void
}) {
  const w = useWords(words)
  const { fields: names, values } = progress.record!
  const row = values as unknown as Row
  const writable = progress.task?.writable ?? []
  const fields = names
    .map(name => object.fields.find(f => f.name === name))
    .filter((f): f is FieldMeta => f !== undefined && f.name !== 'approval')
    .filter(f => writable.includes(f.name) || !isEmpty(row[f.name]))
  return (
    <>
      {writable.length > 0 && <p className="small t2">{w.mayChange}</p>}
      <dl className="ap-facts">
        {fields.map(field => (
          <div key={field.name} className={writable.includes(field.name) ? 'ap-fact open' : 'ap-fact'}>
            <dt>{field.label}</dt>
            <dd>
              {writable.includes(field.name) ? (
                <FieldEditor
                  field={{ ...field, readOnly: false, access: 'write' }}
                  value={field.name in changes ? changes[field.name] : row[field.name]}
                  onChange={value => onChange({ ...changes, [field.name]: value })}
                  row={row}
                />
              ) : (
                <FactValue field={field} value={row[field.name]} row={row} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Two taps: one on the request, one here. A comment is only asked for where it must be given. */
function Foot({
  progress,
  object,
  changes,
  onDecided,
}: {
  progress: Progress
  object: ObjectMeta | undefined
  changes: Record<string, unknown>
  onDecided?(): void
}) {
  const w = useWords(words)
  const request = useMetadata().objects.find(o => o.name === 'approvalRequest')
  const [comment, setComment] = useState('')
  const [gap, setGap] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ anchor: HTMLElement; which: 'more' | 'back' } | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const noteId = useId()
  const { may, task } = progress

  const send = async (act: string, input: Record<string, unknown> = {}) => {
    await post(`/api/approval-requests/${progress.id}/${act}`, input, { key: crypto.randomUUID() })
    setComment('')
    refreshApprovals()
    if (object) refresh(object.path, progress.about.id)
    toast({ text: fill(w.did[act] ?? '{title}', { title: progress.title }) })
  }
  const decide = async (act: 'approve' | 'reject' | 'sendBack', more: Record<string, unknown> = {}) => {
    if (act !== 'approve' && !comment.trim()) {
      setGap(true)
      field.current?.focus()
      return
    }
    setBusy(act)
    try {
      const given = Object.entries(changes).filter(
        ([name, value]) => !sameValue(value, (progress.record?.values as Record<string, unknown>)?.[name]),
      )
      await send(act, {
        task: task!.id,
        comment: comment.trim() || undefined,
        ...(act === 'approve' && given.length
          ? { changes: Object.fromEntries(given.map(([name, value]) => [name, inputValue(value)])) }
          : {}),
        ...more,
      })
      onDecided?.()
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
      refreshApprovals()
    } finally {
      setBusy(null)
    }
  }
  const simply = (act: string) => send(act).catch(thrown => toast({ tone: 'over', text: asProblem(thrown).message }))
  /** Acts that ask who: the dialog that every act gets. */
  const ask = (act: string) => {
    const meta = request?.acts.find(a => a.name === act)
    if (!meta) return
    openForm({
      act: { ...meta, input: meta.input.filter(f => f.name !== 'task') },
      subject: progress.title,
      preset: comment.trim() ? { comment: comment.trim() } : undefined,
      run: input => send(act, { ...input, ...(task && TASK_ACTS.includes(act) ? { task: task.id } : {}) }),
    })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !may.decide) return
    event.preventDefault()
    void decide('approve')
  }
  useEffect(() => {
    if (comment.trim()) setGap(false)
  }, [comment])

  const more: MenuEntry[] = [
    may.decide && { label: w.handOn, icon: 'forward', onSelect: () => ask('handOn') },
    may.decide && { label: w.addSigner, icon: 'user-round-plus', onSelect: () => ask('addSigner') },
    may.copy && { label: w.copyTo, icon: 'send-horizontal', onSelect: () => ask('copyTo') },
    { label: w.remark, icon: 'message-square', onSelect: () => ask('remark') },
  ]
  return (
    <footer className="ap-foot">
      {may.decide && (
        <div className="ap-comment">
          <TextArea
            ref={field}
            rows={1}
            value={comment}
            invalid={gap}
            aria-label={w.comment}
            aria-describedby={gap ? noteId : undefined}
            placeholder={w.commentHint}
            onChange={event => setComment(event.target.value)}
            onKeyDown={keys}
          />
          {gap && (
            <span id={noteId} className="over small" role="alert">
              {w.needComment}
            </span>
          )}
        </div>
      )}
      <div className="ap-acts">
        {may.decide && (
          <>
            <Button look="primary" icon="check" busy={busy === 'approve'} onClick={() => void decide('approve')}>
              {w.approve}
            </Button>
            <Button look="danger" icon="x" busy={busy === 'reject'} onClick={() => void decide('reject')}>
              {w.reject}
            </Button>
            <Button
              icon="undo-2"
              busy={busy === 'sendBack'}
              aria-haspopup={task?.backTo.length ? 'menu' : undefined}
              onClick={event =>
                task?.backTo.length && comment.trim()
                  ? setMenu({ anchor: event.currentTarget, which: 'back' })
                  : void decide('sendBack')
              }
            >
              {w.sendBack}
            </Button>
          </>
        )}
        {may.resubmit && object && (
          <>
            <Button look="primary" icon="send" onClick={() => void simply('resubmit')}>
              {w.resubmit}
            </Button>
            <Button icon="pencil" onClick={() => openForm({ object: object.name, id: progress.about.id })}>
              {w.edit}
            </Button>
          </>
        )}
        {may.urge && (
          <Button icon="bell-ring" onClick={() => void simply('urge')}>
            {w.urge}
          </Button>
        )}
        {may.withdraw && (
          <Button icon="rotate-ccw" onClick={() => void simply('withdraw')}>
            {w.withdraw}
          </Button>
        )}
        <IconButton
          icon="ellipsis"
          label={w.more}
          aria-haspopup="menu"
          onClick={event => setMenu({ anchor: event.currentTarget, which: 'more' })}
        />
      </div>
      {menu && (
        <Menu
          anchor={menu.anchor}
          label={menu.which === 'more' ? w.more : w.sendBack}
          placement="top-start"
          onClose={() => setMenu(null)}
          entries={
            menu.which === 'more'
              ? more
              : [
                  { label: w.toSubmitter, icon: 'user-round', onSelect: () => void decide('sendBack') },
                  ...(task?.backTo ?? []).map(step => ({
                    label: step.name,
                    icon: 'undo-2',
                    onSelect: () => void decide('sendBack', { to: step.id }),
                  })),
                ]
          }
        />
      )}
    </footer>
  )
}
const TASK_ACTS = ['handOn', 'addSigner']
