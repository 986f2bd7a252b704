import { today } from '../../../core/access/me'
import { reachOf } from '../../../core/access/reach'
import { type Act, act, type Reaction, reaction } from '../../../core/acts/act'
import { forbidden, invalid, Refusal, refuse, refuseInvalid } from '../../../core/acts/refusal'
import type { Ctx } from '../../../core/ctx'
import { raw, sql } from '../../../core/db/statement'
import { columnOf, type Entity, type Field, flag, isId, type Label, listOf, ref, structure } from '../../../core/entity'
import { changeMany, insertMany, removeMany } from '../../../core/records/many'
import { checkReferences, isObject, parseDraft, type Values } from '../../../core/records/parse'
import { load, loadMany, rowSql, sameValue } from '../../../core/records/row'
import { change, checkOwner, checkVersion, create } from '../../../core/records/write'
import { howPriced } from './fields'
import { type Asking, lookUp, type Reckoned, reckon, type Sheet, type Terms } from './reckon'

/** A document whose lines have prices: its head, their declaration, and which of their fields leads to it. */
export interface PricedDocument {
  head: Entity<any>
  line: Entity<any>
  via: string
  /** The head's date that prices are looked up for. */
  date: string
  /** Puts it to a decision once it is saved, where asked for. */
  submit(ctx: Ctx, row: any): Promise<unknown>
}

export const LINES_MAX = 500
const SAVE = 'save'

/** What a document with priced lines does beyond its own acts: saved in one go, and in step with its lines however they are written. */
export function pricedLines(document: PricedDocument): { save: Act; reactions: Reaction[] } {
  return { save: saveAct(document), reactions: [followLines(document), followHead(document)] }
}

const askingOf = (ctx: Ctx, document: PricedDocument, head: Values): Asking => ({
  account: head.account ?? null,
  currency: head.currency ?? 'CNY',
  date: head[document.date] ?? today(ctx),
  taxIncluded: head.taxIncluded !== false,
})

/** The lines of a document in their order. */
export const linesOf = async (ctx: Ctx, document: Pick<PricedDocument, 'line' | 'via'>, head: string): Promise<any[]> =>
  linesOfAll(ctx, document, [head])

/** The lines of several documents, those of each in their order. */
const linesOfAll = async (
  ctx: Ctx,
  document: Pick<PricedDocument, 'line' | 'via'>,
  heads: readonly string[],
): Promise<Values[]> =>
  (
    await ctx.db.query<{ row: Values }>(sql`
      select ${rowSql(document.line)} as row from ${raw(document.line.table)} t
      where ${viaSql(document)} = any(${heads}::uuid[]) and t.deleted_at is null order by t.position nulls last, t.id`)
  ).map(({ row }) => row)

const viaSql = ({ line, via }: Pick<PricedDocument, 'line' | 'via'>) =>
  raw(`t.${columnOf(via, line.fields[via] as Field)}`)

/**
 * What a document would come to with its lines as somebody is typing them; nothing is written. Takes what `save` takes: for a document
 * that is there, lines are known by their id.
 */
export async function preview(ctx: Ctx, document: PricedDocument, body: unknown): Promise<Sheet> {
  const { head, line, via, date } = document
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { lines, [via]: id = null, ...rest } = body
  if (!Array.isArray(lines) || checkLines(lines)) throw new Refusal('lines.list', { max: LINES_MAX }, 400)
  if (id !== null && !isId(id)) throw new Refusal('query.parameter', { name: via }, 400)
  if (reachOf(ctx, line, 'read').kind === 'nothing') throw forbidden('right.read', { object: line.name })
  const row = id === null ? null : ((await load(ctx, head, id, 'read')) as Values)
  const known = ['account', 'currency', 'taxIncluded', date]
  const asked = Object.entries(rest).filter(([name, value]) => known.includes(name) && value !== null)
  const values = parseDraft(ctx, head, Object.fromEntries(asked), false, true)
  const standing = new Map((row ? await linesOf(ctx, document, row.id) : []).map(one => [one.id as string, one]))
  const whole = (lines as Values[]).map((given, i) => {
    const before = standing.get(given.id as string)
    const after = { ...before, ...parsedLine(ctx, document, given, i, before) }
    return before ? { ...after, ...repriced(after, before), ...partOfAgreed(before, after) } : after
  })
  await checkTogether(ctx, line, whole)
  return reckon(ctx, askingOf(ctx, document, { ...row, ...values }), whole.map(termsOf))
}

