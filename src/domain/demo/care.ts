import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { careRule, carryOut, planCare } from '../care'
import { contact } from '../customers'
import { messageSender, messageTemplate, sendDue } from '../messages'
import type { Chance } from './chance'
import type { Days } from './days'
import type { Ids } from './people'

/** So many mornings the rules have worked for by now. */
const MORNINGS = 12
/** So many contacts have said how they want to be reached. */
const ASKED = 120

/** Rules of care, what contacts said about being written to, and what the mornings since have brought. */
export async function careFor(
  system: Ctx,
  people: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  await ask(people, ids, chance, days)
  const began = days.ago(MORNINGS + 20, 11)
  const management = { ...(await people('shenlixin')), now: began }
  await inTransaction({ ...system, now: began }, async ctx => {
    const [email] = await ctx.db.query<{ id: string }>(sql`select id from message_senders where channel = 'email'`)
    // Nothing made up is ever sent to anybody.
    await perform(ctx, messageSender, 'update', email!.id, {
      adapter: 'file',
      active: true,
      fromAddress: 'hello@fenghe.example',
      fromName: '丰禾传媒',
    })
  })
  await inTransaction(management, async ctx => {
    const template = async (draft: object) =>
      ((await perform(ctx, messageTemplate, 'create', null, draft)) as { id: string }).id
    const rule = (draft: object) => perform(ctx, careRule, 'create', null, draft)
    const birthday = await template({
      name: '生日祝福',
      subject: '{称呼}，生日快乐',
      body: '{称呼}：\n\n今天是您的生日，{公司}全体同事祝您身体健康、事事顺心。\n\n{我}',
      shortText: '{称呼}，生日快乐，祝身体健康、事事顺心。{我}【{公司}】',
    })
    const festival = await template({
      name: '节日问候',
      subject: '{公司}祝{客户}{事由}快乐',
      body: '{称呼}：\n\n{事由}将至，感谢{客户}一直以来的支持，祝您和家人团圆安康。\n\n{我}',
      shortText: '{称呼}，{事由}快乐，祝阖家团圆安康。{我}【{公司}】',
    })
    const message = { means: 'message', channels: ['sms', 'email'] }
    await rule({ ...message, name: '联系人生日', occasion: 'birthday', template: birthday, position: 1 })
    await rule({
      ...message,
      name: '中秋问候',
      occasion: 'festival',
      festival: 'mid-autumn',
      template: festival,
      position: 2,
    })
    await rule({
      ...message,
      name: '春节问候',
      occasion: 'festival',
      festival: 'spring',
      template: festival,
      position: 3,
    })
    await rule({
      name: '重点客户 60 天没有联系',
      occasion: 'silence',
      days: 60,
      whom: 'account',
      means: 'task',
      where: { field: 'level', op: 'in', value: ['strategic', 'key'] },
      position: 4,
    })
    await rule({
      name: '客户成立周年',
      occasion: 'founding',
      whom: 'account',
      means: 'task',
      daysBefore: 7,
      position: 5,
    })
  })
  for (let ago = MORNINGS; ago >= 0; ago--) {
    const now = days.ago(ago, 9)
    if (now > days.now) continue
    await planCare({ ...system, now })
    await carryOut({ ...system, now })
    for (let minute = 0; minute < 3; minute++)
      await sendDue({ ...system, now: new Date(now.getTime() + minute * 61_000) })
  }
  await planCare(system)
}

/** Some contacts were asked, by whoever looks after them. */
async function ask(people: (login: string) => Promise<Ctx>, ids: Ids, chance: Chance, days: Days): Promise<void> {
  const logins = new Map([...ids.people].map(([login, id]) => [id, login]))
  const anybody = await people('shenlixin')
  const known = await anybody.db.query<{ id: string; owner: string }>(
    sql`select id, owner_id as owner from contacts where owner_id is not null and phone is not null and deleted_at is null order by created_at, id`,
  )
  for (const { id, owner } of chance.some(known, ASKED)) {
    const login = logins.get(owner)
    if (!login) continue
    const ago = chance.whole(40, 400)
    const answer = (refuses: number) => (chance.often(refuses) ? 'refused' : chance.often(0.8) ? 'allowed' : null)
    const said = {
      emailConsent: answer(0.12),
      smsConsent: answer(0.22),
      phoneConsent: answer(0.08),
      wechatConsent: answer(0.05),
      preferredChannel: chance.pick(['phone', 'wechat', 'wechat', 'sms', 'email']),
      consentSource: chance.pick(['spoken', 'spoken', 'card', 'form', 'contract']),
      consentOn: days.day(ago),
    }
    await inTransaction({ ...(await people(login)), now: days.ago(ago, 15) }, ctx =>
      perform(ctx, contact, 'update', id, said),
    )
  }
}
