import { reachOf, within } from '../../core/access/reach'
import { invalid, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { isObject } from '../../core/records/parse'
import type { Addition, Configured } from '../prices'
import type { ConfiguredLine } from './configuration'
import { configuratorMessages } from './messages'
import { type Choices, chosen, type Model, valuesOf, violated } from './screens/model'
import { type Configurator, configurator } from './screens/solve'
import { type Sentences, telling } from './screens/tell'

/** A product's model as it stands. */
export interface Standing {
  id: string
  product: string
  version: number
  leadDays: number | null
  configurator: Configurator
}

/** Models that were asked for lately: a solver is built once and keeps what it learned. */
const kept = new Map<string, Standing>()
const KEPT_MAX = 50

/** The models of some products; those that have none are missing. */
export async function modelsOf(ctx: Ctx, products: readonly string[]): Promise<Map<string, Standing>> {
  const heads = await ctx.db.query<{ id: string; product: string; version: number; leadDays: number | null }>(sql`
    select id, product_id as product, version, lead_days as "leadDays" from configuration_models
    where tenant_id = ${ctx.tenant} and product_id = any(${products}::uuid[]) and active and deleted_at is null`)
  const key = (one: { id: string; version: number }) => `${ctx.tenant} ${one.id} ${one.version}`
  const missing = heads.filter(one => !kept.has(key(one)))
  if (missing.length) {
    const bodies = await ctx.db.query<{ id: string; options: Model['options'] | null; rules: Model['rules'] | null }>(
      sql`select id, options, rules from configuration_models where tenant_id = ${ctx.tenant} and id = any(${missing.map(one => one.id)}::uuid[])`,
    )
    for (const head of missing) {
      const body = bodies.find(one => one.id === head.id)
      kept.set(key(head), {
        ...head,
        configurator: configurator({ options: body?.options ?? [], rules: body?.rules ?? [] }),
      })
    }
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT_MAX))) kept.delete(old)
  }
  const found = new Map<string, Standing>()
  for (const head of heads)
    found.set(head.product, kept.get(key(head)) ?? { ...head, configurator: configurator({ options: [], rules: [] }) })
  return found
}

/** The sentences of the caller's language. */
export const sentencesFor = (ctx: Ctx): Sentences =>
  Object.fromEntries(
    Object.keys(configuratorMessages)
      .filter(code => code.startsWith('configurator.tell.'))
      .map(code => [code.slice('configurator.tell.'.length), say(code, {}, ctx.lang)]),
  ) as unknown as Sentences

/** Choices as they came, in the shape the model gives them; refuses what it does not know. */
export function parseChoices(model: Model, given: unknown): Choices {
  const bad = (option: string, value: unknown) =>
    new Refusal('configurator.badChoice', { option: option.slice(0, 60), value: String(value).slice(0, 60) })
  if (!isObject(given)) throw new Refusal('configurator.choices', {}, 422)
  const choices: Record<string, string | number | string[]> = {}
  for (const [id, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue
    const option = model.options.find(one => one.id === id)
    if (!option) throw bad(id, value)
    const known = new Set(valuesOf(option).map(one => one.id))
    const ids = [value].flat().map(String)
    const wrong = ids.find(one => !known.has(one))
    if (wrong !== undefined || (option.kind !== 'many' && ids.length !== 1)) throw bad(option.name, wrong ?? value)
    if (ids.length === 0) continue
    choices[id] = option.kind === 'many' ? [...new Set(ids)] : option.kind === 'number' ? Number(ids[0]) : ids[0]!
  }
  return choices
}

/** The lines that choices make: every chosen value with what it adds. */
export function linesOf(model: Model, choices: Choices): ConfiguredLine[] {
  return model.options.flatMap(option => {
    const ids = chosen(choices, option.id)
    return valuesOf(option)
      .filter(value => ids.includes(value.id))
      .map(value => ({
        option: option.id,
        optionName: option.name,
        value: value.id,
        valueName: value.name,
        ...(value.product ? { product: value.product, quantity: value.quantity ?? 1 } : {}),
        ...(value.price === undefined || value.price === null ? {} : { price: value.price }),
      }))
  })
}

export const additionsOf = (model: Model, choices: Choices): Addition[] =>
  linesOf(model, choices).flatMap(({ option, optionName, value, valueName, product, quantity, price }) => {
    const of = model.options.find(one => one.id === option)
    const found = of && valuesOf(of).find(one => one.id === value)
    const leadDays = found?.leadDays ?? undefined
    if (!product && !price && leadDays === undefined) return []
    return [
      {
        name: `${optionName} ${valueName}`,
        ...(price === undefined ? {} : { price }),
        ...(product ? { product, quantity: quantity ?? 1 } : {}),
        ...(leadDays === undefined ? {} : { leadDays }),
      },
    ]
  })

/** Refuses choices that cannot hold together, saying why. What follows from them is added. */
export function completed(
  ctx: Ctx,
  { configurator: solver }: Standing,
  choices: Choices,
): { choices: Choices; complete: boolean } {
  const all = solver.complete(choices)
  if (!all) {
    const why = solver.why(choices)
    throw new Refusal('configurator.doesNotFit', { why: why ? telling(solver.model, sentencesFor(ctx)).why(why) : '' })
  }
  return { choices: all, complete: violated(solver.model, all).length === 0 }
}

/** What `configuration` of a price request adds: a saved configuration by its id, or choices. */
export async function resolveConfigurations(
  ctx: Ctx,
  lines: readonly { product: string; configuration: unknown }[],
): Promise<Configured[]> {
  const ids = lines.flatMap(line => (isId(line.configuration) ? [line.configuration as string] : []))
  const saved = new Map<string, Choices>()
  if (ids.length) {
    const entity = ctx.words.entity('configuration')
    const rows = await ctx.db.query<{ id: string; choices: Choices | null }>(sql`
      select t.id, t.choices from configurations t
      where t.id = any(${ids}::uuid[]) and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`)
    for (const row of rows) saved.set(row.id, row.choices ?? {})
  }
  const models = await modelsOf(ctx, [...new Set(lines.map(line => line.product))])
  return lines.map(({ product, configuration }, i) => {
    const standing = models.get(product)
    const fault = (code: string) => invalid(`lines.${i}.configuration`, code)
    if (!standing) throw fault('configurator.none')
    const given = isId(configuration) ? saved.get(configuration as string) : configuration
    if (given === undefined) throw fault('field.noSuchRecord')
    const { model } = standing.configurator
    const { choices } = completed(ctx, standing, parseChoices(model, given))
    return { additions: additionsOf(model, choices), assemblyDays: standing.leadDays ?? 0 }
  })
}
