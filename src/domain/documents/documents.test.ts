import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { docx, textOf } from '../../../test/docx'
import { sendFile } from '../../../test/importing'
import { pagesOf } from '../../../test/pdf'
import { systemContext } from '../../core/context'
import { sendDue } from '../messages'

const yuan = (n: number) => n * 100
let company: Company
let account: string
let contact: string
let quote: string

const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const offer = (name: string, lines: unknown[], more: object = {}) =>
  made('zhou', '/api/quotes/save', { name, account, contact, validUntil: '2099-12-31', ...more, lines })
const print = (id: string, template?: string, who: Who = 'zhou') =>
  made(who, `/api/quotes/${id}/documents`, template ? { template } : {})
const uploaded = async (file: Buffer, name = '模板.docx') =>
  (await sendFile(company, 'sun', '/api/files', file, name)).body.id as string
const template = async (file: Buffer, name = '模板.docx') =>
  company.as('sun').post('/api/document-templates', {
    name: '公司报价单',
    object: 'quote',
    kind: 'docx',
    file: [await uploaded(file, name)],
  })
async function fetched(path: string, who?: Who) {
  const headers: Record<string, string> = who ? { cookie: await company.signIn(who) } : {}
  const answer = await company.app.inject({ method: 'GET', url: path, headers })
  return {
    status: answer.statusCode,
    bytes: answer.rawPayload,
    text: answer.body,
    type: String(answer.headers['content-type']),
  }
}
const kept = async (id: string, who: Who = 'zhou') =>
  (await company.as(who).get(`/api/quotes/${id}/documents`)).body.items

beforeAll(async () => {
  company = await freshCompany()
  await made('admin', '/api/company-profiles', {
    name: '丰禾传媒集团有限公司',
    address: '成都市锦江区东大街 1 号',
    phone: '02881234567',
    taxNumber: '91510100MA00000000',
  })
  account = (await made('zhou', '/api/accounts', { name: '泸州老窖股份有限公司', address: '泸州市龙马潭区' })).id
  contact = (
    await made('zhou', '/api/contacts', { name: '王芳', account, email: 'wangfang@lzlj.example', phone: '13900001111' })
  ).id
  quote = (
    await offer(
      '春糖特刊广告',
      [
        { name: '《糖酒经纬》封底，四色', quantity: 1, unitPrice: yuan(28_000), taxRate: '6' },
        { name: '特装展位 54 ㎡', quantity: 2, unitPrice: yuan(61_200), taxRate: '6' },
      ],
      { paymentTerms: '签约后 7 日内付 50%，刊出后付清' },
    )
  ).id
}, 120_000)
afterAll(() => company?.close())