const termsOf = (line: Values): Terms => ({
  product: line.product ?? null,
  configuration: line.configuration ?? null,
  name: line.name ?? null,
  quantity: Number(line.quantity ?? 1),
  unit: line.unit ?? null,
  unitPrice: line.unitPrice ?? null,
  discount: line.discount ?? null,
  // A free text has no price but its own.
  pricing:
    !line.product && line.pricing !== 'agreed' && line.pricing !== 'reduced' ? 'hand' : (line.pricing ?? 'rules'),
  freeQuantity: line.freeQuantity ?? null,
  orderDiscount: line.orderDiscount ?? null,
  listPrice: line.listPrice ?? null,
  taxRate: line.taxRate ?? null,
  steps: line.steps ?? null,
})

/**
 * Prices a document's lines anew and brings its head in step, in three statements however many lines there are.
 * @param head as it is now, locked
 * @param changed what of single lines is priced otherwise than before
 * @returns the head as it is afterwards
 */
export async function settle(
  ctx: Ctx,
  document: PricedDocument,
  head: Values,
  changed: ReadonlyMap<string, Values> = new Map(),
): Promise<Values> {
  const [settled] = await settleMany(ctx, document, [head], changed)
  return settled!
}

/** The same for several documents: their prices are looked up for each, and written together. */
async function settleMany(
  ctx: Ctx,
  document: PricedDocument,
  heads: readonly Values[],
  changed: ReadonlyMap<string, Values> = new Map(),
): Promise<Values[]> {
  const all = new Map(heads.map(head => [head.id as string, [] as Values[]]))
  for (const line of await linesOfAll(ctx, document, [...all.keys()])) all.get(line[document.via])!.push(line)
  const documents = heads.map(head => {
    const lines = all.get(head.id)!
    return { head, lines, terms: lines.map(line => termsOf({ ...line, ...changed.get(line.id) })) }
  })
  const looked = lookUp(
    ctx,
    documents.flatMap(({ terms }) => terms),
  )
  const sheets: { head: Values; lines: Values[]; sheet: Sheet }[] = []
  for (const { head, lines, terms } of documents)
    sheets.push({ head, lines, sheet: await reckon(ctx, askingOf(ctx, document, head), terms, looked) })
  await writeFigures(
    ctx,
    document,
    sheets.flatMap(({ lines, sheet }) =>
      sheet.lines.map((figures, i) => ({ id: lines[i]!.id, position: i + 1, figures })),
    ),
  )
  const patches = sheets.map(({ head, sheet }) => ({ before: head, patch: headFigures(document, head, sheet) }))
  const fresh = patches.filter(
    ({ before, patch }) =>
      !Object.entries(patch).every(([name, value]) => sameValue(document.head, name, value, before[name])),
  )
  const written = new Map((await changeMany(ctx, document.head, fresh, SAVE)).map(row => [row.id, row as Values]))
  return heads.map(head => written.get(head.id) ?? head)
}

/** What a document says of its lines. */
function headFigures(document: PricedDocument, head: Values, sheet: Sheet): Values {
  const { listAmount, net, tax, gross, largestDiscount, belowFloor, needsApproval } = sheet
  return {
    listAmount,
    net,
    tax,
    gross,
    largestDiscount,
    belowFloor,
    needsApproval,
    ...('cost' in document.head.fields ? { cost: sheet.cost } : {}),
    // What was agreed to has become something else.
    ...(head.approval === 'approved' ? { approval: 'draft' } : {}),
  }
}

