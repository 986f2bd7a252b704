import { act } from '../../core/acts/act'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { literal, sql } from '../../core/db/statement'
import { choice, type Field, flag, longText, type Row, text } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { comparables, matchKeys } from '../../core/matching/keys'
import { likeness } from '../../core/matching/score'
import { measureOf } from '../../core/matching/weights'
import { checkReferences, parseDraft, type Values } from '../../core/records/parse'
import { read } from '../../core/records/query'
import { rowSql } from '../../core/records/row'
import { change, checkOwner, checkPool, insert } from '../../core/records/write'
import { activity } from '../activities'
import { notify } from '../together'
import { type Assignment, assignmentFor, drafted, poolFor } from './assigning'
import { lead, leadIn, OPEN } from './lead'
import { scoreNow } from './score'

type Lead = Row<typeof lead>

/** Somebody asks us something, by whatever road. */
export interface Inquiry {
  /** Fields of the lead, parsed. `owner`: whom it is for, where that is known. */
  values: Values
  /** Code of dictionary inquiryVia. */
  via: string
  subject?: string | null
  text?: string | null
  /** Files that came with it. */
  files?: readonly string[]
  board: string
  /** Makes a lead of its own even where an open one is the same. */
  separate?: boolean
}
export interface Captured {
  lead: Lead
  /** It was asked before: the inquiry joined that lead. */
  joined: boolean
  assignment: Assignment | null
}

/**
 * Takes an inquiry down: joined to the open lead of the board that is the same, or as a new lead that goes to whom it names, else
 * to whom the rules say, else to whoever takes it down, else to whom the territory names, else into the board's pool for leads.
 */
export async function capture(ctx: Ctx, inquiry: Inquiry): Promise<Captured> {
  const { values, board } = inquiry
  await oneAtATime(ctx, values)
  const known = inquiry.separate ? null : await openLeadLike(ctx, values, board)
  const asked = known ? await join(ctx, known, values) : null
  const taken = asked ? { lead: asked, assignment: null } : await begin(ctx, values, board)
  await takeDown(ctx, taken.lead, inquiry, !!asked)
  return { ...taken, joined: !!asked }
}

