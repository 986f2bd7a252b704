import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Problem, queryClient, useObject } from '../api'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { ErrorState, NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { lookAt, type Preview, sendFile, startImport } from './api'
import { type ImportDraft, keepDraft, keptDraft } from './draft'
import { FileStep } from './FileStep'
import './importing.css'
import { JobView } from './JobView'
import { MappingStep } from './MappingStep'
import { MatchStep } from './MatchStep'
import { type Options, standard } from './options'
import { PreviewPane } from './PreviewPane'
import { SaveTemplate } from './SaveTemplate'
import { TrialStep } from './TrialStep'
import * as words from './words'

export type Step = 'file' | 'fields' | 'match' | 'trial' | 'done'
const STEPS: readonly Step[] = ['file', 'fields', 'match', 'trial', 'done']

/** The wizard that makes records of a file. The address names the import once it has begun, so that one may leave and come back. */
export function ImportPage() {
  const { object: path } = useParams({ strict: false }) as { object?: string }
  const object = useObject(path ?? '')
  if (!object?.can.import) return <NoRights />
  return <Wizard key={object.name} object={object} />
}

function Wizard({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const { job } = useLocation().search as { job?: string }
  const [draft, setDraft] = useState<ImportDraft | null>(() => keptDraft(object.name))
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [row, setRow] = useState(0)
  const [trial, setTrial] = useState<{ id: string; of: string } | null>(null)
  const [starting, setStarting] = useState(false)
  useEffect(() => keepDraft(object.name, draft), [object.name, draft])

  const query = useQuery({
    queryKey: ['import preview', object.name, draft?.upload, draft?.options],
    queryFn: ({ signal }) => lookAt(object.name, draft!.upload, draft!.fileName, draft!.options, signal),
    enabled: !!draft && !job,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const preview = draft ? query.data : undefined
  // What was guessed or saved is what one goes on from.
  const options: Options = { ...standard, ...draft?.options, mapping: draft?.options.mapping ?? preview?.mapping }
  const step: Step = job ? 'done' : draft ? draft.step : 'file'
  const go = (to: Exclude<Step, 'done'>) => {
    if (to === 'file') setDraft(null)
    else if (draft) setDraft({ ...draft, step: to })
  }
  const set = (next: Options) => draft && setDraft({ ...draft, options: next })

  async function send(file: File) {
    setSending(true)
    setProblem(null)
    try {
      const first = await sendFile(object.name, file)
      const next: ImportDraft = { upload: first.upload, fileName: first.file.name, options: standard, step: 'fields' }
      queryClient.setQueryData(['import preview', object.name, next.upload, next.options], first)
      setRow(0)
      setTrial(null)
      setDraft(next)
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
    setSending(false)
  }
  const settled = JSON.stringify(options)
  async function start(mode: 'dry-run' | 'run') {
    if (!draft) return
    setStarting(true)
    try {
      const { id } = await startImport(object.name, draft.upload, draft.fileName, options, mode)
      if (mode === 'dry-run') {
        setTrial({ id, of: settled })
        go('trial')
      } else {
        setDraft(null)
        void navigate({ to: `/import/${object.path}` as never, search: { job: id } as never })
      }
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    setStarting(false)
  }
  const again = () => void navigate({ to: `/import/${object.path}` as never, search: {} as never })
  const close = () => void navigate({ to: `/${object.path}` as never })

  return (
    <div className="imp">
      <header className="imp-head">
        <h1>{fill(w.title, { object: object.label })}</h1>
        {preview && <FileChips preview={preview} />}
        <span className="spring" />
        {draft && <span className="small t3 imp-kept">{w.draftKept}</span>}
        <IconButton icon="x" label={kit.close} onClick={close} />
      </header>
      <div className={`imp-body imp-at-${step}`}>
        <Steps step={step} preview={preview} options={options} onGo={go}>
          {preview && step !== 'done' && (
            <SaveTemplate object={object.name} columns={preview.columns.map(c => c.name)} options={options} />
          )}
        </Steps>
        <div className="imp-main">
          {problem && step === 'file' && <ErrorState problem={problem} />}
          {step === 'file' && <FileStep object={object} busy={sending} onFile={file => void send(file)} />}
          {step !== 'file' && step !== 'done' && query.error && (
            <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()}>
              <Button look="link" onClick={() => go('file')}>
                {w.otherFile}
              </Button>
            </ErrorState>
          )}
          {step === 'fields' && (
            <MappingStep object={object} preview={preview} options={options} row={row} onChange={set} />
          )}
          {step === 'match' && preview && (
            <MatchStep object={object} preview={preview} options={options} onChange={set} />
          )}
          {step === 'trial' && (
            <TrialStep
              job={trial?.id}
              stale={trial?.of !== settled}
              preview={preview}
              onStart={() => void start('dry-run')}
            />
          )}
          {step === 'done' && job && <JobView id={job} object={object} onAgain={again} />}
        </div>
        {step !== 'file' && step !== 'done' && (
          <PreviewPane
            object={object}
            preview={preview}
            options={options}
            row={row}
            onRow={setRow}
            onChange={set}
            onMatch={() => go('match')}
          />
        )}
      </div>
      {draft && step !== 'done' && (
        <footer className="imp-foot">
          <Button onClick={() => go(STEPS[STEPS.indexOf(step) - 1] as Exclude<Step, 'done'>)}>{w.before}</Button>
          <span className="spring" />
          {preview && <Tally preview={preview} waiting={query.isPlaceholderData} />}
          {step === 'fields' && (
            <Button
              look="primary"
              onClick={() => (preview?.unready ? toast({ tone: 'over', text: preview.unready.message }) : go('match'))}
            >
              {w.toMatch}
            </Button>
          )}
          {step === 'match' && (
            <Button
              look="primary"
              busy={starting}
              onClick={() =>
                preview?.unready ? toast({ tone: 'over', text: preview.unready.message }) : void start('dry-run')
              }
            >
              {w.toTrial}
            </Button>
          )}
          {step === 'trial' && preview && (
            <Button look="primary" busy={starting} onClick={() => void start('run')}>
              {fill(w.importNow, { n: (preview.counts.created + preview.counts.updated).toLocaleString('en-US') })}
            </Button>
          )}
        </footer>
      )}
    </div>
  )
}

function FileChips({ preview: { file } }: { preview: Preview }) {
  const w = useWords(words)
  const delimiter = file.delimiter && (w.delimiters[file.delimiter] ?? file.delimiter)
  return (
    <span className="imp-chips">
      <span className="t2 ellipsis">{file.name}</span>
      <Chip>{fill(file.partial ? w.rowsAtLeast : w.rows, { n: file.rows.toLocaleString('en-US') })}</Chip>
      {file.encoding && <Chip>{file.encoding.toUpperCase()}</Chip>}
      {delimiter && <Chip>{delimiter}</Chip>}
      {file.sheet && <Chip>{file.sheet}</Chip>}
    </span>
  )
}

function Tally({ preview: { counts }, waiting }: { preview: Preview; waiting: boolean }) {
  const w = useWords(words)
  const n = (count: number) => count.toLocaleString('en-US')
  return (
    <span className={`imp-tally${waiting ? ' waiting' : ''}`} role="status" aria-busy={waiting}>
      <span>
        {w.good} <b>{n(counts.created + counts.updated)}</b>
      </span>
      {counts.along > 0 && (
        <span>
          {w.counts.along} <b>{n(counts.along)}</b>
        </span>
      )}
      {counts.failed > 0 && <span className="over">{fill(w.bad, { n: n(counts.failed) })}</span>}
      {counts.similar > 0 && <span className="due">{fill(w.perhaps, { n: n(counts.similar) })}</span>}
    </span>
  )
}

function Steps({
  step,
  preview,
  options,
  onGo,
  children,
}: {
  step: Step
  preview: Preview | undefined
  options: Options
  onGo(step: Exclude<Step, 'done'>): void
  children: React.ReactNode
}) {
  const w = useWords(words)
  const at = STEPS.indexOf(step)
  const to = Object.values(options.mapping ?? {})
  const notes: Record<Step, string> = {
    file: preview
      ? fill(w.fileNote, { rows: preview.file.rows.toLocaleString('en-US'), columns: preview.columns.length })
      : w.fileNoteFirst,
    fields: preview
      ? fill(w.fieldsNote, { done: to.filter(Boolean).length, open: to.filter(f => !f).length })
      : w.fieldsNoteFirst,
    match: w.matchNote,
    trial: w.trialNote,
    done: w.doneNote,
  }
  return (
    <nav className="imp-steps" aria-label={w.steps}>
      <ol>
        {STEPS.map((one, i) => {
          const past = i < at
          const body = (
            <>
              <span className={`imp-dot${past ? ' past' : i === at ? ' on' : ''}`}>
                {past ? <Icon name="check" size={14} /> : i + 1}
              </span>
              <span className="imp-step-text">
                <b>{w.names[one]}</b>
                <span className="small t3">{notes[one]}</span>
              </span>
            </>
          )
          return (
            <li key={one} aria-current={i === at ? 'step' : undefined}>
              {past && step !== 'done' ? (
                <button type="button" className="imp-step" onClick={() => onGo(one as Exclude<Step, 'done'>)}>
                  {body}
                </button>
              ) : (
                <span className="imp-step">{body}</span>
              )}
            </li>
          )
        })}
      </ol>
      {children}
    </nav>
  )
}