async function writeFigures(
  ctx: Ctx,
  { line }: PricedDocument,
  lines: readonly { id: string; position: number; figures: Reckoned }[],
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ id, position, figures }) => {
    const { listGross: _, remarks: __, floor: ___, leadDays: ____, available: _____, ...one } = figures
    return { id, position, ...one }
  })
  const cost = 'cost' in line.fields ? raw(', cost = x.cost') : raw('')
  await ctx.db.query(sql`
    update ${raw(line.table)} t set position = x.position, name = x.name, unit = x.unit, pricing = x.pricing, list_price = x."listPrice",
      unit_price = x."unitPrice", discount = x.discount, free_quantity = x."freeQuantity", order_discount = x."orderDiscount",
      tax_rate = x."taxRate", net = x.net, tax = x.tax, gross = x.gross, currency = x.currency, needs = x.needs, steps = x.steps${cost}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, position bigint, name text, unit text, pricing text, "listPrice" bigint,
      "unitPrice" bigint, discount numeric, "freeQuantity" numeric, "orderDiscount" bigint, "taxRate" text, net bigint, tax bigint,
      gross bigint, currency text, needs jsonb, steps jsonb, cost bigint)
    where t.id = x.id and t.tenant_id = ${ctx.tenant}`)
}

/** The documents, locked, whose lines the caller may write now; what lies in the bin is left out. */
async function editable(ctx: Ctx, { head }: PricedDocument, ids: Iterable<string>): Promise<Values[]> {
  const standing = await ctx.db.query<{ id: string }>(
    sql`select id from ${raw(head.table)} where id = any(${[...ids]}::uuid[]) and deleted_at is null order by id for update`,
  )
  const rows = await loadMany(
    ctx,
    head,
    standing.map(({ id }) => id),
    'update',
    true,
  )
  for (const row of rows) mayWriteLines(head, row)
  return rows
}

function mayWriteLines(head: Entity<any>, row: Values): void {
  if (row.status !== 'draft') throw refuse(`${head.name}.notDraft`)
  if (row.approval === 'running') throw refuse('approval.locked')
}

/** Fields that people write; the others follow from them. */
const typed = (line: Entity<any>) =>
  Object.entries<Field<any>>(line.fields)
    .filter(([, field]) => !field.readOnly && !field.system)
    .map(([name]) => name)

/** What a new line takes over of another one, so that it is priced as that one was. */
export const carryOver = (line: Values): Values =>
  Object.fromEntries(
    ['product', 'configuration', 'name', 'quantity', 'unit', 'taxRate', 'note', 'pricing']
      // What a price made by hand comes to as a discount follows from it.
      .concat(line.pricing === 'hand' ? [] : ['discount'])
      .concat(line.pricing === 'rules' ? [] : ['unitPrice'])
      .concat(line.pricing === 'agreed' ? ['listPrice', 'freeQuantity', 'orderDiscount', 'steps'] : [])
      .map(name => [name, line[name] ?? null]),
  )

/** Writes lines of a document that an act makes, and prices it. @returns the head as it is afterwards */
export async function giveLines(
  ctx: Ctx,
  document: PricedDocument,
  head: Values,
  lines: readonly Values[],
): Promise<Values> {
  const { line, via } = document
  const whole = lines.map((values, i) => ({ ...values, [via]: head.id, position: i + 1 }))
  await insertMany(ctx, line, whole, SAVE)
  return settle(ctx, document, await load(ctx, document.head, head.id, 'read', true))
}

/** However a line is written, by a form, a program or an import: its document is priced anew. */
function followLines(document: PricedDocument): Reaction {
  const { line, via } = document
  return reaction<Entity<any>>(
    line,
    ['create', 'update', 'delete', 'restore'],
    async (ctx, given, earlier, actName) => {
      if (actName === SAVE) return
      const after = given as Values
      const before = earlier as Values | null
      const deleted = after === before
      if (before && !deleted && typed(line).every(name => sameValue(line, name, after[name], before[name]))) return
      if (!deleted) checkLine(after)
      const how = before && !deleted ? { ...repriced(after, before), ...partOfAgreed(before, after) } : {}
      const heads = await editable(ctx, document, new Set<string>([after[via], ...(before ? [before[via]] : [])]))
      await settleMany(ctx, document, heads, new Map([[after.id, how]]))
    },
    // Who owns a line says nothing about its price.
    async () => {},
    async (ctx, created, actName) => {
      if (actName === SAVE) return
      for (const row of created) checkLine(row)
      await settleMany(ctx, document, await editable(ctx, document, new Set(created.map(row => row[via] as string))))
    },
  )
}