describe('a quote on paper', () => {
  it('says in Chinese who offers what to whom, and the amount in words', async () => {
    const paper = await print(quote)
    expect(paper).toMatchObject({ format: 'pdf', status: 'made', account: { id: account }, madeBy: { name: '周雨桐' } })
    const { bytes, type } = await fetched(`/api/documents/${paper.id}/file`, 'zhou')
    expect(type).toBe('application/pdf')
    expect(bytes.length).toBeLessThan(1_000_000)
    const [page] = pagesOf(bytes)
    for (const words of [
      '丰禾传媒集团有限公司',
      '报价单',
      '泸州老窖股份有限公司',
      '《糖酒经纬》封底，四色',
      '61,200.00',
      '150,400.00',
      '人民币壹拾伍万零肆佰元整',
      '签约后 7 日内付 50%',
      '第 1 页，共 1 页',
    ])
      expect(page!.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''))
  })

  it('repeats the head of its table on every page, and keeps two hundred lines together', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => ({
      name: `广告位 ${i + 1}`,
      quantity: 1,
      unitPrice: yuan(100) + i,
    }))
    const { id } = await offer('全年广告', lines)
    const paper = await print(id)
    const { bytes } = await fetched(`/api/documents/${paper.id}/file`, 'zhou')
    expect(bytes.length).toBeLessThan(1_000_000)
    const pages = pagesOf(bytes)
    expect(pages.length).toBeGreaterThan(3)
    const whole = pages.join('')
    for (const line of [1, 100, 200])
      expect(whole).toContain(`广告位${line === 1 ? ' 1' : ` ${line}`}`.replace('位 ', '位 '))
    for (const page of pages.filter(one => /广告位/.test(one))) expect(page).toContain('单价')
    expect(pages.at(-1)).toContain(`第 ${pages.length} 页，共 ${pages.length} 页`)
  }, 30_000)

  it('says nothing of what it costs us, and nothing to whom may not see the record', async () => {
    const { variables, lines } = (await company.as('zhou').get('/api/printed-objects/order/variables')).body
    const names = [...variables, ...lines].map((one: { name: string }) => one.name)
    expect(names).toContain('gross')
    expect(names.filter((name: string) => /cost|discount/i.test(name))).toEqual(['discount'])
    expect((await company.as('wang').post(`/api/quotes/${quote}/documents`, {})).status).toBe(404)
    const paper = await print(quote)
    expect((await fetched(`/api/documents/${paper.id}/file`, 'wang')).status).toBe(404)
    expect((await company.as('wang').get(`/api/quotes/${quote}/documents`)).status).toBe(404)
    expect((await company.as('wang').get(`/api/quotes/${quote}/sheet`)).status).toBe(404)
  })

  it('of a customer is the statement of what was charged, came in, and is left', async () => {
    const sheet = (await company.as('zhou').get(`/api/accounts/${account}/sheet`)).body
    expect(sheet).toMatchObject({ title: '对账单', inWords: null })
    expect(sheet.totals.map((one: { label: string; text: string }) => [one.label, one.text])).toEqual([
      ['期初余额', '¥0.00'],
      ['本期应收', '¥0.00'],
      ['本期已收', '¥0.00'],
      ['期末余额', '¥0.00'],
    ])
  })

  it('goes with its record to another owner', async () => {
    const { id } = await offer('交接', [{ name: '内页', quantity: 1, unitPrice: yuan(9_000) }])
    const paper = await print(id)
    const moved = await company.as('gao').patch(`/api/quotes/${id}`, { owner: company.people.li })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect((await fetched(`/api/documents/${paper.id}/file`, 'li')).status).toBe(200)
    expect(await kept(id, 'li')).toMatchObject([{ id: paper.id }])
  })
})

