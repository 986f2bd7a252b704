import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { inTransaction } from '../../core/acts/perform'
import { systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { queueMessage, sendDue } from '.'

interface Mail {
  to: string[]
  text: string
  id: string
}
const PASSWORD = 'ein-Geheimnis-2026'
let company: Company
let server: SMTPServer
let port: number
const mails: Mail[] = []
/** What the mail server answers to a recipient. */
let answers: (to: string) => Error | null = () => null
const senders = {} as Record<'email' | 'sms', string>

const wrong = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code })
const minutes = (n: number) => new Date(Date.now() + n * 60_000)
const job = async (now?: Date): Promise<Ctx> => {
  const ctx = await systemContext(company.host, company.tenant)
  return now ? { ...ctx, now } : ctx
}
const deliver = async (now?: Date) => sendDue(await job(now))
const zhou = () => company.as('zhou')
const newContact = async (values: object) => {
  const { status, body } = await zhou().post('/api/contacts', {
    name: '王芳',
    email: 'wangfang@baishan.cn',
    phone: '13900001111',
    ...values,
  })
  expect([status, body]).toEqual([201, body])
  return body.id as string
}
const write = (body: object) =>
  zhou().post('/api/messages', { channel: 'email', subject: '问候', body: '您好', ...body })
const read = async (id: string) => (await zhou().get(`/api/messages/${id}`)).body
const setSender = async (which: 'email' | 'sms', values: object) => {
  const { status, body } = await company.as('admin').patch(`/api/message-senders/${senders[which]}`, values)
  expect([status, body]).toEqual([200, body])
}

beforeAll(async () => {
  company = await freshCompany()
  server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _, done) =>
      auth.username === 'crm' && auth.password === PASSWORD
        ? done(null, { user: 'crm' })
        : done(new Error('no such log-in')),
    onRcptTo: ({ address }, _, done) => done(answers(address)),
    onData: (stream, session, done) =>
      void text(stream).then(text => {
        mails.push({
          text,
          to: session.envelope.rcptTo.map(to => to.address),
          id: /^Message-ID: (.+)$/im.exec(text)![1]!.trim(),
        })
        done()
      }),
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  port = (server.server.address() as { port: number }).port
  for (const one of (await company.as('admin').get('/api/message-senders')).body.items)
    senders[one.channel as 'email'] = one.id
  await setSender('email', {
    host: '127.0.0.1',
    port,
    security: 'none',
    login: 'crm',
    password: PASSWORD,
    fromAddress: 'crm@fenghe.cn',
    fromName: '丰禾传媒',
    perMinute: 1000,
    active: true,
  })
})
beforeEach(() => {
  mails.length = 0
  answers = () => null
})
afterAll(async () => {
  await new Promise<void>(done => server.close(() => done()))
  await company.close()
})

test('what zhou writes to a contact arrives at the contact’s mail server, in the company’s name', async () => {
  const contact = await newContact({})
  const { status, body } = await write({ contact, subject: '中秋快乐', body: '王女士，您好！' })
  expect([status, body.status]).toEqual([201, 'queued'])
  await deliver()
  expect(mails).toHaveLength(1)
  expect(mails[0]!.to).toEqual(['wangfang@baishan.cn'])
  expect(mails[0]!.id).toBe(`<${body.id}@fenghe.cn>`)
  expect(mails[0]!.text).toMatch(/^From: =\?UTF-8\?.+<crm@fenghe\.cn>/m)
  expect(await read(body.id)).toMatchObject({ status: 'sent', attempts: 1, why: null })
  await deliver()
  expect(mails).toHaveLength(1)
})

test('two workers at once send it once', async () => {
  const contact = await newContact({})
  for (let i = 0; i < 12; i++) await write({ contact, subject: `第 ${i} 封` })
  await Promise.all([deliver(), deliver(), deliver()])
  expect(mails).toHaveLength(12)
  expect(new Set(mails.map(mail => mail.id)).size).toBe(12)
})

