import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { endOf, openSteps, stepOf, type Way, wayFor, waysOf } from './ways'

/**
 * Where new opportunities begin that do not say it themselves: in the first stage of the pipeline that their board prefers, with
 * that stage's probability and forecast. A stage that is given decides the pipeline; what is won already stands at its end.
 */
export async function prepare(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void> {
  const ways = await waysOf(ctx)
  for (const row of rows) Object.assign(row, beginning(ctx, ways, row))
}

function beginning(ctx: Ctx, ways: readonly Way[], row: Readonly<Record<string, any>>): Record<string, unknown> {
  const way =
    ways.find(one => one.id === stepOf(ways, row.stage)?.pipeline) ??
    ways.find(one => one.id === row.pipeline) ??
    wayFor(ways, row.board)
  const status = row.status ?? 'open'
  const step =
    stepOf(ways, row.stage) ?? (way && ((status === 'won' ? endOf(way) : undefined) ?? openSteps(way)[0])) ?? null
  const closed = status !== 'open'
  return {
    status,
    pipeline: way?.id ?? null,
    stage: step?.id ?? null,
    stageEnteredAt: row.createdAt,
    probability: closed ? chanceOf(status) : (row.probability ?? step?.probability ?? null),
    forecast: closed ? forecastOf(status) : (row.forecast ?? step?.forecast ?? null),
    closedOn: closed ? (row.closedOn ?? row.closeDate ?? dayOf(ctx.now)) : null,
  }
}

/** What is over is certain, one way or the other. */
export const chanceOf = (status: string) => (status === 'won' ? 100 : 0)
export const forecastOf = (status: string) => (status === 'won' ? 'commit' : 'omitted')
