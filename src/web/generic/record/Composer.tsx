import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Problem, post, type Row, refresh, remove, upload, useMetadata } from '../../api'
import { useFound } from '../../fields/editors/useFound'
import { FieldEditor } from '../../fields/FieldEditor'
import type { StoredFile } from '../../fields/FileThumb'
import { asList, type Named } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Button, IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Kbd } from '../../kit/Kbd'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { dropDraft, keepDraft, keptDraft } from '../form/draft'
import { waysOf, written } from './contact'
import { nameOf } from './name'
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
      <MentionArea
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
          <span className="composer-save">
            <Kbd>Ctrl Enter</Kbd>
            <Button look="primary" size={28} busy={busy} onClick={save}>
              {kit.save}
            </Button>
          </span>
        </div>
      )}
    </section>
  )
}

interface MentionAreaProps {
  area: RefObject<HTMLTextAreaElement | null>
  text: string
  onText(text: string): void
  onMention(person: Named): void
  placeholder: string
  label: string
}

/** A text that grows; after @ it offers colleagues. */
function MentionArea({ area, text, onText, onMention, placeholder, label }: MentionAreaProps) {
  const words = useWords(sentences)
  const users = useMetadata().objects.find(o => o.name === 'user')
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const asked = /@([^\s@]{0,20})$/.exec(text.slice(0, caret))?.[1]
  const { items } = useFound(asked === undefined ? undefined : users, asked ?? '')
  const offered = asked === undefined ? [] : asList<Named>(items).slice(0, 6)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight}px`
  }, [text])

  const take = (person: Named) => {
    const before = text.slice(0, caret - (asked?.length ?? 0))
    onText(`${before}${person.name} ${text.slice(caret)}`)
    onMention(person)
    setCaret(0)
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (offered.length === 0 || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' && !event.ctrlKey) take(offered[Math.min(at, offered.length - 1)]!)
    else if (event.key === 'Escape') setCaret(0)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="composer-text">
      <textarea
        ref={area}
        rows={1}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={event => {
          onText(event.target.value)
          setCaret(event.target.selectionStart)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setCaret(0)}
      />
      {offered.length > 0 && (
        <div className="composer-people k-popover" role="listbox" aria-label={words.mention}>
          {offered.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the text, where the focus is
            <div
              key={person.id}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={index === at ? 'picker-option at' : 'picker-option'}
              onMouseDown={event => event.preventDefault()}
              onClick={() => take(person)}
            >
              <Avatar name={person.name ?? ''} size={20} />
              {person.name}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
