import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { say } from '../../core/i18n/say'
import { type Enclosure, enclosed } from './enclosed'
import { type Adapter, type Message, NotSent, type Sender } from './line'
import { passwordOf } from './passwords'
import { type WayOut, wayOut } from './unsubscribe'

const CONNECT_MS = 10_000
const SILENCE_MS = 60_000

/** What nodemailer says of a failure. */
interface Failure extends Error {
  responseCode?: number
}

/**
 * Hands messages to the company's mail server. Its connection is used directly, for then it is known whether a failure came before
 * a message was handed over or while it was.
 */
export const smtp: Adapter = async (ctx, sender) => {
  const connection = new SMTPConnection({
    host: sender.host ?? '',
    port: sender.port ?? undefined,
    secure: sender.security === 'tls',
    requireTLS: sender.security === 'starttls',
    ignoreTLS: sender.security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // Nobody waits for the answer to QUIT.
    socketCloseTimeout: 0,
  })
  let broken: ((error: Failure) => void) | undefined
  connection.on('error', (error: Failure) => broken?.(error))
  connection.on('end', () => broken?.(new Error('connection closed')))
  const step = (run: (done: (error?: Failure | null) => void) => void) =>
    new Promise<void>((done, fail) => {
      broken = fail
      run(error => (error ? fail(error) : done()))
    })
  try {
    await step(done => connection.connect(done))
    const password = sender.login ? await passwordOf(ctx, sender.id) : null
    if (sender.login && password !== null)
      await step(done =>
        connection.login({ user: sender.login!, credentials: { user: sender.login!, pass: password } }, done),
      )
  } catch (error) {
    connection.close()
    throw new NotSent('later', (error as Error).message)
  }
  return {
    async send(message) {
      const envelope = { from: sender.fromAddress!, to: [message.to!] }
      const out = await wayOut(ctx, sender, message)
      const text = await enclosed(ctx, message)
        .then(attachments => compose(sender, message, out, attachments))
        .catch(error => {
          throw new NotSent('never', (error as Error).message)
        })
      await step(done => connection.send(envelope, text, done)).catch((error: Failure) => {
        const code = error.responseCode
        throw new NotSent(code ? (code >= 500 ? 'never' : 'later') : 'unclear', error.message)
      })
    },
    close: () => connection.quit(),
  }
}

/** The mail as it travels. Its Message-ID is the record's id, whatever the attempt: who gets it twice knows it is one. */
export function compose(
  sender: Sender,
  message: Message,
  out: WayOut | null = null,
  attachments: readonly Enclosure[] = [],
): Promise<Buffer> {
  const line = out?.link && say('unsubscribe.line', { link: out.link }, 'zh-CN')
  const mail = new MailComposer({
    from: { name: sender.fromName ?? '', address: sender.fromAddress! },
    to: message.to!,
    subject: message.subject ?? '',
    text: [message.body ?? '', line].filter(Boolean).join('\n\n--\n'),
    attachments: [...attachments],
    messageId: `<${message.id}@${sender.fromAddress!.split('@')[1]}>`,
    date: new Date(message.createdAt),
    headers: { 'Auto-Submitted': message.purpose === 'personal' ? 'no' : 'auto-generated', ...out?.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((done, fail) =>
    mail.compile().build((error, text) => (error ? fail(error) : done(text as Buffer))),
  )
}