/** The same inquiry sent twice at once must find itself. */
async function oneAtATime(ctx: Ctx, values: Values): Promise<void> {
  const signs = comparables(ctx.words.entity(lead.name), values).flatMap(({ as, values: all }) =>
    all.map(v => `${as} ${v}`),
  )
  for (const sign of [...new Set(signs)].sort())
    await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext('inquiry'), hashtext(${`${ctx.tenant} ${sign}`}))`)
}

/** From this likeness on two inquiries are one lead. */
const SAME = 0.75
/** A key that more leads share is no sign. */
const SHARED_MAX = 20

/** The open lead that is the same by phone, e-mail or company, whoever's it is; the likest one. */
async function openLeadLike(ctx: Ctx, values: Values, board: string): Promise<Lead | null> {
  const entity = ctx.words.entity(lead.name)
  const keys = matchKeys(ctx.tenant, entity, values)
  if (keys.length === 0) return null
  const found = await ctx.db.query<{ row: Lead }>(sql`
    select ${rowSql(entity)} as row from leads t where t.id in (
        select d.record_id from unnest(${keys}::int4[]) k(key) cross join lateral (select record_id from search_documents s
          where s.terms @> array[k.key] and s.object = ${literal(lead.name)} order by s.rank + interval '0' desc limit ${SHARED_MAX}) d)
      and t.status = any(${[...OPEN]}::text[]) and t.board_id = ${board} and t.deleted_at is null order by t.id for update`)
  const measure = await measureOf(ctx)
  const best = found
    .map(({ row }) => ({ row, score: likeness(entity, values, row as Values, measure).score }))
    .filter(({ score }) => score >= SAME)
    .sort((a, b) => b.score - a.score)
  return best[0]?.row ?? null
}

/** What an inquiry may tell of a lead that was not known yet. */
const TOLD = [
  'company',
  'contactPerson',
  'phone',
  'email',
  'wechat',
  'region',
  'industry',
  'product',
  'source',
  'campaign',
]

/** The lead comes up again, with what was not known of it yet. That it was asked for again stands on its timeline already. */
async function join(ctx: Ctx, known: Lead, values: Values): Promise<Lead> {
  const entity = leadIn(ctx)
  const news = Object.fromEntries(
    TOLD.filter(name => !known[name as keyof Lead] && values[name]).map(name => [name, values[name]]),
  )
  const now = ctx.now.toISOString()
  const [asked] = await ctx.db.query<{ row: Lead }>(sql`
    with t as (update leads set inquiries = coalesce(inquiries, 1) + 1, last_inquiry_at = ${now}::timestamptz, version = version + 1,
        updated_at = greatest(${now}::timestamptz, updated_at + interval '1 ms') where id = ${known.id} and tenant_id = ${ctx.tenant} returning *)
    select ${rowSql(entity)} as row from t`)
  if (Object.keys(news).length > 0) return change(ctx, entity, asked!.row, news, 'inquire')
  await scoreNow(ctx, [known.id])
  return asked!.row
}

async function begin(ctx: Ctx, values: Values, board: string): Promise<Omit<Captured, 'joined'>> {
  const entity = leadIn(ctx)
  const whole: Values = { ...defaults(ctx), ...values, name: values.name ?? nameFor(values) }
  if (whole.owner || whole.pool) return { lead: await insert(ctx, entity, whole, 'inquire'), assignment: null }
  const assignment = await assignmentFor(ctx, drafted(ctx, { ...whole, board }), { board, really: true })
  const { owner, pool, rule } = assignment
  const taker = ctx.user.system ? null : ctx.user.id
  const place = pool ? { pool: pool.id } : owner ? { owner: owner.id } : { owner: taker, board }
  const row = await insert(ctx, entity, { ...whole, ...place, assignedBy: rule?.id ?? null }, 'inquire')
  // Whom no rule means may have been found by the territory.
  const lost = row.owner || row.pool ? null : await poolFor(ctx, board)
  return {
    lead: lost ? await change(ctx, entity, row, { pool: lost.id, poolReason: 'new' }, 'inquire') : row,
    assignment,
  }
}

/** What new leads begin with. */
const defaults = (ctx: Ctx): Values =>
  Object.fromEntries(
    Object.entries<Field>(leadIn(ctx).fields).flatMap(([name, field]) =>
      field.default === undefined
        ? []
        : [[name, typeof field.default === 'function' ? field.default(ctx) : field.default]],
    ),
  )

const NAME_MAX = 300
/** Whoever asks is what the lead is called, where nobody named it. */
const nameFor = ({ company, contactPerson, phone, email }: Values): string =>
  String([company, contactPerson].filter(Boolean).join(' · ') || phone || email || '—').slice(0, NAME_MAX)

/** Who writes to us has not been answered yet: only a talk is a contact. */
const TALKS = new Set(['call', 'visit'])

/** What was asked stands on the lead's timeline; its owner hears of it. */
async function takeDown(
  ctx: Ctx,
  row: Lead,
  { via, subject, text: said, files }: Inquiry,
  again: boolean,
): Promise<void> {
  const road = ctx.words.dictionary('inquiryVia')?.get(via)?.label ?? via
  const title = subject?.trim() || say(again ? 'lead.askedAgain' : 'lead.asked', { via: road }, ctx.lang)
  if (said || subject || again || files?.length)
    await insert(
      ctx,
      activity,
      {
        type: TALKS.has(via) ? via : 'note',
        subject: title.slice(0, 500),
        body: said || null,
        files: files?.length ? [...files] : null,
        occurredAt: ctx.now.toISOString(),
        doneBy: ctx.user.system ? null : ctx.user.id,
        aboutObject: lead.name,
        aboutId: row.id,
        owner: row.owner,
        board: row.board,
      },
      'inquire',
    )
  if (row.owner)
    await notify(ctx, {
      to: [row.owner],
      type: 'lead',
      title: row.name,
      text: [title, said].filter(Boolean).join('\n'),
      aboutObject: lead.name,
      aboutId: row.id,
    })
}

/** Fields of a lead as somebody sent them, parsed by the caller's rights and checked like those of any new record. */
export async function inquiryValues(ctx: Ctx, draft: unknown): Promise<Values> {
  if (!ctx.user.system && !ctx.user.rights(lead.name).create) throw forbidden('right.create', { object: lead.name })
  const entity = ctx.words.entity(lead.name)
  const named = { ...(draft as Values) }
  named.name ??= nameFor(named)
  const values = parseDraft(ctx, entity, named, true, true)
  await checkReferences(ctx, entity.fields, values)
  if (values.owner && values.owner !== ctx.user.id) await checkOwner(ctx, entity, values.owner)
  if (values.pool) await checkPool(ctx, entity, values.pool)
  return values
}

/**
 * POST /api/leads/capture: an inquiry with the lead's fields beside what was said. `separate` makes a lead of its own even where
 * an open one is the same. Answers the lead, where the caller may see it, and how it came about.
 */
export const captureAct = act(lead, 'capture', {
  label: ['登记来询', 'Take down an inquiry'],
  icon: 'phone-incoming',
  on: 'object',
  draft: true,
  input: {
    via: choice({ label: ['来询方式', 'By'], dictionary: 'inquiryVia', default: 'note' }),
    subject: text({ label: ['主题', 'Subject'], max: 300 }),
    text: longText({ label: ['内容', 'What was said'], max: 20_000 }),
    separate: flag({ label: ['不并入已有线索', 'Do not join an open lead'] }),
  },
  async run(ctx, _, input) {
    const { via, subject, text: said, separate, draft } = input as typeof input & { draft: unknown }
    const values = await inquiryValues(ctx, draft)
    const {
      lead: row,
      joined,
      assignment,
    } = await capture(ctx, {
      values,
      via: via ?? 'note',
      subject,
      text: said,
      separate: separate === true,
      board: ctx.user.board,
    })
    return {
      joined,
      lead: await read(ctx, ctx.words.entity(lead.name), row.id).catch(() => null),
      assignment: assignment && (({ steps: _steps, ...rest }) => rest)(assignment),
    }
  },
})
