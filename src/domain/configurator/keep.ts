import { act, reaction } from '../../core/acts/act'
import { invalid, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Row } from '../../core/entity'
import { change, create, update } from '../../core/records/write'
import { quote } from '../prices'
import { faults } from './check'
import { configuration } from './configuration'
import { configurationModel } from './configurationModel'
import { completed, linesOf, modelsOf, parseChoices, sentencesFor } from './configure'
import type { Model } from './screens/model'
import { configurator } from './screens/solve'
import { telling } from './screens/tell'

/** A model's rules name only what its options have, and some configuration keeps all of them. */
export const soundModels = reaction(configurationModel, ['create', 'update', 'restore'], async (ctx, after) => {
  const model: Model = { options: after.options ?? [], rules: after.rules ?? [] }
  const [fault] = faults(model)
  if (fault) {
    const rule = model.rules.find(one => one.id === fault.rule)!
    throw invalid('rules', 'configurator.missing', { rule: rule.text || rule.id, missing: fault.missing })
  }
  const why = configurator(model).why({})
  if (why)
    throw new Refusal('configurator.impossible', {}, 422, [], {
      rules: why.rules.filter(id => !id.startsWith('#')),
      why: telling(model, sentencesFor(ctx)).why(why),
    })
})

/** Keeps what somebody configured: checked, with what follows from the choices, its structure and its price. */
export const createConfiguration = act(configuration, 'create', {
  label: ['新建选配单', 'New configuration'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    return reckon(ctx, await create(ctx, configuration, draft), 'create')
  },
})
export const updateConfiguration = act(configuration, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    return reckon(ctx, await update(ctx, configuration, row.id, draft), 'update')
  },
})

async function reckon(ctx: Ctx, row: Row<typeof configuration>, actName: string): Promise<Row<typeof configuration>> {
  const standing = (await modelsOf(ctx, [row.product])).get(row.product)
  if (!standing) throw invalid('product', 'configurator.none')
  const { model } = standing.configurator
  const { choices, complete } = completed(ctx, standing, parseChoices(model, row.choices ?? {}))
  const currency = (row as { currency?: string | null }).currency ?? 'CNY'
  const priced = await quote(ctx, {
    account: row.account,
    currency,
    lines: [{ product: row.product, quantity: row.quantity ?? 1, configuration: choices }],
  })
  return change(
    ctx,
    configuration,
    row,
    {
      choices,
      complete,
      lines: linesOf(model, choices),
      unitPrice: priced.lines[0]!.unitPrice,
      leadDays: priced.leadDays,
    },
    actName,
  )
}
