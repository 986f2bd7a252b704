import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { inTransaction } from '../../core/acts/perform'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { upload } from '../../core/files/upload'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isObject } from '../../core/records/parse'
import { read } from '../../core/records/query'
import { capture, inquiryValues } from './capture'
import { lead } from './lead'

const MAIL_MAX_BYTES = 25 * 1024 * 1024
const ATTACHMENTS_MAX = 10
const TEXT_MAX = 20_000
const NAME_MAX = 300

const FROM_MAIL = about(
  'Make a lead of an e-mail: the raw message (RFC 5322) as message/rfc822, or as `message` in JSON',
  {
    query: { 'source?': 'Code of dictionary source', 'campaign?': 'Name of a campaign' },
    body: { 'message?': 'The raw message, where the body is JSON' },
  },
)

/**
 * POST /api/leads/from-mail: an e-mail as a mailbox keeps it. The sender becomes the lead's person, the subject its name, the text
 * stands on its timeline with what was attached. Mail of the same person joins the open lead.
 */
export function mailRoutes(app: FastifyInstance): void {
  void app.register(async mails => {
    mails.addContentTypeParser(
      ['message/rfc822', 'text/plain', 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: MAIL_MAX_BYTES },
      (_request, body, done) => done(null, body),
    )
    mails.post('/api/leads/from-mail', { ...FROM_MAIL, bodyLimit: MAIL_MAX_BYTES }, async (request, reply) => {
      const ctx = ctxOf(request)
      if (!ctx.user.system && !ctx.user.rights(lead.name).create) throw forbidden('right.create', { object: lead.name })
      const { source, campaign } = request.query as { source?: string; campaign?: string }
      const { body } = request
      const raw = !Buffer.isBuffer(body) && isObject(body) ? body.message : body
      if (!(Buffer.isBuffer(raw) || typeof raw === 'string') || raw.length === 0)
        throw new Refusal('lead.mail', {}, 400)
      const mail = await simpleParser(raw, { skipImageLinks: true, skipTextLinks: true }).catch(() => null)
      if (!mail || mail.headers.size === 0) throw new Refusal('lead.mail', {}, 400)
      const { lead: row, joined } = await take(ctx, mail, { source, campaign })
      return reply
        .code(201)
        .send({ joined, lead: await read(ctx, ctx.words.entity(lead.name), row.id).catch(() => null) })
    })
  })
}

async function take(ctx: Ctx, mail: ParsedMail, { source, campaign }: { source?: string; campaign?: string }) {
  const sender = mail.replyTo?.value[0] ?? mail.from?.value[0]
  if (!sender?.address) throw new Refusal('lead.mailFrom', {}, 422)
  const text = cleaned(mail.text ?? '').slice(0, TEXT_MAX)
  const subject = cleaned(mail.subject ?? '').slice(0, NAME_MAX)
  const values = await inquiryValues(ctx, {
    ...(subject ? { name: subject } : {}),
    ...(sender.name ? { contactPerson: cleaned(sender.name).slice(0, 100) } : {}),
    email: sender.address.toLowerCase(),
    ...withPhone(text),
    ...(source ? { source } : {}),
    ...(campaign ? { campaign } : {}),
  })
  const files = await kept(ctx, mail.attachments)
  return inTransaction(ctx, tx =>
    capture(tx, { values, via: 'email', subject: subject || null, text, files, board: tx.user.board }),
  )
}

/** A mobile number in the text is most often the writer's. */
function withPhone(text: string): { phone?: string } {
  const [found] = text.match(/(?<!\d)1[3-9]\d{9}(?!\d)/) ?? []
  return found ? { phone: found } : {}
}

/** What PostgreSQL and people cannot read is left out: control characters but for tab and line ends, halves of characters. */
const cleaned = (text: string) => text.replace(UNREADABLE, '').trim()
const UNREADABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu

/** What is attached, as far as files of its kind are taken at all; pictures of a signature are not. */
async function kept(ctx: Ctx, attachments: readonly Attachment[]): Promise<string[]> {
  const ids: string[] = []
  for (const { filename, content, related } of attachments.slice(0, ATTACHMENTS_MAX)) {
    if (related) continue
    try {
      ids.push((await upload(ctx, filename, Readable.from(content))).id)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return ids
}
