import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { isId, listOf, type Row, structure } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { mayManage } from './boundaries'
import { pipeline } from './pipeline'
import { stage } from './stage'

const STAGES_MAX = 60

/** Puts the stages of a pipeline into a new order, all of them at once. */
export const order = act(pipeline, 'order', {
  label: ['排阶段', 'Order stages'],
  icon: 'list-ordered',
  input: {
    stages: structure<string[]>({
      label: ['阶段', 'Stages'],
      required: true,
      check: listOf(isId, STAGES_MAX, 'pipeline.order'),
    }),
  },
  async run(ctx, row, input) {
    mayManage(ctx, row.board)
    const ids = input.stages as string[]
    const found = await ctx.db.query<{ row: Row<typeof stage> }>(sql`
      select ${rowSql(stage)} as row from stages t where t.pipeline_id = ${row.id} and t.deleted_at is null order by t.id for update`)
    const stages = new Map(found.map(one => [one.row.id, one.row]))
    if (new Set(ids).size !== stages.size || ids.some(id => !stages.has(id))) throw refuse('pipeline.order')
    for (const [i, id] of ids.entries()) await change(ctx, stage, stages.get(id)!, { position: i + 1 })
  },
})
