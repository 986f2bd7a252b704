import { reaction } from '../../core/acts/act'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { approvable } from '../approvals'
import { transferActs } from '../handovers'
import { followActs, news } from '../together'
import { advance } from './advance'
import { analysisRoutes } from './analysis/routes'
import { boundaries } from './boundaries'
import { winding } from './clocks'
import { contacted } from './contacted'
import { opportunityDictionaries } from './dictionaries'
import './exitKinds'
import { goBack } from './goBack'
import { logNew } from './log'
import { lose } from './lose'
import { mark, these } from './marks'
import { opportunityMessages } from './messages'
import { markNight, markPipeline } from './night'
import { opportunity } from './opportunity'
import { opportunityCompetitor } from './opportunityCompetitor'
import { opportunityContact } from './opportunityContact'
import { opportunityLine } from './opportunityLine'
import { opportunitySplit } from './opportunitySplit'
import { order } from './order'
import { parts } from './parts'
import { pipeline } from './pipeline'
import { reopen } from './reopen'
import { retire, unretire } from './retire'
import { opportunityRoutes } from './routes'
import { setUpPipeline } from './setUp'
import { split } from './split'
import { stage } from './stage'
import { stageMove } from './stageMove'
import { switchPipeline } from './switch'
import { checkPipeline } from './ways'
import { win } from './win'
import './duties'

export { type Demand, type ExitKind, exitKind } from './conditions'
export { night } from './night'
export type { Demanded, KindMeta, Passed, Standing } from './routes'
export { type Step, type Way, wayFor, waysOf } from './ways'
export {
  opportunity,
  opportunityCompetitor,
  opportunityContact,
  opportunityLine,
  opportunitySplit,
  pipeline,
  stage,
  stageMove,
}

learn(opportunityMessages)

/** 机会评审: a stage may demand that it was passed. */
const review = approvable(opportunity, { label: ['机会评审', 'Opportunity review'], withoutFlow: 'refuse' })

/** What every new or changed opportunity leaves: its first line in the log, and its clocks and marks. */
const followed = reaction(
  opportunity,
  ['create', 'update'],
  async (ctx, row, before) => {
    if (!before) {
      await checkPipeline(ctx, row)
      await logNew(ctx, [row])
    }
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
 * retired stages (`active` false) stay for the past. Commission goes by `opportunity_splits` (user_id, percent; they add up to 100), and to
 * the owner where there are none.
 */
export const opportunities: Slice = {
  name: 'opportunities',
  entities: [
    pipeline,
    stage,
    opportunity,
    stageMove,
    opportunitySplit,
    opportunityContact,
    opportunityCompetitor,
    opportunityLine,
  ],
  acts: [
    advance,
    win,
    lose,
    goBack,
    reopen,
    switchPipeline,
    split,
    ...review.acts,
    ...followActs(opportunity),
    ...transferActs(opportunity),
    retire,
    unretire,
    order,
  ],
  reactions: [news(opportunity), followed, winding, contacted, ...parts, ...boundaries, ...review.reactions],
  dictionaries: opportunityDictionaries,
  jobs: [markNight, markPipeline],
  routes(app) {
    opportunityRoutes(app)
    analysisRoutes(app)
  },
  setUp: setUpPipeline,
}