test('a server that is busy is tried again later and later, then nobody tries any more', async () => {
  answers = () => wrong(451, 'try again later')
  const contact = await newContact({})
  const { id } = (await write({ contact })).body
  await deliver()
  expect(await read(id)).toMatchObject({ status: 'queued', why: 'unreachable', attempts: 1 })
  await deliver()
  expect((await read(id)).attempts).toBe(1)
  let at = 0
  for (const wait of [1, 5, 15, 60, 240]) await deliver(minutes((at += wait + 1)))
  expect(await read(id)).toMatchObject({ status: 'failed', why: 'gaveUp', attempts: 6 })
  answers = () => null
  expect((await zhou().post(`/api/messages/${id}/resend`)).status).toBe(200)
  await deliver()
  expect((await read(id)).status).toBe('sent')
})

test('an address that does not exist fails at once, and says what the server said', async () => {
  answers = () => wrong(550, 'no such mailbox')
  const { id } = (await write({ contact: await newContact({}) })).body
  await deliver()
  const failed = await read(id)
  expect(failed).toMatchObject({ status: 'failed', why: 'rejected', attempts: 1 })
  expect(failed.detail).toContain('no such mailbox')
})

test('a line that breaks while a message is handed over leaves it to a person, for it may have arrived', async () => {
  const breaking: Server = createServer(socket => {
    socket.write('220 here\r\n')
    socket.on('error', () => {})
    socket.on('data', data => {
      const said = String(data)
      if (/^EHLO/i.test(said)) socket.write('250-here\r\n250 AUTH PLAIN\r\n')
      else if (/^AUTH/i.test(said)) socket.write('235 ok\r\n')
      else if (/^(MAIL|RCPT)/i.test(said)) socket.write('250 ok\r\n')
      else if (/^DATA/i.test(said)) socket.write('354 go on\r\n')
      else socket.destroy()
    })
  })
  await new Promise<void>(done => breaking.listen(0, '127.0.0.1', done))
  await setSender('email', { port: (breaking.address() as { port: number }).port })
  const { id } = (await write({ contact: await newContact({}) })).body
  await deliver()
  expect(await read(id)).toMatchObject({ status: 'failed', why: 'unclear' })
  await new Promise(done => breaking.close(done))
  await setSender('email', { port })
  await deliver(minutes(600))
  expect(mails).toEqual([])
  await zhou().post(`/api/messages/${id}/resend`)
  await deliver()
  expect(mails.map(mail => mail.id)).toEqual([`<${id}@fenghe.cn>`])
})

test('what a process that died was sending is not sent again on its own', async () => {
  const { id } = (await write({ contact: await newContact({}) })).body
  await company.database.owner.query(
    `update messages set status = 'sending', tried_at = now(), next_try_at = null where id = $1`,
    [id],
  )
  await deliver()
  expect((await read(id)).status).toBe('sending')
  await deliver(minutes(30))
  expect(await read(id)).toMatchObject({ status: 'failed', why: 'unclear' })
  expect(mails).toEqual([])
})

test('no more than the pace allows leave in a minute', async () => {
  await setSender('email', { perMinute: 3 })
  const contact = await newContact({})
  const later = minutes(1_000)
  for (let i = 0; i < 7; i++) await write({ contact })
  await deliver(later)
  await deliver(later)
  expect(mails).toHaveLength(3)
  await deliver(new Date(later.getTime() + 61_000))
  expect(mails).toHaveLength(6)
  await setSender('email', { perMinute: 1000 })
  await deliver(new Date(later.getTime() + 122_000))
  expect(mails).toHaveLength(7)
})

