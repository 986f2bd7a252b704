import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { messageTemplate } from '../messages'
import { dunningLevel } from './dunningLevel'
import { paymentTerm } from './paymentTerm'
import { setUpReturns } from './returning'
import { setUpWriteOffs } from './writingOff'

const TERMS = [
  { name: '交付后 30 天付清', steps: [{ name: '全款', percent: 100, event: 'delivered', days: 30 }], preferred: true },
  { name: '下单预付全款', steps: [{ name: '全款', percent: 100, event: 'ordered', days: 0 }] },
  {
    name: '三六一',
    steps: [
      { name: '预付款', percent: 30, event: 'signed', days: 7 },
      { name: '交付款', percent: 60, event: 'delivered', days: 15 },
      { name: '尾款', percent: 10, event: 'delivered', days: 90 },
    ],
  },
  { name: '见票 30 天', steps: [{ name: '全款', percent: 100, event: 'invoiced', days: 30 }] },
] as const

const LEVELS = [
  {
    name: '到期提醒',
    daysOverdue: 7,
    tone: 'friendly',
    subject: '{客户}：有款项到期，请留意',
    body: '{称呼}，\n\n贵公司有 {金额} 元款项已到期：\n{明细}\n\n如已安排付款，不必理会这封信。有疑问请随时与我联系。\n\n{我} {我的电话}\n{公司}',
    shortText: '{称呼}，贵公司有 {金额} 元款项已到期，烦请安排。{公司} {我}',
  },
  {
    name: '正式催告',
    daysOverdue: 30,
    tone: 'firm',
    subject: '{客户}：款项逾期 {逾期天数} 天，请安排付款',
    body: '{称呼}，\n\n贵公司下列款项逾期未付，合计 {金额} 元，最早一笔已逾期 {逾期天数} 天：\n{明细}\n\n请于 7 日内付清，或来电说明付款安排。\n\n{我} {我的电话}\n{公司}',
    shortText: '{称呼}，贵公司 {金额} 元款项已逾期 {逾期天数} 天，请于 7 日内付清。{公司} {我}',
  },
  {
    name: '最后通知',
    daysOverdue: 60,
    tone: 'final',
    subject: '{客户}：逾期款项最后通知',
    body: '{称呼}，\n\n经多次提醒，贵公司下列款项仍未支付，合计 {金额} 元：\n{明细}\n\n请在收到本函之日起 5 日内付清。逾期未付，我公司将暂停供货，并保留依法追索的权利。\n\n{公司}\n{今天}',
    shortText: '{称呼}，贵公司 {金额} 元款项逾期 {逾期天数} 天仍未支付，请 5 日内付清。{公司}',
  },
] as const

/** What a new company finds: usual terms of payment, three levels of dunning with their letters, flows of approval. */
export async function setUpReceivables(ctx: Ctx): Promise<void> {
  for (const [position, { name, steps, ...more }] of TERMS.entries())
    await insert(ctx, paymentTerm, { name, steps, preferred: false, ...more, active: true, position })
  for (const [i, { name, daysOverdue, tone, ...letter }] of LEVELS.entries()) {
    const template = await insert(ctx, messageTemplate, { name: `催款：${name}`, ...letter, active: true })
    await insert(ctx, dunningLevel, {
      name,
      step: i + 1,
      daysOverdue,
      tone,
      channel: 'email',
      template: template.id,
      makesTask: true,
      active: true,
    })
  }
  await setUpReturns(ctx)
  await setUpWriteOffs(ctx)
}
