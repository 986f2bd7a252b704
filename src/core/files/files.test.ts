import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../context'
import { contentPath } from './contents'
import { sweepFiles } from './sweep'

let company: Company
let photo: Buffer
beforeAll(async () => {
  company = await freshCompany()
  photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#0b6e6e' } })
    .withExif({ IFD0: { Copyright: 'Zhou Yutong', Make: 'Camera of Zhou' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => company.close())

const cookies = new Map<Who, Promise<string>>()
const cookieOf = (who: Who) => {
  if (!cookies.has(who)) cookies.set(who, company.signIn(who))
  return cookies.get(who)!
}
async function upload(who: Who, content: Buffer | string, filename: string, type = 'application/octet-stream') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type }), filename)
  const encoded = new Response(form)
  const response = await company.app.inject({
    method: 'POST',
    url: '/api/files',
    headers: { cookie: await cookieOf(who), 'content-type': encoded.headers.get('content-type')! },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
  return { status: response.statusCode, body: response.json() }
}
const read = async (who: Who, path: string, headers: Record<string, string> = {}) =>
  company.app.inject({ method: 'GET', url: path, headers: { cookie: await cookieOf(who), ...headers } })
const statusFor = async (who: Who, id: string) => (await read(who, `/api/files/${id}`)).statusCode

describe('an uploaded file', () => {
  it('comes back as it was, under its name, and is a picture only because its content is one', async () => {
    const { status, body } = await upload('zhou', photo, '门头 照片.jpg', 'text/html')
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({
      name: '门头 照片.jpg',
      mime: 'image/jpeg',
      sizeBytes: photo.length,
      width: 1200,
      height: 800,
    })
    const response = await read('zhou', `/api/files/${body.id}`)
    expect(response.rawPayload.equals(photo)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.length),
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="__ __.jpg"; filename*=UTF-8''%E9%97%A8%E5%A4%B4%20%E7%85%A7%E7%89%87.jpg`,
    })
    expect(response.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  })

  it('can be read in part, and not again when nothing changed', async () => {
    const { body } = await upload('zhou', '0123456789', 'digits.txt')
    const url = `/api/files/${body.id}`
    const part = await read('zhou', url, { range: 'bytes=2-4' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
    expect((await read('zhou', url, { range: 'bytes=-3' })).body).toBe('789')
    expect((await read('zhou', url, { range: 'bytes=7-' })).body).toBe('789')
    expect((await read('zhou', url, { range: 'bytes=90-' })).statusCode).toBe(416)
    expect((await read('zhou', url, { range: 'bytes=abc' })).statusCode).toBe(200)
    const etag = String(part.headers.etag)
    expect((await read('zhou', url, { 'if-none-match': etag })).statusCode).toBe(304)
    expect((await read('zhou', url, { range: 'bytes=2-4', 'if-range': '"other"' })).body).toBe('0123456789')
    expect((await read('zhou', `${url}?download`)).headers['content-disposition']).toMatch(/^attachment/)
  })

  it.each([
    [
      'drawing.svg',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image/svg+xml',
    ],
    ['page.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['note.txt', '  <html><body onload=alert(1)>', 'text/html'],
  ])('that may carry a script is only ever downloaded: %s', async (name, content, mime) => {
    const { body } = await upload('zhou', content, name, 'image/png')
    expect(body.mime).toBe(mime)
    const response = await read('zhou', `/api/files/${body.id}`)
    expect(response.headers['content-disposition']).toMatch(/^attachment/)
    expect(response.headers['content-security-policy']).toMatch(/sandbox/)
    expect((await read('zhou', `/api/files/${body.id}/thumbnail`)).statusCode).toBe(404)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['报\u202Egnp.txt', '报gnp.txt'],
    ['.htaccess', 'htaccess'],
    [`${'a'.repeat(400)}.txt`, `${'a'.repeat(150)}.txt`],
    ['con<>:|?*.txt', 'con______.txt'],
  ])('with the name %j is called %j and stands where its content says', async (given, kept) => {
    const { status, body } = await upload('zhou', `content of ${kept}`, given)
    expect([status, body.name]).toEqual([201, kept])
    expect(existsSync(join(company.host.dataDir, 'files'))).toBe(true)
    expect(
      readdirSync(join(company.host.dataDir, 'files')).every(folder =>
        /^([0-9a-f]{2}|incoming|thumbnails)$/.test(folder),
      ),
    ).toBe(true)
  })

  it.each([
    [
      'setup.pdf',
      Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00', 'latin1'),
      415,
      'file.typeRefused',
    ],
    [
      'tool.png',
      Buffer.from('\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00', 'latin1'),
      415,
      'file.typeRefused',
    ],
    ['what.bin', Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0, 0]), 415, 'file.typeRefused'],
    ['empty.txt', Buffer.alloc(0), 422, 'file.empty'],
    ['broken.png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64, 7)]), 422, 'file.notImage'],
    ['large.txt', Buffer.alloc(26 * 1024 * 1024, 'a'), 413, 'file.tooLarge'],
  ])('is refused when it should be: %s', async (name, content, status, code) => {
    const answer = await upload('zhou', content, name)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(readdirSync(join(company.host.dataDir, 'files', 'incoming'))).toEqual([])
  })

  it('of few bytes and too many pixels is refused', async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer()
    expect((await upload('zhou', bomb, 'white.png')).body.code).toBe('file.imageTooLarge')
  })

  it('that breaks off is refused, and nothing of it is kept', async () => {
    const response = await company.app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { cookie: await cookieOf('zhou'), 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of i',
    })
    expect([response.statusCode, response.json().code]).toEqual([400, 'file.interrupted'])
    expect(readdirSync(join(company.host.dataDir, 'files', 'incoming'))).toEqual([])
  })

  it('must come as a form', async () => {
    const answer = await company.as('zhou').post('/api/files', { file: 'x' })
    expect([answer.status, answer.body.code]).toEqual([415, 'file.notMultipart'])
    expect((await company.with().post('/api/files', {})).status).toBe(401)
  })
})

describe('the small version of a picture', () => {
  it('fits the asked width and tells nothing about place, time or camera', async () => {
    const { body } = await upload('zhou', photo, 'shop.jpg')
    for (const [w, height] of [
      [64, 43],
      [160, 107],
      [480, 320],
    ]) {
      const response = await read('zhou', `/api/files/${body.id}/thumbnail?w=${w}`)
      expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'image/webp'])
      const made = await sharp(response.rawPayload).metadata()
      expect([made.width, made.height, made.exif]).toEqual([w, height, undefined])
    }
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    expect((await read('zhou', `/api/files/${body.id}/thumbnail?w=5000`)).statusCode).toBe(400)
  })
})

describe('who sees a file', () => {
  it('is its uploader at first, then whoever sees the record whose field holds it', async () => {
    const { body: file } = await upload('zhou', photo, 'contract.jpg')
    expect([
      await statusFor('zhou', file.id),
      await statusFor('chen', file.id),
      await statusFor('admin', file.id),
    ]).toEqual([200, 404, 404])

    const account = await company.as('zhou').post('/api/accounts', { name: '绵竹剑南老窖', images: [file.id] })
    expect(account.status, JSON.stringify(account.body)).toBe(201)
    expect(account.body.images).toEqual([
      { id: file.id, name: 'contract.jpg', mime: 'image/jpeg', sizeBytes: photo.length },
    ])
    expect(account.body.files).toEqual([])
    // Her manager sees her customers, her colleague and other boards don't.
    const seen = async () =>
      Promise.all((['zhou', 'chen', 'li', 'wang', 'lin'] as const).map(who => statusFor(who, file.id)))
    expect(await seen()).toEqual([200, 200, 404, 404, 404])

    await company.as('zhou').delete(`/api/accounts/${account.body.id}`)
    expect(await statusFor('chen', file.id)).toBe(404)
    await company.as('zhou').post(`/api/accounts/${account.body.id}/restore`)
    expect(await statusFor('chen', file.id)).toBe(200)
  })

  it('may not be widened by putting a known id into a record of one’s own', async () => {
    const { body: file } = await upload('zhou', 'secret price list', 'prices.txt')
    await company.as('zhou').post('/api/accounts', { name: '泸州窖池', files: [file.id] })
    const stolen = await company.as('wang').post('/api/accounts', { name: '窃取', files: [file.id] })
    expect([stolen.status, stolen.body.code]).toEqual([422, 'file.unknown'])
    expect(await statusFor('wang', file.id)).toBe(404)
  })

  it('goes into a field for pictures only when it is one', async () => {
    const { body: file } = await upload('zhou', 'not a picture', 'photo.jpg')
    const answer = await company.as('zhou').post('/api/accounts', { name: '自贡盐帮', images: [file.id] })
    expect([answer.status, answer.body.code]).toEqual([422, 'file.notPicture'])
  })

  it('stands in a field that an administrator added, too', async () => {
    await company
      .as('admin')
      .post('/api/custom-fields', { object: 'account', label: '营业执照', kind: 'files', name: 'licence' })
    const { body: file } = await upload('zhou', photo, '执照.jpg')
    const account = await company.as('zhou').post('/api/accounts', { name: '内江甜城', licence: [file.id] })
    expect(account.body.licence).toEqual([
      { id: file.id, name: '执照.jpg', mime: 'image/jpeg', sizeBytes: photo.length },
    ])
    expect([await statusFor('chen', file.id), await statusFor('wang', file.id)]).toEqual([200, 404])
    const again = await company.as('zhou').patch(`/api/accounts/${account.body.id}`, { licence: account.body.licence })
    expect([again.status, again.body.version]).toEqual([200, 1])
  })

  it('is seen through each of several records that hold it', async () => {
    const { body: file } = await upload('chen', 'brochure', 'brochure.txt')
    await company.as('chen').post('/api/accounts', { name: '甲客户', files: [file.id] })
    const second = await company
      .as('chen')
      .post('/api/accounts', { name: '乙客户', owner: company.people.zhou, files: [file.id] })
    expect(second.status, JSON.stringify(second.body)).toBe(201)
    expect(await statusFor('zhou', file.id)).toBe(200)
  })
})

describe('at night', () => {
  it('what never became part of a record goes, its content too unless another file has it', async () => {
    const [lost, kept, twin] = [
      await upload('zhou', 'lost', 'lost.txt'),
      await upload('zhou', 'kept', 'kept.txt'),
      await upload('zhou', 'kept', 'twin.txt'),
    ]
    const fresh = await upload('zhou', 'fresh', 'fresh.txt')
    await company.as('zhou').post('/api/accounts', { name: '丙客户', files: [kept.body.id] })
    const { owner } = company.database
    await owner.query(`update public.files set created_at = now() - interval '25 hours' where id = any($1)`, [
      [lost.body.id, kept.body.id, twin.body.id],
    ])
    const { rows } = await owner.query('select sha256, name from public.files where id = any($1)', [
      [lost.body.id, kept.body.id],
    ])
    const path = (name: string) => contentPath(company.host.dataDir, rows.find(row => row.name === name)!.sha256)

    await sweepFiles.run(await systemContext(company.host, company.tenant), null)
    const left = await Promise.all([lost, kept, twin, fresh].map(file => statusFor('zhou', file.body.id)))
    expect(left).toEqual([404, 200, 404, 200])
    expect([existsSync(path('lost.txt')), existsSync(path('kept.txt'))]).toEqual([false, true])
  })
})
