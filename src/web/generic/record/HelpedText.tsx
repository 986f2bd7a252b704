import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { rowsOf, useMetadata, useRecords, useSession } from '../../api'
import { useFound } from '../../fields/editors/useFound'
import { asList, type Named } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Icon } from '../../kit/Icon'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { askedAt, type Filling, filled } from './templates'
import * as sentences from './words'

const OFFERED = 6

interface HelpedTextProps {
  area: RefObject<HTMLTextAreaElement | null>
  text: string
  onText(text: string): void
  onMention(person: Named): void
  /** What templates are filled with; without it there are none. */
  filling?: Filling
  placeholder: string
  label: string
}
interface Offer {
  key: string
  show: ReactNode
  /** What stands instead of the sign and what was typed behind it. */
  text: string
  mention?: Named
}

/** A text that grows; after @ it offers colleagues, after / templates. */
export function HelpedText({ area, text, onText, onMention, filling, placeholder, label }: HelpedTextProps) {
  const words = useWords(sentences)
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const asked = askedAt(text.slice(0, caret))
  const people = usePeople(asked?.sign === '@' ? asked.typed : undefined)
  const templates = useTemplates(asked?.sign === '/' ? asked.typed : undefined, filling)
  const offers = [...people, ...(templates?.offers ?? [])]

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight}px`
  }, [text])

  const take = (offer: Offer) => {
    const before = text.slice(0, caret - (asked ? asked.typed.length + 1 : 0)) + offer.text
    // At once, so that what is typed next meets the text and the place in it as they will be.
    flushSync(() => {
      onText(before + text.slice(caret))
      if (offer.mention) onMention(offer.mention)
      setCaret(0)
    })
    area.current?.focus()
    area.current?.setSelectionRange(before.length, before.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!asked || event.nativeEvent.isComposing) return
    if (event.key === 'Escape') setCaret(0)
    else if (offers.length === 0) return
    else if (event.key === 'ArrowDown') setAt((at + 1) % offers.length)
    else if (event.key === 'ArrowUp') setAt((at + offers.length - 1) % offers.length)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) take(offers[Math.min(at, offers.length - 1)]!)
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
        onBlur={event => !event.relatedTarget?.closest('.composer-offers') && setCaret(0)}
      />
      {(offers.length > 0 || templates) && (
        <div className="composer-offers k-popover">
          <div role="listbox" aria-label={asked?.sign === '@' ? words.mention : words.templates}>
            {offers.map((offer, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the text, where the focus is
              <div
                key={offer.key}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={index === at ? 'picker-option at' : 'picker-option'}
                onMouseDown={event => event.preventDefault()}
                onClick={() => take(offer)}
              >
                {offer.show}
              </div>
            ))}
          </div>
          {templates && (
            <div className="composer-offers-foot">
              {offers.length === 0 && <span>{templates.none ? words.noTemplates : words.noSuchTemplate}</span>}
              <Link to="/templates">{words.keepTemplates}</Link>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

/** Colleagues whose name is being typed. */
function usePeople(typed: string | undefined): Offer[] {
  const users = useMetadata().objects.find(o => o.name === 'user')
  const { items } = useFound(typed === undefined ? undefined : users, typed ?? '')
  if (typed === undefined) return []
  return asList<Named>(items)
    .slice(0, OFFERED)
    .map(person => ({
      key: person.id,
      text: `@${person.name} `,
      mention: person,
      show: (
        <>
          <Avatar name={person.name ?? ''} size={20} />
          {person.name}
        </>
      ),
    }))
}

/** One's own templates and those others meant for one, whose name or text has what is being typed. */
function useTemplates(
  typed: string | undefined,
  filling: Filling | undefined,
): { offers: Offer[]; none: boolean } | undefined {
  const { user } = useSession()
  const may = useMetadata().objects.some(o => o.name === 'template')
  const asked = may && filling !== undefined && typed !== undefined
  const query = useRecords(
    'templates',
    {
      fields: ['name', 'body'],
      filter: {
        or: [
          { field: 'owner', op: 'eq', value: user.id },
          { field: 'scope', op: 'ne', value: 'me' },
        ],
      },
      sort: 'name',
      limit: 500,
    },
    { enabled: asked },
  )
  if (!asked || !query.data) return undefined
  const all = rowsOf(query.data)
  const has = (value: unknown) => String(value).toLowerCase().includes(typed.toLowerCase())
  const named = all.filter(row => has(row.name))
  const inside = all.filter(row => !has(row.name) && has(row.body))
  return {
    none: all.length === 0,
    offers: [...named, ...inside].slice(0, OFFERED).map(row => ({
      key: row.id,
      text: filled(String(row.body), filling),
      show: (
        <>
          <Icon name="notepad-text" size={14} />
          <span className="composer-template">{String(row.name)}</span>
          <span className="ellipsis t3">{filled(String(row.body), filling)}</span>
        </>
      ),
    })),
  }
}