test.each([
  ['writing to the contact', async (contact: string) => write({ contact })],
  ['writing to the bare address', async () => write({ to: 'wangfang.refuses@baishan.cn' })],
  ['writing to it in capitals', async () => write({ to: 'WangFang.Refuses@Baishan.CN' })],
  [
    'writing from the contact’s page',
    async (contact: string) =>
      zhou().post(`/api/contacts/${contact}/write`, { channel: 'email', subject: '问候', body: '您好' }),
  ],
  [
    'writing to a second record of the same person who said nothing',
    async () => write({ contact: await newContact({ name: '王芳芳', email: 'wangfang.refuses@baishan.cn' }) }),
  ],
] as const)('a contact who refused e-mail gets none: %s', async (_, road) => {
  const contact = await newContact({ email: 'wangfang.refuses@baishan.cn', emailConsent: 'refused' })
  const answer = await road(contact)
  expect([answer.status, answer.body.code ?? answer.body.detail]).toEqual([422, answer.body.code ?? answer.body.detail])
  expect(answer.body.detail).toContain('拒绝')
  await deliver()
  expect(mails).toEqual([])
})

test('of several contacts those are written to who did not refuse, and each answer says which', async () => {
  const [willing, unwilling] = [
    await newContact({ email: 'willing@baishan.cn' }),
    await newContact({ email: 'unwilling@baishan.cn', emailConsent: 'refused' }),
  ]
  const { body } = await zhou().post('/api/contacts/batch', {
    act: 'write',
    ids: [willing, unwilling],
    input: { channel: 'email', subject: '邀请', body: '欢迎参加秋季糖酒会' },
  })
  expect(body.items.map((item: { ok: boolean }) => item.ok)).toEqual([true, false])
  await deliver()
  expect(mails.map(mail => mail.to)).toEqual([['willing@baishan.cn']])
})

test('who refuses while the message waits does not get it', async () => {
  const contact = await newContact({ email: 'late@baishan.cn' })
  const { id } = (await write({ contact })).body
  expect((await zhou().patch(`/api/contacts/${contact}`, { emailConsent: 'refused' })).status).toBe(200)
  await deliver()
  expect(mails).toEqual([])
  expect(await read(id)).toMatchObject({ status: 'refused', why: 'refused' })
  expect((await zhou().post(`/api/messages/${id}/resend`)).status).toBe(422)
})

test('a program’s message is kept as refused, with the reason, and never sent', async () => {
  const contact = await newContact({ email: 'quiet@baishan.cn', emailConsent: 'refused' })
  const ctx = await job()
  const row = await inTransaction(ctx, tx =>
    queueMessage(tx, {
      channel: 'email',
      purpose: 'service',
      contact,
      body: '到期提醒',
      owner: company.people.zhou,
      board: company.boards.marketing,
    }),
  )
  expect(row).toMatchObject({ status: 'refused', why: 'refused' })
  await deliver()
  expect(mails).toEqual([])
})

test('who said nothing may be greeted but not advertised to, unless the company decides otherwise', async () => {
  const contact = await newContact({ email: 'silent@baishan.cn' })
  expect((await write({ contact, purpose: 'care' })).status).toBe(201)
  expect((await write({ contact, purpose: 'marketing' })).status).toBe(422)
  await setSender('email', { unknownConsent: 'nothing' })
  expect((await write({ contact, purpose: 'care' })).status).toBe(422)
  await zhou().patch(`/api/contacts/${contact}`, { emailConsent: 'allowed' })
  expect((await write({ contact, purpose: 'marketing' })).status).toBe(201)
  await setSender('email', { unknownConsent: 'personal' })
  await deliver()
})

test('what could not leave in time is not sent late', async () => {
  const contact = await newContact({ email: 'tooLate@baishan.cn' })
  const ctx = await job()
  const row = await inTransaction(ctx, tx =>
    queueMessage(tx, {
      channel: 'email',
      purpose: 'care',
      contact,
      body: '生日快乐',
      owner: company.people.zhou,
      board: company.boards.marketing,
      expiresAt: minutes(5).toISOString(),
    }),
  )
  await deliver(minutes(6))
  expect(mails).toEqual([])
  expect(await read(row.id)).toMatchObject({ status: 'failed', why: 'expired' })
})

