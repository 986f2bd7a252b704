import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import {
  asProblem,
  type Problem,
  post,
  type Row,
  refresh,
  remove,
  upload,
  useMetadata,
  useSave,
  useSession,
} from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import type { StoredFile } from '../../fields/FileThumb'
import { todayInChina } from '../../fields/format'
import { isNamed, type Named } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Kbd } from '../../kit/Kbd'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { dropDraft, keepDraft, keptDraft } from '../form/draft'
import { NameAndAudience } from '../NameAndAudience'
import { waysOf, written } from './contact'
import { HelpedText } from './HelpedText'
import { nameOf } from './name'
import { asTemplate, type Filling } from './templates'
import * as sentences from './words'

interface ComposerProps {
  object: ObjectMeta
  row: Row
  /** The text field, so that 记跟进 can go there. */
  field?: RefObject<HTMLTextAreaElement | null>
}

/** Where something is written down on a record: a note, a call, a visit, a task. Ctrl+Enter saves, @ mentions colleagues. */
export function Composer({ object, row, field }: ComposerProps) {
  const words = useWords(sentences)
  const { kit } = useWords()
  const metadata = useMetadata()
  const ways = waysOf(metadata, object)
  const draftName = `${object.name} composer`
  const [kept] = useState(() => keptDraft(draftName, row.id)?.values)
  const [wayId, setWayId] = useState(String(kept?.way ?? 'note'))
  const [text, setText] = useState(String(kept?.text ?? ''))
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [mentioned, setMentioned] = useState<Named[]>([])
  const [files, setFiles] = useState<StoredFile[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [active, setActive] = useState(false)
  const [keeping, setKeeping] = useState<HTMLElement | null>(null)
  const keep = useSave('templates')
  const { user } = useSession()
  const mayKeep = metadata.objects.some(o => o.name === 'template' && o.can.create)
  const filling: Filling = {
    account: named(object.name === 'account' ? { id: row.id, name: nameOf(object, row) } : row.account),
    contact: named(object.name === 'contact' ? { id: row.id, name: nameOf(object, row) } : values.contact),
    today: todayInChina(),
    me: user.name,
  }
  const own = useRef<HTMLTextAreaElement>(null)
  const area = field ?? own
  const picker = useRef<HTMLInputElement>(null)
  const way = ways.find(w => w.id === wayId) ?? ways[0]

  useEffect(() => {
    if (text) keepDraft(draftName, row.id, { values: { text, way: wayId } })
    else dropDraft(draftName, row.id)
  }, [text, wayId, draftName, row.id])
  if (!way) return null

  const save = async () => {
    if (!text.trim()) return area.current?.focus()
    setBusy(true)
    try {
      setProblem(null)
      const created = await post<Row>(
        `/api/${way.object.path}`,
        written(way, object, row, { text, values, mentioned, files }),
        { key: crypto.randomUUID() },
      )
      setText('')
      setValues({})
      setMentioned([])
      setFiles([])
      const read = () => {
        refresh(way.object.path)
        refresh(object.path, row.id)
      }
      read()
      toast({ text: words.noted(way.label), undo: () => remove(`/api/${way.object.path}/${created.id}`).then(read) })
    } catch (thrown) {
      setProblem(asProblem(thrown))
    } finally {
      setBusy(false)
    }
  }
  const attach = async (chosen: File[]) => {
    for (const file of chosen) {
      try {
        const stored = await upload<StoredFile>(file)
        setFiles(now => [...now, stored])
      } catch (thrown) {
        setProblem(asProblem(thrown))
      }
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const open = active || text !== ''
  return (
    <section className="composer" aria-label={words.log} onKeyDown={onKeyDown} onFocus={() => setActive(true)}>
      <div className="composer-ways" role="tablist" aria-label={words.log}>
        {ways.map(w => (
          <button
            key={w.id}
            type="button"
            role="tab"
            aria-selected={w === way}
            onClick={() => {
              setWayId(w.id)
              area.current?.focus()
            }}
          >
            <Icon name={w.icon} size={16} />
            {w.label}
          </button>
        ))}
      </div>
      <HelpedText
        filling={filling}
        area={area}
        text={text}
        onText={setText}
        onMention={person => setMentioned(now => [...now, person])}
        placeholder={words.composePlaceholder[way.id] ?? words.composePlaceholder.note!}
        label={way.label}
      />
      {files.length > 0 && (
        <div className="composer-files">
          {files.map(file => (
            <span key={file.id} className="reference">
              <Icon name="paperclip" size={12} />
              {file.name}
              <button
                type="button"
                aria-label={`${kit.remove} ${file.name}`}
                onClick={() => setFiles(now => now.filter(f => f !== file))}
              >
                <Icon name="x" size={12} />
              </button>
            </span>
          ))}
        </div>
      )}
      {problem && (
        <p className="composer-error" role="alert">
          {problem.errors[0]?.message ?? problem.message}
        </p>
      )}
      {open && (
        <div className="composer-foot">
          {way.asks.map(ask => (
            <span className="composer-ask" key={`${way.id} ${ask.name}`}>
              <FieldEditor
                field={{ ...ask, required: false }}
                value={values[ask.name]}
                row={{ [object.name]: { id: row.id, name: nameOf(object, row) } }}
                onChange={value => setValues(now => ({ ...now, [ask.name]: value }))}
                placeholder={ask.label}
                error={problem?.of(ask.name)}
              />
            </span>
          ))}
          {way.files && (
            <>
              <IconButton icon="paperclip" size={28} label={words.attach} onClick={() => picker.current?.click()} />
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                onChange={event => {
                  void attach([...(event.target.files ?? [])])
                  event.target.value = ''
                }}
              />
            </>
          )}
          {mayKeep && text.trim() !== '' && (
            <IconButton
              icon="notepad-text"
              size={28}
              label={words.keepAsTemplate}
              onClick={event => setKeeping(event.currentTarget)}
            />
          )}
          <span className="composer-save">
            <Kbd>Ctrl Enter</Kbd>
            <Button look="primary" size={28} busy={busy} onClick={save}>
              {kit.save}
            </Button>
          </span>
        </div>
      )}
      {keeping && (
        <NameAndAudience
          anchor={keeping}
          label={words.keepAsTemplate}
          nameLabel={words.templateName}
          nameMissing={words.templateNameMissing}
          onClose={() => setKeeping(null)}
          onSave={async (name, scope) => {
            const kept = await keep.mutateAsync({ changes: { name, scope, body: asTemplate(text.trim(), filling) } })
            toast({
              text: words.templateKept(name),
              undo: () => remove(`/api/templates/${kept.id}`).then(() => refresh('templates')),
            })
          }}
        />
      )}
    </section>
  )
}

const named = (value: unknown): string | null => (isNamed(value) ? value.name : null)