/** For whom and in which money it is priced belongs to the lines: what changes of it prices them anew. */
function followHead(document: PricedDocument): Reaction {
  const { head, date } = document
  return reaction<Entity<any>>(
    head,
    ['update'],
    async (ctx, given, earlier, actName) => {
      const after = given as Values
      const before = earlier as Values
      const asks = ['account', 'currency', 'taxIncluded', date]
      if (asks.every(name => sameValue(head, name, after[name], before[name]))) return
      if (before.status !== 'draft') throw refuse(`${head.name}.notDraft`)
      if (actName !== SAVE) await settle(ctx, document, await load(ctx, head, after.id, 'read', true))
    },
    async () => {},
  )
}

/**
 * How a line is priced once somebody has changed it: a price that was typed counts, a discount or another product asks the rules. What
 * a price made by hand came to as a discount is none that anybody gave.
 */
export function repriced(after: Values, before: Values): { pricing: string; discount?: null } {
  const differs = (name: string) => (after[name] ?? null) !== (before[name] ?? null)
  const reduced = before.pricing === 'reduced' && after.unitPrice != null && after.discount != null
  if (reduced && !differs('product') && !differs('configuration')) return { pricing: 'reduced' }
  if (differs('unitPrice') && after.unitPrice != null) return { pricing: 'hand' }
  if (!['unitPrice', 'discount', 'product', 'configuration'].some(differs))
    return { pricing: before.pricing ?? 'rules' }
  return { pricing: 'rules', ...(before.pricing !== 'rules' && !differs('discount') ? { discount: null } : {}) }
}

/** @throws what is wrong with a line by itself */
function checkLine(line: Values): void {
  refuseInvalid([
    ...(line.discount != null && line.discount > 100 ? [{ field: 'discount', code: 'price.percent' }] : []),
    ...(line.unitPrice != null && line.unitPrice < 0 ? [{ field: 'unitPrice', code: 'lines.negative' }] : []),
    ...(line.product || line.name ? [] : [{ field: 'name', code: 'lines.productOrName' }]),
  ])
}

const checkLines = listOf(isObject, LINES_MAX, 'field.notStructure')

/**
 * Writes a document with all its lines in one go, as the page that people fill in does. Lines that are not named any more go, unless
 * no lines are given at all. What is wrong with a line is told as `lines.2.quantity`, counted from 0.
 */
function saveAct(document: PricedDocument): Act {
  const { head, line, via } = document
  return act(head, SAVE, {
    label: ['改明细', 'Edit lines'],
    icon: head.icon,
    on: 'object',
    draft: true,
    input: {
      [via]: ref(head.name, { label: head.label }),
      lines: structure<Values[], { label: Label; check: typeof checkLines }>({ label: line.label, check: checkLines }),
      submit: flag({ label: ['提交审批', 'Submit'], default: false }),
    },
    async run(ctx, _, input) {
      const { lines, submit, draft, ...rest } = input as unknown as Values
      const { version, ...fields } = draft as Values
      const id = rest[via] as string | null | undefined
      const row = id
        ? await mended(ctx, document, id, fields, version)
        : ((await create(ctx, head, fields)) as unknown as Values)
      // No lines at all arrive as nothing, too; where they are not named they stay.
      if (lines !== undefined) {
        mayWriteLines(head, row)
        await writeLines(ctx, document, row, lines ?? [])
      }
      if (lines !== undefined || !id) await settle(ctx, document, await load(ctx, head, row.id, 'read', true))
      if (submit) await document.submit(ctx, await load(ctx, head, row.id, 'update', true))
      return load(ctx, head, row.id, 'read')
    },
  })
}

async function mended(ctx: Ctx, { head }: PricedDocument, id: string, fields: Values, version: unknown) {
  const row = (await load(ctx, head, id, 'update', true)) as Values
  await checkVersion(ctx, head, row, typeof version === 'number' ? version : undefined)
  const patch = parseDraft(ctx, head, fields, false, row.owner === ctx.user.id)
  const changed = Object.fromEntries(Object.entries(patch).filter(([f, v]) => !sameValue(head, f, v, row[f])))
  if (Object.keys(changed).length === 0) return row
  await checkReferences(ctx, head.fields, changed)
  if (changed.owner) await checkOwner(ctx, head, changed.owner)
  return (await change(ctx, head, row as never, changed, SAVE)) as Values
}

