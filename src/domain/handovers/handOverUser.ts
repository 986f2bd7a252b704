import { admit } from '../../core/access/sharing'
import { act } from '../../core/acts/act'
import { perform } from '../../core/acts/perform'
import { forbidden, Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { choice, flag, ref, structure } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { enqueue } from '../../core/jobs/enqueue'
import { insert } from '../../core/records/write'
import { user } from '../org'
import { CARRY_OUT, doNow } from './carryOut'
import { boardsOf } from './duties'
import { handover } from './handover'
import { type Plan, type Portion, planFor } from './plan'
import { checkRules, heirsOf, managersOf, mayHandOver, type Rule, scopeOf } from './rules'

export interface Preview {
  portions: Portion[]
  /** What each heir gets in all. */
  people: { id: string; name: string; count: number }[]
  total: number
}

/**
 * Gives all that a person owns, owes and has promised to others by rule (离职交接). With `preview` it only says who would get what;
 * else it answers the hand-over, which a job carries out.
 */
export const handOver = act(user, 'handover', {
  label: ['移交', 'Hand over'],
  icon: 'arrow-right-left',
  screen: '/handover?person={id}',
  input: {
    rules: structure<Rule[]>({ label: ['规则', 'Rules'], default: [], check: checkRules }),
    rest: ref('user', { label: ['其余给', 'The rest to'], required: true }),
    board: ref('board', { label: ['只移交这个版块的', 'Only what lies on this board'] }),
    why: choice({ label: ['原因', 'Why'], dictionary: 'handoverWhy', default: 'leaves' }),
    freeze: flag({ label: ['同时冻结', 'Freeze the account'] }),
    preview: flag({ label: ['只看结果', 'Preview'] }),
  },
  async allow(ctx, person) {
    const mine =
      mayHandOver(ctx, person.id, person.board) ||
      (scopeOf(ctx) === 'board' && (await boardsOf(ctx, person.id)).some(board => board.id === ctx.user.board))
    return mine ? null : forbidden('handover.outOfReach')
  },
  async run(ctx, person, input) {
    const { rest, board, why, freeze, preview } = input as {
      rest: string
      board: string | null
      why: string | null
      freeze: boolean | null
      preview: boolean | null
    }
    const rules = (input.rules ?? []) as Rule[]
    if (!mayHandOver(ctx, person.id, board ?? person.board)) throw forbidden('handover.outOfReach')
    checkObjects(ctx, rules)
    const heirs = await heirsOf(ctx, person.id, [rest, ...rules.flatMap(rule => rule.people)])
    const plan = await planFor(ctx, person.id, board, rules, rest, heirs)
    const found = summary(plan)
    if (preview) return found
    const [running] = await ctx.db.query(
      sql`select 1 from handovers where person_id = ${person.id} and status in ('running', 'undoing') and deleted_at is null`,
    )
    if (running) throw refuse('handover.running')
    if (plan.moves.length === 0 && !freeze) throw refuse('handover.nothing')
    const made = await insert(
      ctx,
      handover,
      {
        title: say('handover.title', { name: person.name }, ctx.lang),
        person: person.id,
        rest,
        why,
        board: board ?? person.board,
        status: 'running',
        total: plan.moves.length,
        done: 0,
        leftOut: 0,
        froze: !!freeze && person.status === 'active',
        rules: rules.length ? rules : null,
        plan: plan.portions,
      },
      'handover',
    )
    await keepMoves(ctx, made.id, plan)
    await admit(ctx, handover, made, [...(await managersOf(ctx, [person.id, ...heirs.keys()])), ...heirs.keys()])
    // What needs the person's seat is handed on while they still have it; freezing passes on what is left.
    await doNow(ctx, made.id, person.id)
    if (freeze && person.status === 'active') await perform(ctx, user, 'freeze', person.id, {})
    await enqueue(ctx, CARRY_OUT, { handover: made.id }, { key: made.id })
    return { id: made.id, ...found }
  },
})

export function summary({ portions, moves }: Plan): Preview {
  const people = new Map<string, Preview['people'][number]>()
  for (const { id, name, count } of portions.flatMap(portion => portion.to)) {
    const one = people.get(id)
    if (one) one.count += count
    else people.set(id, { id, name, count })
  }
  return { portions, people: [...people.values()].sort((a, b) => b.count - a.count), total: moves.length }
}

function checkObjects(ctx: Ctx, rules: readonly Rule[]): void {
  const strange = rules.find(rule => rule.object !== undefined && !ctx.words.entities.some(e => e.name === rule.object))
  if (strange) throw new Refusal('handover.unknownObject', { object: strange.object!.slice(0, 60) }, 422)
}

const keepMoves = (ctx: Ctx, id: string, { moves }: Plan) =>
  ctx.db.query(sql`insert into handover_moves (tenant_id, handover_id, place, object, field, record_id, to_id)
    select ${ctx.tenant}::int4, ${id}::uuid, m.place, m.object, m.field, m.record_id, m.to_id
    from unnest(${moves.map(m => m.object)}::text[], ${moves.map(m => m.field)}::text[], ${moves.map(m => m.id)}::uuid[], ${moves.map(m => m.to)}::uuid[])
      with ordinality as m(object, field, record_id, to_id, place)`)
