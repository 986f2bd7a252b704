import { invalid, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { isObject } from '../records/parse'
import { type Duplicate, duplicates } from './duplicates'

/** A record that a new one looks like and is said to be another than. */
export interface Other {
  object: string
  id: string
  score: number
  reasons: string
  /** Why they are two. */
  reason: string
}

const OTHERS_MAX = 20
const REASON_MAX = 300

/**
 * What a body to create from says besides its fields: `distinctFrom: [{ id, reason }]`, the records that somebody looked at and says
 * are others. A careful caller (`Prefer: handling=strict`, RFC 7240) has it demanded for each record that is as alike as the
 * company's measure says; who isn't has only what is said kept.
 * @throws 409 `duplicates.confirm` with the records that are still to be judged, as `POST …/duplicates` answers them
 */
export async function distinct(
  ctx: Ctx,
  entity: Entity,
  body: unknown,
  careful: boolean,
): Promise<{ draft: unknown; others: Other[] }> {
  if (!entity.match || !isObject(body)) return { draft: body, others: [] }
  const { distinctFrom, ...draft } = body
  const said = saidIn(distinctFrom)
  const mayCreate = ctx.user.system || ctx.user.rights(entity.name).create
  if (!mayCreate || (!careful && said.size === 0)) return { draft, others: [] }
  const found = await duplicates(ctx, entity, draftTexts(entity, draft))
  const open = careful ? found.filter(one => one.confirm && !said.has(one.id)) : []
  if (open.length > 0) throw new Refusal('duplicates.confirm', { count: open.length }, 409, [], { duplicates: open })
  return { draft, others: found.flatMap(one => otherOf(one, said.get(one.id))) }
}

/** Keeps that a new record is another than those, in the slice that keeps such decisions. */
export async function keepDistinct(ctx: Ctx, entity: Entity, id: string, others: readonly Other[]): Promise<void> {
  if (others.length > 0) for (const slice of ctx.program.slices) await slice.distinct?.(ctx, entity, id, others)
}

const otherOf = ({ object, id, score, reasons }: Duplicate, reason: string | undefined): Other[] =>
  reason === undefined ? [] : [{ object, id, score, reasons: reasons.join('、'), reason }]

/** What of a draft is compared; whatever is no text is judged where the record is made. */
const draftTexts = (entity: Entity, draft: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(entity.match ?? {}).flatMap(field => {
      const value = isObject(draft[field]) ? draft[field].id : draft[field]
      return typeof value === 'string' ? [[field, value.slice(0, 2_000)]] : []
    }),
  )

function saidIn(given: unknown): Map<string, string> {
  if (given === undefined || given === null) return new Map()
  const wrong = () => invalid('distinctFrom', 'duplicates.distinctFrom')
  if (!Array.isArray(given) || given.length > OTHERS_MAX) throw wrong()
  return new Map(
    given.map(one => {
      const reason = isObject(one) && typeof one.reason === 'string' ? one.reason.trim() : ''
      if (!isObject(one) || typeof one.id !== 'string' || !reason || reason.length > REASON_MAX) throw wrong()
      return [one.id.toLowerCase(), reason]
    }),
  )
}