test('the same key twice is one message', async () => {
  const contact = await newContact({ email: 'once@baishan.cn' })
  const ctx = await job()
  const letter = {
    channel: 'email',
    purpose: 'care',
    contact,
    body: '生日快乐',
    owner: company.people.zhou,
    board: company.boards.marketing,
    key: 'birthday 1',
  } as const
  const [first, second] = [
    await inTransaction(ctx, tx => queueMessage(tx, letter)),
    await inTransaction(ctx, tx => queueMessage(tx, letter)),
  ]
  expect(second.id).toBe(first.id)
  await deliver()
  expect(mails).toHaveLength(1)
})

test('a template is filled in for the recipient; one with an unknown variable is not saved', async () => {
  const admin = company.as('admin')
  const wrongOne = await admin.post('/api/message-templates', { name: '错', body: '{姓氏}您好' })
  expect([wrongOne.status, wrongOne.body.errors?.[0]?.field]).toEqual([422, 'body'])
  const { body: template } = await admin.post('/api/message-templates', {
    name: '问候',
    subject: '{公司}问候{称呼}',
    body: '{称呼}，您好。{我}',
    shortText: '{称呼}好【{公司}】',
  })
  const contact = await newContact({ name: '欧阳海', gender: 'male', email: 'ouyang@baishan.cn', phone: '13900002222' })
  const mail = await write({ contact, template: template.id, subject: undefined, body: undefined })
  expect(mail.body).toMatchObject({ subject: '丰禾传媒问候欧阳先生', body: '欧阳先生，您好。周雨桐' })
  const { body: sms } = await zhou().post('/api/messages', { channel: 'sms', contact, template: template.id })
  await deliver()
  const directory = join(company.host.dataDir, 'outbox', String(company.tenant))
  expect(await readdir(directory)).toEqual([`${sms.id}.json`])
  expect(JSON.parse(await readFile(join(directory, `${sms.id}.json`), 'utf8'))).toMatchObject({
    to: '+8613900002222',
    body: '欧阳先生好【丰禾传媒】',
  })
})

test('the password of the mail server is in no answer and not readable in the database', async () => {
  const answer = await company.as('admin').get(`/api/message-senders/${senders.email}`)
  expect(answer.body).toMatchObject({ hasPassword: true, login: 'crm' })
  expect(JSON.stringify(answer.body)).not.toContain(PASSWORD)
  const { rows } = await company.database.owner.query('select sealed from message_passwords')
  expect(rows).toHaveLength(1)
  expect(rows[0].sealed).toMatch(/^sealed:/)
  const journal = await company.database.owner.query('select changes::text from journal')
  expect(journal.rows.some(row => row.changes?.includes(PASSWORD))).toBe(false)
})

test('the test button sends a real message, or says what the server said', async () => {
  const admin = company.as('admin')
  expect((await admin.post(`/api/message-senders/${senders.email}/test`, { to: 'me@fenghe.cn' })).status).toBe(200)
  expect(mails.map(mail => mail.to)).toEqual([['me@fenghe.cn']])
  await setSender('email', { password: 'wrong' })
  const refused = await admin.post(`/api/message-senders/${senders.email}/test`, { to: 'me@fenghe.cn' })
  expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('no such log-in')])
  await setSender('email', { password: PASSWORD })
  expect((await zhou().post(`/api/message-senders/${senders.email}/test`, { to: 'me@fenghe.cn' })).status).toBe(403)
})

test('nobody makes a message by hand, changes one, or adds a sender', async () => {
  expect(
    (await zhou().post('/api/messages', { channel: 'email', to: 'a@b.cn', body: 'x', status: 'queued' })).status,
  ).toBe(422)
  const { id } = (await write({ contact: await newContact({ email: 'fixed@baishan.cn' }) })).body
  expect((await zhou().patch(`/api/messages/${id}`, { status: 'sent' })).status).toBe(422)
  expect((await zhou().patch(`/api/messages/${id}`, { body: '改一句' })).status).toBe(200)
  await deliver()
  expect(mails).toHaveLength(1)
  expect((await zhou().patch(`/api/messages/${id}`, { body: '太晚了' })).status).toBe(422)
  expect((await company.as('admin').post('/api/message-senders', { channel: 'email', adapter: 'file' })).status).toBe(
    422,
  )
})
