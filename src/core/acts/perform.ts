import { reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { feedOf } from '../events/feed'
import { checkReferences, isObject, parseValues, type Values } from '../records/parse'
import { read } from '../records/query'
import { load } from '../records/row'
import { checkVersion, create, remove, restore, update } from '../records/write'
import type { Act } from './act'
import { forbidden, notFound, Refusal, refuseInvalid } from './refusal'

/** Runs `work` in one transaction, with a `ctx` whose `db` is that transaction. */
export async function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const result = await ctx.database.transaction(ctx.tenant, db => work({ ...ctx, db }))
  feedOf(ctx.database).wake()
  return result
}

/** The acts every object has. Set-up objects and those with an owner alike; `internal` ones are written by their slice only. */
export const STANDARD_ACTS = ['create', 'update', 'delete', 'restore'] as const

/**
 * Does what the caller asked for, inside the caller's transaction: a standard act or a declared one.
 * A slice may declare an act named `create` or `update` to take more than the fields: its input is split off the body and
 * `run` gets the rest as `draft`.
 * @returns the changed record as the caller sees it, or what the act answers
 */
export async function perform(
  ctx: Ctx,
  entity: Entity<any>,
  actName: string,
  id: string | null,
  body: unknown,
  version?: number,
): Promise<unknown> {
  const declared = ctx.program.act(entity.name, actName)
  if (entity.internal && !declared && !ctx.user.system) throw forbidden()
  if (!declared) return standard(ctx, entity, actName, id, body, version)
  if ((declared.on === 'record') !== (id !== null)) throw notFound()
  if (id === null) {
    const allowed =
      actName === 'create'
        ? ctx.user.system || ctx.user.rights(entity.name).create
        : reachOf(ctx, entity, { act: actName, needs: declared.needs }).kind !== 'nothing'
    if (!allowed) throw forbidden()
    return answer(ctx, entity, await declared.run(ctx, null as never, (await inputOf(ctx, declared, body)) as never))
  }
  // Whether the record is there comes before whether the input is right: nobody learns more of it than that.
  const row = await load(ctx, entity, id, { act: actName, needs: declared.needs }, true).catch(async error => {
    const known = error instanceof Refusal && error.status === 404 && (await declared.missing?.(ctx, id))
    throw known || error
  })
  await checkVersion(ctx, entity, row, version)
  const refusal = await declared.allow?.(ctx, row)
  if (refusal) throw refusal
  const result = await declared.run(ctx, row as never, (await inputOf(ctx, declared, body)) as never)
  return result === undefined ? read(ctx, entity, id).catch(hidden) : result
}

/** What an act asked for, parsed; to an act that takes the record's fields too everything else goes as `draft`. */
async function inputOf(ctx: Ctx, declared: Act, body: unknown): Promise<Values> {
  const open = declared.draft === true || declared.name === 'create' || declared.name === 'update'
  const input = readInput(ctx, declared, body, open)
  await checkReferences(ctx, declared.input, input)
  if (open) {
    input.draft = Object.fromEntries(
      Object.entries(isObject(body) ? body : {}).filter(([name]) => !(name in declared.input)),
    )
  }
  return input
}

async function standard(
  ctx: Ctx,
  entity: Entity<any>,
  actName: string,
  id: string | null,
  body: unknown,
  version?: number,
): Promise<unknown> {
  if (actName === 'create' && id === null) return answer(ctx, entity, await create(ctx, entity, body))
  if (id === null) throw notFound()
  if (actName === 'update') return answer(ctx, entity, await update(ctx, entity, id, body, version))
  if (actName === 'delete') {
    const row = await load(ctx, entity, id, 'delete', true)
    await checkVersion(ctx, entity, row, version)
    await remove(ctx, entity, row)
    return null
  }
  if (actName === 'restore') {
    await restore(ctx, entity, id)
    return read(ctx, entity, id)
  }
  throw notFound()
}

/** A record an act has just written, as the caller may see it. */
async function answer(ctx: Ctx, entity: Entity<any>, row: unknown): Promise<unknown> {
  return isObject(row) && typeof row.id === 'string' && 'version' in row
    ? read(ctx, entity, row.id).catch(hidden)
    : (row ?? null)
}

/** An act may take a record out of its author's sight; then there is nothing left to show. */
const hidden = (error: unknown) => {
  if (error instanceof Refusal && error.status === 404) return null
  throw error
}

function readInput(ctx: Ctx, act: Act, body: unknown, open: boolean): Values {
  const given = body === undefined || body === null ? {} : body
  if (!isObject(given)) throw new Refusal('body.notObject', {}, 400)
  const errors: Refusal['errors'] = []
  const wanted = open ? Object.fromEntries(Object.entries(given).filter(([name]) => name in act.input)) : { ...given }
  for (const [name, field] of Object.entries(act.input)) {
    if (name in wanted) continue
    if (field.default !== undefined)
      wanted[name] = typeof field.default === 'function' ? field.default(ctx) : field.default
    else if (field.required) errors.push({ field: name, code: 'field.required' })
  }
  const values = parseValues(ctx, act.input, wanted, errors)
  refuseInvalid(errors)
  return values
}
