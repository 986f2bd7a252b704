import type { FastifyInstance } from 'fastify'
import { reachOf } from '../../core/access/reach'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isObject } from '../../core/records/parse'
import { linesOf, modelsOf, parseChoices, sentencesFor } from './configure'
import { violated } from './screens/model'
import type { Pick } from './screens/solve'
import { repaired, telling } from './screens/tell'

const MODEL = about('How a product is configured: its options and rules')
const LOOK = about('What may still be chosen, what follows from the choices, and why a wish does not fit', {
  body: {
    'choices?': 'Values by option id: a value’s id, a number, or a list of ids',
    'wish?': '{ option, value }: the answer says why it does not fit and the smallest changes that make it fit',
  },
})

/**
 * GET /api/products/{id}/configurator: its model, for programs that choose by themselves.
 * POST /api/products/{id}/configurator: what may still be chosen.
 */
export function configuratorRoutes(app: FastifyInstance): void {
  app.get('/api/products/:id/configurator', MODEL, async request => {
    const { id, version, leadDays, configurator } = await standingOf(request.params, ctxOf(request))
    return { id, version, leadDays, ...configurator.model }
  })
  app.post('/api/products/:id/configurator', LOOK, async request => {
    const ctx = ctxOf(request)
    const { configurator: solver } = await standingOf(request.params, ctx)
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const { model } = solver
    const choices = parseChoices(model, request.body.choices ?? {})
    const wish = wishOf(request.body.wish)
    const tell = telling(model, sentencesFor(ctx))
    if (wish) parseChoices(model, { [wish.option]: wish.value })
    const look = solver.look(choices)
    const why = wish || !look.fits ? solver.why(choices, wish) : null
    const all = solver.complete(choices)
    return {
      ...look,
      complete: all !== null && violated(model, all).length === 0,
      choices: all,
      lines: all ? linesOf(model, all) : [],
      why: why && { ...why, text: tell.why(why) },
      repairs: why
        ? solver.repairs(choices, wish).map(repair => ({
            ...repair,
            choices: repaired(model, choices, repair, wish),
            text: tell.repair(repair),
          }))
        : [],
    }
  })
}

async function standingOf(params: unknown, ctx: Ctx) {
  const { id } = params as { id: string }
  if (!isId(id)) throw notFound()
  for (const name of ['product', 'configurationModel'])
    if (reachOf(ctx, ctx.words.entity(name), 'read').kind === 'nothing') throw forbidden('right.read', { object: name })
  const standing = (await modelsOf(ctx, [id.toLowerCase()])).get(id.toLowerCase())
  if (!standing) throw notFound()
  return standing
}

function wishOf(given: unknown): Pick | undefined {
  if (given === undefined || given === null) return undefined
  if (isObject(given) && typeof given.option === 'string' && ['string', 'number'].includes(typeof given.value))
    return { option: given.option, value: String(given.value) }
  throw new Refusal('configurator.choices', {}, 422)
}