describe('a Word template', () => {
  it('is filled in, line by line', async () => {
    const { status, body } = await template(
      docx(
        ['报价给 {客户}（{contact.phone}）', '合计 {价税合计}，{大写金额}', '{公司.公司全称}'],
        ['{#明细}{序号}. {名称}', '{单价}{/明细}'],
      ),
    )
    expect(status, JSON.stringify(body)).toBe(201)
    const paper = await print(quote, body.id)
    expect(paper).toMatchObject({ format: 'docx', template: { name: '公司报价单' } })
    const text = textOf((await fetched(`/api/documents/${paper.id}/file`, 'zhou')).bytes)
    expect(text.split('\n').slice(0, 7)).toEqual([
      '报价给 泸州老窖股份有限公司（13900001111）',
      '合计 150,400.00，壹拾伍万零肆佰元整',
      '丰禾传媒集团有限公司',
      '1. 《糖酒经纬》封底，四色',
      '28,000.00',
      '2. 特装展位 54 ㎡',
      '61,200.00',
    ])
    expect((await company.as('sun').delete(`/api/document-templates/${body.id}`)).status).toBe(204)
  })

  it('begins with an example that can be used as it is', async () => {
    const example = await fetched('/api/printed-objects/quotes/example', 'sun')
    const { status, body } = await template(example.bytes)
    expect(status, JSON.stringify(body)).toBe(201)
    const paper = await print(quote, body.id)
    const text = textOf((await fetched(`/api/documents/${paper.id}/file`, 'zhou')).bytes)
    for (const words of ['报价单', '客户：泸州老窖股份有限公司', '特装展位 54 ㎡', '大写金额：壹拾伍万零肆佰元整'])
      expect(text).toContain(words)
    expect((await company.as('sun').delete(`/api/document-templates/${body.id}`)).status).toBe(204)
  })

  it('bears the company’s logo and stamp where pictures name them, undistorted; a draft bears no stamp', async () => {
    const coloured = (width: number, height: number, background: string) =>
      sharp({ create: { width, height, channels: 4, background } })
        .png()
        .toBuffer()
    const [logo, stamp, placeholder] = [
      await coloured(60, 20, '#2e6f5e'),
      await coloured(30, 30, '#c8102e'),
      await coloured(8, 8, '#cccccc'),
    ]
    const picture = (name: string, id: number) =>
      `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="${id}" name="图片 ${id}" descr="${name}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"><a:extLst><a:ext uri="{x}"/></a:extLst></a:blip></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    const office = 'http://schemas.openxmlformats.org'
    const pictured = (names: readonly string[]) =>
      docx([], [], {
        'word/document.xml': `<w:document xmlns:w="${office}/wordprocessingml/2006/main" xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing" xmlns:a="${office}/drawingml/2006/main" xmlns:pic="${office}/drawingml/2006/picture" xmlns:r="${office}/officeDocument/2006/relationships"><w:body>${names.map(picture).join('')}<w:sectPr/></w:body></w:document>`,
        'word/_rels/document.xml.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId9" Type="${office}/officeDocument/2006/relationships/image" Target="media/image1.png"/></Relationships>`,
        'word/media/image1.png': placeholder!,
      })
    const profile = (await company.as('admin').get('/api/company-profiles')).body.items[0]
    const pictures = async (files: object) =>
      expect((await company.as('admin').patch(`/api/company-profiles/${profile.id}`, files)).status).toBe(200)
    const attached = async (file: Buffer, name: string) =>
      (await sendFile(company, 'admin', '/api/files', file, name)).body.id as string
    await pictures({ logo: [await attached(logo!, '标志.png')], stamp: [await attached(stamp!, '公章.png')] })

    const unknown = await template(pictured(['{印鉴}']))
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([422, 'document.templatePicture'])
    const { body } = await template(pictured(['{标志}', '客户照片', '{ stamp }']))
    const printed = async (id: string) => {
      const paper = await print(id, body.id)
      const zip = new PizZip((await fetched(`/api/documents/${paper.id}/file`, 'zhou')).bytes)
      const text = zip.file('word/document.xml')!.asText()
      const targets = new Map(
        [
          ...zip
            .file('word/_rels/document.xml.rels')!
            .asText()
            .matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g),
        ].map(([, link, target]) => [link, `word/${target}`]),
      )
      return Promise.all(
        [
          ...text.matchAll(
            /<wp:extent cx="(\d+)" cy="(\d+)"[\s\S]*?r:embed="(\w+)"[\s\S]*?<a:ext cx="(\d+)" cy="(\d+)"/g,
          ),
        ].map(async ([, cx, cy, link, ...inner]) => {
          expect(inner).toEqual([cx, cy])
          const shown = sharp(zip.file(targets.get(link!)!)!.asNodeBuffer()).ensureAlpha()
          const { data } = await shown.raw().toBuffer({ resolveWithObject: true })
          return [Number(cx), Number(cy), data.subarray(0, 4).toString('hex'), (await shown.metadata()).width]
        }),
      )
    }
    const sent = await offer('盖章', [{ name: '封底', quantity: 1, unitPrice: yuan(28_000) }])
    const untouched = [900_000, 900_000, 'ccccccff', 8]
    expect(await printed(sent.id)).toEqual([
      [900_000, 300_000, '2e6f5eff', 60],
      untouched,
      [900_000, 900_000, 'c8102eff', 30],
    ])
    await company.database.owner.query(`update quotes set approval = 'running' where id = $1`, [sent.id])
    expect((await printed(sent.id))[2]).toEqual([900_000, 900_000, expect.stringMatching(/00$/), 1])
    await pictures({ logo: [], stamp: [] })
    expect((await printed(sent.id)).map(([, , , width]) => width)).toEqual([1, 8, 1])
    expect((await company.as('sun').delete(`/api/document-templates/${body.id}`)).status).toBe(204)
  })

  it('is refused with what is wrong with it', async () => {
    const types = '[Content_Types].xml'
    const relations = (target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${target}" TargetMode="External"/></Relationships>`
    for (const [why, file, code, name] of [
      ['text', Buffer.from('只是文字'), 'document.templateKind', '模板.docx'],
      ['macros', docx(['x'], [], { 'word/vbaProject.bin': 'x' }), 'document.templateMacros'],
      ['a bomb', docx(['x'], [], { 'word/media/zero.xml': Buffer.alloc(17 << 20) }), 'document.templateBomb'],
      [
        'reaching out',
        docx(['x'], [], { 'word/_rels/settings.xml.rels': relations('http://evil.example/x.dotm') }),
        'document.templateReaches',
      ],
      ['embedding', docx(['x'], [], { 'word/embeddings/oleObject1.bin': 'x' }), 'document.templateEmbeds'],
      ['no document', docx(['x'], [], { [types]: '<Types/>' }), 'document.templateKind'],
      ['unknown', docx(['{客户} {利润}']), 'document.templateUnknown', '利润'],
      ['constructor', docx(['{constructor}']), 'document.templateUnknown', 'constructor'],
      ['outside', docx(['{序号}']), 'document.templateLine', '序号'],
      ['nested', docx(['{#明细}{#明细}{名称}{/明细}{/明细}']), 'document.templateNested', '明细'],
      ['open', docx(['{#明细}{名称}']), 'document.templateTag', '明细'],
      ['raw', docx(['{@名称}']), 'document.templateTag'],
    ] as const) {
      const { status, body } = await template(file)
      expect([why, status], JSON.stringify(body)).toEqual([why, 422])
      const [error] = body.errors
      if (!['no document'].includes(why)) expect([why, error.field, error.code]).toEqual([why, 'file', code])
      expect(error.message).not.toBe(error.code)
      if (name && why !== 'text') expect(error.message).toContain(name)
    }
  }, 60_000)

  it('of the built-in kind names its variables rightly or is not kept', async () => {
    const of = (terms: string) =>
      company
        .as('sun')
        .post('/api/document-templates', { name: '英文报价', object: 'quote', kind: 'pdf', lang: 'en', terms })
    expect((await of('Valid until {nobody}')).body.errors[0]).toMatchObject({
      field: 'terms',
      code: 'document.templateUnknown',
    })
    const { body } = await of('Valid until {validUntil}')
    const sheet = (await company.as('zhou').get(`/api/quotes/${quote}/sheet?template=${body.id}`)).body
    expect(sheet).toMatchObject({ lang: 'en', title: 'Quotation', inWords: null })
    expect(sheet.paragraphs.at(-1)).toEqual({ title: 'Terms', text: 'Valid until 2099-12-31' })
    const other = await company.as('zhou').post(`/api/accounts/${account}/documents`, { template: body.id })
    expect([other.status, other.body.code]).toEqual([422, 'document.otherTemplate'])
    expect((await company.as('sun').delete(`/api/document-templates/${body.id}`)).status).toBe(204)
  })
})

