import { Readable } from 'node:stream'
import sharp from 'sharp'
import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { upload } from '../../core/files/upload'
import { create } from '../../core/records/write'
import { companyProfile, documentTemplate } from '../documents'
import { quote } from '../quotes'
import type { Days } from './days'

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="96"><rect width="96" height="96" rx="20" fill="#0B6E6E"/><path d="M28 70 V26 H68 M28 46 H60" stroke="#fff" stroke-width="10" fill="none"/><rect x="116" y="30" width="124" height="12" fill="#0B6E6E"/><rect x="116" y="54" width="84" height="12" fill="#8FC1BE"/></svg>`
const STAR = 'M120 66 l12 38 h40 l-32 24 12 38 -32 -23 -32 23 12 -38 -32 -24 h40 z'
const STAMP = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><circle cx="120" cy="120" r="108" fill="none" stroke="#C4443A" stroke-width="8"/><circle cx="120" cy="120" r="92" fill="none" stroke="#C4443A" stroke-width="2"/><path d="${STAR}" fill="#C4443A"/></svg>`

/** How 丰禾传媒 signs what it sends out, how its offers and contracts are printed, and one offer that went out on paper. */
export async function letterhead(people: (login: string) => Promise<Ctx>, days: Days): Promise<void> {
  const administrator = { ...(await people('luyiming')), now: days.ago(200, 10) }
  const drawn = async (ctx: Ctx, name: string, svg: string) =>
    (await upload(ctx, name, Readable.from([await sharp(Buffer.from(svg)).png().toBuffer()]))).id
  await inTransaction(administrator, async ctx => {
    await create(ctx, companyProfile, {
      name: '丰禾传媒集团有限公司',
      address: '四川省成都市锦江区东大街 166 号丰禾大厦',
      phone: '02886660000',
      email: 'sales@fenghe.example',
      website: 'https://www.fenghe.example',
      taxNumber: '91510104MA6FENGHE1',
      bank: '中国工商银行成都东大支行',
      bankAccount: '4402 0800 0910 0000 001',
      logo: [await drawn(ctx, '标志.png', LOGO)],
      stamp: [await drawn(ctx, '公章.png', STAMP)],
      foot: '丰禾传媒 · 糖酒行业媒体与会展',
    })
    const keep = (values: Record<string, unknown>, position: number) =>
      create(ctx, documentTemplate, { kind: 'pdf', lang: 'zh-CN', active: true, position, ...values })
    await keep(
      {
        name: '标准报价单',
        object: 'quote',
        opening: '{客户}：\n感谢垂询。按贵方需要，我们报价如下，请审阅。',
        terms:
          '1. 报价含税，有效期至 {有效期至}。\n2. 广告以刊期排定为准，刊出前 15 天交付清样。\n3. 展位以合同签订先后选定。',
      },
      1,
    )
    await keep(
      { name: '报价单（英文）', object: 'quote', lang: 'en', terms: 'Prices include tax and hold until {validUntil}.' },
      2,
    )
    await keep({ name: '盖章合同', object: 'contract', stamped: true }, 1)
    await keep({ name: '订单确认书', object: 'order', stamped: true }, 1)
  })
  const [offer] = await administrator.db.query<{ id: string; login: string }>(sql`
    select q.id, u.login from quotes q join users u on u.id = q.owner_id
    where q.status = 'sent' and q.deleted_at is null order by q.created_at desc limit 1`)
  if (!offer) return
  const seller = await people(offer.login)
  await inTransaction(seller, async ctx => {
    const { id } = (await perform(ctx, quote, 'documents', offer.id, {})) as { id: string }
    await perform(ctx, ctx.words.entity('document'), 'link', id, { name: '微信发给客户' })
  })
}
