import { reaction } from '../../core/acts/act'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { transferActs } from '../handovers'
import { followActs, news } from '../together'
import { advance } from './advance'
import { opportunityDictionaries } from './dictionaries'
import './exitKinds'
import { goBack } from './goBack'
import { logNew } from './log'
import { lose } from './lose'
import { mark, these } from './marks'
import { opportunityMessages } from './messages'
import { opportunity } from './opportunity'
import { pipeline } from './pipeline'
import { reopen } from './reopen'
import { setUpPipeline } from './setUp'
import { stage } from './stage'
import { stageMove } from './stageMove'
import { win } from './win'

export { type ExitKind, exitKind, type Lack } from './conditions'
export { type Step, type Way, wayFor, waysOf } from './ways'
export { opportunity, pipeline, stage, stageMove }

learn(opportunityMessages)

/** What every new or changed opportunity leaves: its first line in the log, and its clocks and marks. */
const followed = reaction(
  opportunity,
  ['create', 'update'],
  async (ctx, row, before) => {
    if (!before) await logNew(ctx, [row])
    await mark(ctx, these([row.id]))
  },
  // Who owns it says nothing about how it fares.
  async () => {},
  async (ctx, created) => {
    await logNew(ctx, created)
    await mark(ctx, these(created.map(row => row.id as string)))
  },
)

/**
 * Possible sales on their way through a pipeline.
 *
 * For analysis: `stage_moves` (object stageMove, scoped like its opportunity, read-only) has one line for each thing that befell an
 * opportunity's place: `act` is create, advance, goBack, win, lose, reopen or switch; `from_id` the stage left (null: create, reopen),
 * `to_id` the stage entered (null: lose, and win where the pipeline has no stage with 100 %), `at`, `by_id`, `days` since the line
 * before it. So `to_id = S` counts who entered S, `from_id = S` who left it and after how long. Who is in it now, and since when, say
 * `opportunities.stage_id` and `stage_entered_at`; what is over says so by `status` won or lost and `closed_on` (what an import
 * brought in closed has no line for that, only its first). Join live opportunities: lines outlive a record that an import's undoing took away.
 * `stalled` and `overdue` are columns that acts and a night job keep, open to filters; a stage's `position` orders it in its pipeline,
 * retired stages (`active` false) stay for the past.
 */
export const opportunities: Slice = {
  name: 'opportunities',
  entities: [pipeline, stage, opportunity, stageMove],
  acts: [advance, goBack, win, lose, reopen, ...followActs(opportunity), ...transferActs(opportunity)],
  reactions: [news(opportunity), followed],
  dictionaries: opportunityDictionaries,
  setUp: setUpPipeline,
}
