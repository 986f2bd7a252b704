import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { type Filling, salutation } from './variables'

export interface About {
  contact?: string | null
  account?: string | null
  /** In whose name it is written. */
  owner?: string | null
}

interface Known {
  contact: string | null
  gender: string | null
  position: string | null
  account: string | null
  me: string | null
  myPhone: string | null
  company: string
}

/** What is known of a recipient for the variables of a template. */
export async function fillingFor(ctx: Ctx, { contact, account, owner }: About): Promise<Filling> {
  const [known] =
    await ctx.db.query<Known>(sql`select c.name as contact, c.gender, c.position, coalesce(a.short_name, a.name) as account,
      u.name as me, u.phone as "myPhone", t.name as company
    from tenants t left join contacts c on c.id = ${contact ?? null} left join accounts a on a.id = coalesce(${account ?? null}::uuid, c.account_id)
      left join users u on u.id = ${owner ?? null}`)
  return {
    ...known,
    salutation: known?.contact ? salutation(known.contact, known.gender) : null,
    today: dayInWords(dayOf(ctx.now)),
  }
}

/** 2026-09-25 as people write it in a letter: 9月25日. */
export const dayInWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
