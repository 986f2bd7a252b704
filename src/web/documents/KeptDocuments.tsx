import type { Kept } from '../../domain/documents'
import { asProblem, post } from '../api'
import { momentText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Empty } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useLang, useWords } from '../words'
import * as words from './words'

interface KeptProps {
  items: readonly Kept[]
  onSend(paper: Kept): void
  onChanged(): void
  maySend: boolean
}

/** What was made of a record, latest first: to whom it went, and what they did with it. */
export function KeptDocuments({ items, onSend, onChanged, maySend }: KeptProps) {
  const w = useWords(words)
  if (items.length === 0) return <Empty title={w.keptNone} text={w.keptNoneText} />
  return (
    <ul className="kept">
      {items.map(paper => (
        <Paper key={paper.id} paper={paper} onSend={onSend} onChanged={onChanged} maySend={maySend} />
      ))}
    </ul>
  )
}

function Paper({ paper, onSend, onChanged, maySend }: Omit<KeptProps, 'items'> & { paper: Kept }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const status = lookup.item('documentStatus', paper.status)
  const file = `/api/documents/${paper.id}/file`
  const tell = (thrown: unknown) => toast({ tone: 'over', text: asProblem(thrown).message })
  async function link() {
    try {
      const made = await post<{ path: string; url: string; expiresAt: string }>(`/api/documents/${paper.id}/link`)
      await copyLink(/^https?:/.test(made.url) ? made.url : location.origin + made.path)
      onChanged()
    } catch (thrown) {
      tell(thrown)
    }
  }
  async function copyLink(url: string) {
    await navigator.clipboard?.writeText(url).catch(() => {})
    toast({ text: fill(w.linkText, { url }) })
  }
  async function revoke(one: Kept['deliveries'][number]) {
    try {
      await post(`/api/document-deliveries/${one.id}/revoke`)
      toast({ text: fill(w.revoked, { name: one.name ?? '' }) })
      onChanged()
    } catch (thrown) {
      tell(thrown)
    }
  }
  return (
    <li className="kept-paper">
      <div className="kept-head">
        <a href={file} target="_blank" rel="noreferrer">
          {paper.name}
        </a>
        <Chip tone={status?.tone ?? undefined}>{status?.label ?? paper.status}</Chip>
      </div>
      <p className="t3 small">
        {[
          paper.format === 'docx' ? 'Word' : 'PDF',
          momentText(paper.createdAt, lang),
          paper.madeBy && fill(w.by, { name: paper.madeBy }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {paper.old && <span className="due"> · {w.old}</span>}
      </p>
      <div className="kept-acts">
        <a className="k-button k-button-default k-button-28" href={`${file}?download`} download>
          {w.download}
        </a>
        {maySend && (
          <>
            <Button size={28} icon="send" onClick={() => onSend(paper)}>
              {w.send}
            </Button>
            <Button size={28} icon="link" onClick={() => void link()}>
              {w.link}
            </Button>
          </>
        )}
      </div>
      {paper.deliveries.map(one => (
        <div className="kept-road" key={one.id}>
          <div className="kept-road-head">
            <span className="ellipsis">{fill(w.sentTo, { name: one.name ?? '–' })}</span>
            {one.path && (
              <>
                <IconButton
                  icon="copy"
                  size={28}
                  label={w.link}
                  onClick={() => void copyLink(location.origin + one.path!)}
                />
                <IconButton icon="link-2-off" size={28} label={w.revoke} onClick={() => void revoke(one)} />
              </>
            )}
          </div>
          <p className="small t2">
            {[
              one.mail && (w.mail[one.mail.status] ?? one.mail.status),
              one.mail?.why && lookup.item('messageWhy', one.mail.why)?.label,
              one.views > 0
                ? fill(w.views, { n: one.views, at: momentText(one.seenAt!, lang) })
                : one.revoked || one.ended
                  ? null
                  : w.unseen,
              one.downloads > 0 && fill(w.downloads, { n: one.downloads }),
              one.revoked
                ? w.isRevoked
                : one.ended
                  ? w.ended
                  : fill(w.until, { day: momentText(one.expiresAt, lang).split(' ')[0]! }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {one.answer && (
            <p className={one.answer === 'accepted' ? 'won small' : 'small'}>
              {fill(one.answer === 'accepted' ? w.accepted : w.declined, { name: one.answeredBy ?? '' })}
              {one.answerNote && `：${one.answerNote}`}
            </p>
          )}
        </div>
      ))}
    </li>
  )
}
