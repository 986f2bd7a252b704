import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { ref } from '../../core/entity'
import { change } from '../../core/records/write'
import { mayManageStages, standingIn } from './boundaries'
import { mark } from './marks'
import { stage } from './stage'
import { isEnd, type Step, stepOf, waysOf } from './ways'

/** Takes a stage out of use. Open opportunities that stand in it go to another of the pipeline, all at once; the past keeps it. */
export const retire = act(stage, 'retire', {
  label: ['停用', 'Retire'],
  icon: 'archive',
  input: { to: ref('stage', { label: ['其中的机会去', 'Its opportunities go to'] }) },
  allow: (_ctx, row) => (row.active === false ? refuse('stage.retired') : null),
  async run(ctx, row, { to }) {
    await mayManageStages(ctx, row.pipeline)
    const count = await standingIn(ctx, row.id)
    if (count > 0) {
      const target = stepOf(await waysOf(ctx), to ?? null)
      if (!target?.active || target.pipeline !== row.pipeline || target.id === row.id || isEnd(target))
        throw refuse('stage.whereTo', { count, stage: row.name })
      await moveAll(ctx, row.id, target)
    }
    await change(ctx, stage, row, { active: false }, 'retire')
  },
})

/** Brings a retired stage back. */
export const unretire = act(stage, 'unretire', {
  label: ['启用', 'Use again'],
  icon: 'archive-restore',
  allow: (_ctx, row) => (row.active === false ? null : refuse('stage.active')),
  async run(ctx, row) {
    await mayManageStages(ctx, row.pipeline)
    await change(ctx, stage, row, { active: true }, 'unretire')
  },
})

/** What `move` does for one opportunity, for all that stand in a stage. */
async function moveAll(ctx: Ctx, from: string, to: Step): Promise<void> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const author = sql`${ctx.user.system ? null : ctx.user.id}::uuid`
  const { origin } = ctx
  await ctx.db.query(sql`
    with moving as materialized (select * from opportunities where stage_id = ${from} and status = 'open' and deleted_at is null for update),
      moved as (update opportunities o set stage_id = ${to.id}, stage_entered_at = ${now}, probability = ${to.probability}, forecast = ${to.forecast},
          version = o.version + 1, updated_at = greatest(${now}, o.updated_at + interval '1 ms'), updated_by = ${author}
        from moving m where o.id = m.id and o.tenant_id = ${ctx.tenant}),
      logged as (insert into stage_moves (tenant_id, id, created_by, updated_by, created_at, updated_at, opportunity_id, pipeline_id, from_id, to_id, act, at, by_id, days, owner_id, board_id)
        select ${ctx.tenant}::int4, gen_random_uuid(), ${author}, ${author}, ${now}, ${now}, m.id, m.pipeline_id, m.stage_id, ${to.id}::uuid, 'switch', ${now}, ${author},
          round(extract(epoch from ${now} - coalesce((select max(l.at) from stage_moves l where l.opportunity_id = m.id and l.deleted_at is null), m.created_at)) / 86400, 3), m.owner_id, m.board_id from moving m)
    insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address)
    select ${ctx.tenant}::int4, ${now}, ${author}, 'opportunity', id, left(name, 300), 'switch', jsonb_build_object('stage', jsonb_build_array(stage_id, ${to.id}::text)),
      board_id, owner_id, ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text from moving`)
  await mark(ctx, sql`o.stage_id = ${to.id} and o.deleted_at is null`)
}
