import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { say, textIn } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { expenseRule } from './expenseRule'

type Rule = Row<typeof expenseRule>

/** A line as far as rules ask about it. */
export interface Claimed {
  day: string
  kind: string
  amount: number
  account?: unknown
  receipts?: unknown
  note?: unknown
}
/** What a rule has against a line. */
export interface Fault {
  /** Its place in the claim, from 0. */
  line: number
  /** The field that would mend it. */
  field: 'amount' | 'receipts' | 'account'
  /** It can't be submitted like this; else a word of explanation is enough. */
  strict: boolean
  message: string
}
/** What a person claimed besides, of one kind on one day. */
interface Other {
  day: string
  kind: string
  amount: number
}

/**
 * What the company's rules have against the lines of a claim. Limits for a day or a month count what the person claimed elsewhere,
 * so a claim in two halves comes to the same.
 * @param claim the claim the lines belong to, once there is one
 */
export async function faultsOf(
  ctx: Ctx,
  person: { id: string; board: string },
  claim: string | null,
  lines: readonly Claimed[],
): Promise<Fault[]> {
  if (lines.length === 0) return []
  const rules = await ctx.db.query<{ row: Rule }>(sql`
    select ${rowSql(expenseRule)} as row from ${raw(expenseRule.table)} t where t.active and t.deleted_at is null
      and (t.board_id is null or t.board_id = ${person.board}) order by t.position, t.created_at, t.id`)
  if (rules.length === 0) return []
  const days = lines.map(line => line.day).sort()
  const others = await ctx.db.query<Other>(sql`
    select to_char(l.day, 'YYYY-MM-DD') as day, l.kind, sum(l.amount)::bigint as amount
    from expense_lines l join expense_claims c on c.id = l.claim_id
    where l.owner_id = ${person.id} and l.deleted_at is null and l.claim_id is distinct from ${claim}::uuid
      and c.approval not in ('rejected', 'withdrawn')
      and l.day >= date_trunc('month', ${days[0]}::date) and l.day < date_trunc('month', ${days.at(-1)}::date) + interval '1 month'
    group by 1, 2`)
  const label = (dictionary: string, code: string) => {
    const item = ctx.words.dictionary(dictionary)?.get(code)
    return item ? textIn(item.label, item.labelEn, ctx.lang) : code
  }
  return rules.flatMap(({ row: rule }) =>
    broken(rule, lines, others).map(({ says, amount, ...fault }) => ({
      ...fault,
      strict: rule.strict === true,
      message: say(
        says,
        {
          sentence: rule.sentence,
          rule: rule.name,
          per: label('expensePer', rule.per),
          limit: yuan(rule.limit ?? 0),
          amount: yuan(amount ?? 0),
        },
        ctx.lang,
      ),
    })),
  )
}

/** Which lines break one rule, and how. Of several that exceed a day's limit together the last is named. */
export function broken(
  rule: Pick<Rule, 'kinds' | 'limit' | 'per' | 'receiptFrom' | 'needsAccount'>,
  lines: readonly Claimed[],
  others: readonly Other[],
): { line: number; field: Fault['field']; says: string; amount?: number }[] {
  const meant = (one: { kind: string }) => !rule.kinds?.length || rule.kinds.includes(one.kind)
  const span = (day: string) => (rule.per === 'month' ? day.slice(0, 7) : day)
  const found: ReturnType<typeof broken> = []
  const sums = new Map<string, number>()
  const { limit, receiptFrom } = rule
  for (const other of others)
    if (meant(other)) sums.set(span(other.day), (sums.get(span(other.day)) ?? 0) + other.amount)
  const exceeded = new Map<string, (typeof found)[number]>()
  for (const [i, line] of lines.entries()) {
    if (!meant(line)) continue
    if (typeof limit === 'number') {
      const key = rule.per === 'line' ? `line ${i}` : span(line.day)
      const amount = (sums.get(key) ?? 0) + line.amount
      sums.set(key, amount)
      if (amount > limit) exceeded.set(key, { line: i, field: 'amount', says: 'expense.over', amount })
    }
    const receipts = Array.isArray(line.receipts) ? line.receipts.length : 0
    if (typeof receiptFrom === 'number' && line.amount >= receiptFrom && receipts === 0)
      found.push({ line: i, field: 'receipts', says: 'expense.receipt' })
    if (rule.needsAccount && !line.account) found.push({ line: i, field: 'account', says: 'expense.account' })
  }
  return [...exceeded.values(), ...found]
}

const yuan = (minor: number) =>
  `¥${(minor / 100).toLocaleString('en-US', { minimumFractionDigits: minor % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 })}`