async function writeLines(ctx: Ctx, document: PricedDocument, head: Values, given: readonly Values[]): Promise<void> {
  const { line, via } = document
  const rights = ctx.user.rights(line.name)
  const standing = new Map((await linesOf(ctx, document, head.id)).map(row => [row.id as string, row as Values]))
  if (!ctx.user.system && (!rights.create || (standing.size > 0 && rights.update === 'none'))) throw forbidden()
  const kept = new Set(given.map(one => one.id).filter(isId))
  const gone = [...standing.values()].filter(row => !kept.has(row.id))
  await removeMany(ctx, line, gone, SAVE)
  const parsed = given.map((one, i) => {
    if (one.id !== undefined && one.id !== null && !(isId(one.id) && standing.has(one.id)))
      throw invalid(`lines.${i}.id`, 'lines.foreign')
    return parsedLine(ctx, document, one, i, standing.get(one.id as string))
  })
  await checkTogether(ctx, line, parsed)
  const places = parsed.map((values, i) => ({
    row: standing.get(given[i]!.id as string),
    values: { ...values, position: i + 1 } as Values,
  }))
  const fresh = places.flatMap(({ row, values }) => (row ? [] : [{ ...values, [via]: head.id }]))
  await insertMany(ctx, line, fresh, SAVE)
  const changed = places.flatMap(({ row, values }) => {
    if (!row) return []
    const whole = { ...row, ...values }
    const patch: Values = { ...values, ...repriced(whole, row), ...partOfAgreed(row, whole) }
    const same = Object.entries(patch).every(([name, value]) => sameValue(line, name, value, row[name]))
    return same ? [] : [{ before: row, patch }]
  })
  await changeMany(ctx, line, changed, SAVE)
}

/** Of a line whose price is agreed on, what was free or taken off the whole goes with the quantity. */
export function partOfAgreed(row: Values, whole: Values): Values {
  if (row.pricing !== 'agreed' || whole.quantity === row.quantity) return {}
  const part = Number(whole.quantity) / Number(row.quantity)
  return {
    freeQuantity: Math.floor(Number(row.freeQuantity ?? 0) * part),
    orderDiscount: Math.round(Number(row.orderDiscount ?? 0) * part),
  }
}

/** One line as the API takes it; what only the document knows of it (its place, what was reckoned) is refused like anything read-only. */
function parsedLine(ctx: Ctx, { line, via }: PricedDocument, given: Values, i: number, row?: Values): Values {
  const { id: _, [via]: __, pricing: ___, ...fields } = given
  try {
    const values = parseDraft(ctx, line, fields, false, true)
    if (!row && values.quantity == null) values.quantity = 1
    checkLine({ ...row, ...values })
    return row ? values : { ...values, ...howPriced(values) }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    throw new Refusal(
      thrown.code,
      thrown.params,
      thrown.status,
      thrown.errors.map(error => ({ ...error, field: `lines.${i}.${error.field}` })),
    )
  }
}

/** Refuses references of lines to what is not there for the caller: one question for each kind of reference, however many lines. */
async function checkTogether(ctx: Ctx, line: Entity<any>, lines: readonly Values[]): Promise<void> {
  const points = Object.entries<Field<any>>(line.fields).filter(([, field]) => field.kind === 'ref' && !field.system)
  for (const [name, field] of points) {
    const ids = [...new Set(lines.flatMap(one => (typeof one[name] === 'string' ? [one[name] as string] : [])))]
    if (ids.length === 0) continue
    const whole = await checkReferences(ctx, { [name]: { ...field, kind: 'refs' } }, { [name]: ids }).then(
      () => true,
      () => false,
    )
    if (whole) continue
    for (const [i, one] of lines.entries())
      if (typeof one[name] === 'string')
        await checkReferences(ctx, { [name]: field }, { [name]: one[name] }).catch(() => {
          throw invalid(`lines.${i}.${name}`, 'field.noSuchRecord')
        })
  }
}
