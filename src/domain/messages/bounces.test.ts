import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { systemContext } from '../../core/context'
import { sendDue } from '.'

let company: Company
let server: SMTPServer
const mails: string[] = []

beforeAll(async () => {
  company = await freshCompany()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _, done) =>
      void text(stream).then(mail => {
        mails.push(mail.replace(/\r\n[ \t]+/g, ' ').replace(/=\r?\n/g, ''))
        done()
      }),
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const admin = company.as('admin')
  const [sender] = (await admin.get('/api/message-senders')).body.items.filter((one: any) => one.channel === 'email')
  const set = await admin.patch(`/api/message-senders/${sender.id}`, {
    host: '127.0.0.1',
    port: (server.server.address() as { port: number }).port,
    security: 'none',
    fromAddress: 'crm@fenghe.cn',
    linkAddress: 'https://crm.fenghe.cn/',
    perMinute: 1000,
    active: true,
  })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
})
beforeEach(() => {
  mails.length = 0
})
afterAll(async () => {
  await new Promise<void>(done => server.close(() => done()))
  await company.close()
})

const contact = async (email: string, more: object = {}) => {
  const made = await company.as('zhou').post('/api/contacts', { name: '王芳', email, emailConsent: 'allowed', ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}
const read = async (id: string) => (await company.as('zhou').get(`/api/contacts/${id}`)).body
const write = (to: string, purpose: string) =>
  company
    .as('zhou')
    .post('/api/messages', { channel: 'email', contact: to, purpose, subject: '秋季展会', body: '欢迎' })
const send = async (to: string, purpose: string): Promise<{ id: string; mail: string }> => {
  const { status, body } = await write(to, purpose)
  expect([status, body]).toEqual([201, body])
  await sendDue(await systemContext(company.host, company.tenant))
  return { id: body.id, mail: mails.at(-1)! }
}

describe('whoever is written to as one of many', () => {
  test('finds the way out in the mail and in its headers; a personal mail needs none', async () => {
    const { mail } = await send(await contact('many@baishan.cn'), 'marketing')
    expect(mail).toMatch(
      /^List-Unsubscribe: <https:\/\/crm\.fenghe\.cn\/unsubscribe\/[\w-]+>, <mailto:crm@fenghe\.cn\?subject=unsubscribe>$/m,
    )
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    expect((await send(await contact('one@baishan.cn'), 'personal')).mail).not.toContain('List-Unsubscribe')
  })

  test('gets out without a log-in, and is not written to again by anybody', async () => {
    const [id, twin] = [await contact('out@baishan.cn'), await contact('Out@Baishan.cn', { name: '王方' })]
    const { mail } = await send(id, 'marketing')
    const path = /(\/unsubscribe\/[\w-]+)>/.exec(mail)![1]!
    const asked = await company.app.inject({ url: path, headers: { 'accept-language': 'zh-CN' } })
    expect([asked.statusCode, asked.body]).toEqual([200, expect.stringContaining('确定退订吗')])
    expect((await read(id)).emailConsent).toBe('allowed')
    const done = await company.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(done.statusCode).toBe(200)
    for (const one of [id, twin])
      expect(await read(one)).toMatchObject({ emailConsent: 'refused', consentSource: 'unsubscribe' })
    expect((await write(await contact('out@baishan.cn', { name: '新来的' }), 'personal')).status).toBe(422)
  })

  test('cannot get anybody else out: a link that was changed does nothing', async () => {
    const id = await contact('stay@baishan.cn')
    const { mail } = await send(id, 'marketing')
    const path = /(\/unsubscribe\/[\w-]+)>/.exec(mail)![1]!
    for (const wrong of [`${path.slice(0, -2)}xx`, '/unsubscribe/x'])
      expect((await company.app.inject({ method: 'POST', url: wrong })).statusCode).toBe(404)
    expect((await read(id)).emailConsent).toBe('allowed')
  })
})

describe('a mail that comes back', () => {
  const report = (message: string, to: string, status: string, action = 'failed') =>
    `From: MAILER-DAEMON@mx.fenghe.cn
To: crm@fenghe.cn
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.fenghe.cn
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0800

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} <${to}>: no such
 mailbox here
--b1
Content-Type: message/rfc822

Message-ID: <${message}@fenghe.cn>
From: crm@fenghe.cn
To: ${to}
Subject: hello

hello
--b1--
`.replaceAll('\n', '\r\n')
  const bounce = (mail: unknown) => company.as('admin').post('/api/messages/bounce', { mail })

  test('for good marks message and address; nothing more goes there until somebody corrects it', async () => {
    const to = await contact('gone@baishan.cn')
    const { id } = await send(to, 'personal')
    const { status, body } = await bounce(report(id, 'Gone@baishan.cn', '5.1.1'))
    expect([status, body.items]).toEqual([
      200,
      [{ address: 'gone@baishan.cn', action: 'failed', status: '5.1.1', message: id, unreachable: true }],
    ])
    expect((await company.as('zhou').get(`/api/messages/${id}`)).body).toMatchObject({
      status: 'failed',
      why: 'bounced',
      detail: '5.1.1 550 5.1.1 <Gone@baishan.cn>: no such mailbox here',
    })
    expect((await read(to)).emailBounced).toBe(true)
    expect((await write(to, 'personal')).body.detail).toContain('退了回来')
    await company.as('zhou').patch(`/api/contacts/${to}`, { email: 'there@baishan.cn' })
    expect((await read(to)).emailBounced).toBeNull()
    expect((await write(to, 'personal')).status).toBe(201)
    await company.as('zhou').patch(`/api/contacts/${to}`, { email: 'gone@baishan.cn' })
    expect((await read(to)).emailBounced).toBe(true)
    expect((await company.as('zhou').post(`/api/contacts/${to}/addressWorks`)).status).toBe(200)
    expect((await write(to, 'personal')).status).toBe(201)
  })

  test.each([
    ['because the mailbox is full', '5.2.2', 'failed', 'failed'],
    ['because it is taken for spam', '5.7.1', 'failed', 'failed'],
    ['not at all, only late', '4.4.1', 'delayed', 'sent'],
  ])('%s leaves the address open', async (_, code, action, left) => {
    const to = await contact(`full${code}@baishan.cn`)
    const { id } = await send(to, 'personal')
    expect((await bounce(report(id, `full${code}@baishan.cn`, code, action))).body.items[0].unreachable).toBe(false)
    expect((await company.as('zhou').get(`/api/messages/${id}`)).body.status).toBe(left)
    expect((await read(to)).emailBounced).toBeNull()
  })

  test('is told by whoever sets up sending, in a report and nothing else', async () => {
    expect((await company.as('zhou').post('/api/messages/bounce', { mail: 'x' })).status).toBe(403)
    expect((await bounce('Subject: hello\r\n\r\nhello')).body.code).toBe('bounce.noReport')
    expect((await bounce(5)).status).toBe(422)
  })
})