describe('sent to a customer', () => {
  it('goes by mail with the file, marks the quote as sent, and tells who looked', async () => {
    const admin = company.as('admin')
    const [sender] = (await admin.get('/api/message-senders?limit=10')).body.items.filter(
      (one: any) => one.channel === 'email',
    )
    const set = await admin.patch(`/api/message-senders/${sender.id}`, {
      adapter: 'file',
      active: true,
      linkAddress: 'https://crm.fenghe.example',
    })
    expect(set.status, JSON.stringify(set.body)).toBe(200)
    const paper = await print(quote)
    const sent = await company.as('zhou').post(`/api/documents/${paper.id}/send`, { contact, body: '请看报价。' })
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    expect((await company.as('zhou').get(`/api/quotes/${quote}`)).body.status).toBe('sent')
    await sendDue(await systemContext(company.host, company.tenant))
    const outbox = join(company.host.dataDir, 'outbox', String(company.tenant))
    const mails = readdirSync(outbox).map(name => JSON.parse(readFileSync(join(outbox, name), 'utf8')))
    expect(mails).toMatchObject([
      { to: 'wangfang@lzlj.example', attachments: [expect.stringMatching(/^报价单.*\.pdf$/)] },
    ])
    const path = /https:\/\/crm\.fenghe\.example(\/d\/[\w-]+)/.exec(mails[0].body)![1]!
    const seen = await fetched(path)
    expect(seen.status).toBe(200)
    for (const words of ['泸州老窖股份有限公司', '特装展位 54 ㎡', '人民币壹拾伍万零肆佰元整', '接受'])
      expect(seen.text).toContain(words)
    expect((await fetched(`${path}/file`)).type).toBe('application/pdf')
    // The same person looking again a moment later is one look.
    await fetched(path)
    expect((await kept(quote))[0]).toMatchObject({
      status: 'viewed',
      deliveries: [
        {
          name: '王芳 wangfang@lzlj.example',
          mail: { status: 'sent' },
          views: 1,
          downloads: 1,
          path: expect.stringMatching(/^\/d\//),
        },
      ],
    })
    const news = (await company.as('zhou').get('/api/notifications?fields=type,title')).body.items
    expect(news.map((one: { type: string }) => one.type)).toContain('documentViewed')
  })

  it('is accepted on its page, once', async () => {
    const { id } = await offer('在线确认', [{ name: '封二', quantity: 1, unitPrice: yuan(26_000) }])
    const paper = await print(id)
    const { path } = (await company.as('zhou').post(`/api/documents/${paper.id}/link`, { name: '微信' })).body
    const answer = (body: string) =>
      company.app.inject({
        method: 'POST',
        url: path,
        payload: body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await answer('answer=accepted&by=')).statusCode).toBe(422)
    expect((await answer('answer=maybe&by=x')).statusCode).toBe(400)
    expect((await answer(`answer=accepted&by=${encodeURIComponent('王芳')}`)).statusCode).toBe(303)
    expect((await company.as('zhou').get(`/api/quotes/${id}`)).body.status).toBe('accepted')
    expect((await answer('answer=declined&by=x')).statusCode).toBe(409)
    expect((await kept(id))[0]).toMatchObject({
      status: 'accepted',
      deliveries: [{ answer: 'accepted', answeredBy: '王芳' }],
    })
    expect((await fetched(path)).text).toContain('王芳 已接受')
  })

  it('leads nowhere once it is revoked, has ended, or was never ours', async () => {
    const { id } = await offer('撤回', [{ name: '封三', quantity: 1, unitPrice: yuan(24_000) }])
    const paper = await print(id)
    const link = async () => (await company.as('zhou').post(`/api/documents/${paper.id}/link`, {})).body
    const revoked = await link()
    expect((await fetched(revoked.path)).status).toBe(200)
    expect((await company.as('zhou').post(`/api/document-deliveries/${revoked.delivery}/revoke`, {})).status).toBe(200)
    expect((await fetched(revoked.path)).status).toBe(410)
    expect((await fetched(`${revoked.path}/file`)).status).toBe(410)
    const ended = await link()
    await company.database.owner.query(
      `update document_deliveries set expires_at = now() - interval '1 minute' where id = $1`,
      [ended.delivery],
    )
    expect((await fetched(ended.path)).status).toBe(410)
    const other = ended.path.at(-1) === 'A' ? 'B' : 'A'
    for (const path of ['/d/x', `${ended.path.slice(0, -3)}${other}${ended.path.slice(-2)}`, '/d/'])
      expect((await fetched(path)).status).toBe(404)
  })

  it('is kept back until it has been agreed to, and where nobody can be reached', async () => {
    const { id } = await offer('地址', [{ name: '内页', quantity: 1, unitPrice: yuan(12_000) }])
    const paper = await print(id)
    for (const [body, code] of [
      [{}, 'message.nobody'],
      [{ to: 'nowhere' }, 'document.noAddress'],
      [{ to: 'a@b.example', days: 4_000 }, 'document.days'],
    ] as const) {
      const refused = await company.as('zhou').post(`/api/documents/${paper.id}/send`, body)
      expect([refused.status, refused.body.code]).toEqual([422, code])
    }
    await company.database.owner.query(`update quotes set approval = 'running' where id = $1`, [id])
    const early = await company.as('zhou').post(`/api/documents/${paper.id}/send`, { to: 'a@b.example' })
    expect([early.status, early.body.code]).toEqual([422, 'document.draft'])
    expect((await company.as('zhou').get(`/api/quotes/${id}`)).body.status).toBe('draft')
  })
})
