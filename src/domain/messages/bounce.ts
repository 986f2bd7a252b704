import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { forbidden, invalid, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isObject } from '../../core/records/parse'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { closeAddress } from './closeAddress'
import { type Delivery, type DeliveryReport, isGone, readDeliveryReport } from './deliveryReport'
import type { Message } from './line'
import { message } from './message'

const BOUNCE = about('Take in a mail server’s report of what could not be delivered (RFC 3464)', {
  body: { mail: 'The report as it came, headers and all' },
})

/** What became of one recipient of a report. */
interface Taken {
  address: string
  action: string
  status: string
  /** The message that came back; null when it is not known. */
  message: string | null
  /** True when nothing is sent to the address any more. */
  unreachable: boolean
}

/** POST /api/messages/bounce `{ mail }` → `{ items }`, what became of each recipient. For whoever sets up how the company sends. */
export function bounceRoutes(app: FastifyInstance): void {
  app.post('/api/messages/bounce', BOUNCE, async request => {
    const ctx = ctxOf(request)
    if (!ctx.user.system && ctx.user.rights('messageSender').update !== 'all') throw forbidden()
    const mail = isObject(request.body) ? request.body.mail : undefined
    if (typeof mail !== 'string') throw invalid('mail', 'field.notText')
    const report = await readDeliveryReport(mail).catch(() => null)
    if (!report || report.deliveries.length === 0) throw new Refusal('bounce.noReport')
    return { items: await inTransaction(ctx, tx => takeBounces(tx, report)) }
  })
}

/** Notes with each message that it came back, and closes addresses that are not there. */
export async function takeBounces(ctx: Ctx, report: DeliveryReport): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const delivery of report.deliveries) {
    const sent = await returned(ctx, report, delivery)
    const unreachable = isGone(delivery)
    if (sent && delivery.action === 'failed' && sent.status !== 'failed')
      await change(
        ctx,
        message,
        sent,
        { status: 'failed', why: 'bounced', detail: `${delivery.status} ${delivery.diagnostic}`.trim().slice(0, 500) },
        'bounce',
      )
    if (unreachable) await closeAddress(ctx, 'email', delivery.address, 'bounced', sent?.id ?? null)
    const { address, action, status } = delivery
    taken.push({ address, action, status, message: sent?.id ?? null, unreachable })
  }
  return taken
}

/** The message that a report is about: the one whose id it names, else the last one that went to the address. */
async function returned(ctx: Ctx, { messageIds }: DeliveryReport, { address }: Delivery): Promise<Message | null> {
  const ids = messageIds.map(id => id.slice(1).split('@')[0]!.toLowerCase()).filter(isId)
  const [found] = await ctx.db.query<{ row: Message }>(sql`select ${rowSql(message)} as row from messages t
    where t.channel = 'email' and lower(t."to") = ${address} and t.status in ('sent', 'failed', 'sending') and t.deleted_at is null
      and (t.id = any(${ids}::uuid[]) or ${ids.length === 0}::boolean) order by t.sent_at desc nulls last limit 1 for update`)
  return found?.row ?? null
}
