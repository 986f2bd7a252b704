import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { approvalEvent } from './approvalEvent'
import { partOf, type Steps } from './definition'
import type { Happening } from './engine'
import type { Request } from './registry'

/** One line of a request's story. */
export interface Line {
  kind: Happening['kind']
  at: string
  /** Who did it; null for the system. */
  by: string | null
  step: string | null
  /** Whom it concerns: who is asked, told, or takes over. */
  people: string[]
  comment: string | null
  /** It is told to these people, who need do nothing. */
  copied: boolean
  /** Fields of the record that were changed with it. */
  fields: string[]
}

/** What happened, in order, in names: what people read below the line of steps. Passed-over steps are told, too. */
export async function storyOf(ctx: Ctx, request: Request, steps: Steps): Promise<Line[]> {
  const events = await ctx.db.query<{
    happening: Happening
    at: string
    by: string | null
    comment: string | null
  }>(sql`
    select e.happening, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, u.name as by, e.comment
    from ${raw(approvalEvent.table)} e left join users u on u.id = e.created_by where e.request_id = ${request.id} order by e.number`)
  const peopleIn = (one: Happening): string[] =>
    'seats' in one
      ? [...one.seats.map(seat => seat.person), ...('copied' in one ? (one.copied ?? []) : [])]
      : 'seat' in one
        ? [one.seat.person]
        : 'copied' in one
          ? [...(one.copied ?? [])]
          : []
  const tasks = new Map<string, { step: string; person: string }>()
  for (const { happening: one } of events) {
    if (one.kind === 'open') for (const seat of one.seats) tasks.set(seat.id, { step: one.step, person: seat.person })
    const of = 'task' in one ? tasks.get(one.task) : undefined
    if (one.kind === 'addSigner' && of) for (const seat of one.seats) tasks.set(seat.id, { ...of, person: seat.person })
    if (one.kind === 'transfer' && of) tasks.set(one.seat.id, { ...of, person: one.seat.person })
  }
  const ids = [
    ...new Set([
      ...events.flatMap(event => peopleIn(event.happening)),
      ...[...tasks.values()].map(task => task.person),
    ]),
  ]
  const rows = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, name from users where id = any(${ids}::uuid[])`,
  )
  const names = new Map(rows.map(row => [row.id, row.name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  return events.map(({ happening: one, at, by, comment }) => {
    const task = 'task' in one ? tasks.get(one.task) : undefined
    const step = one.kind === 'sendBack' ? one.to : 'step' in one ? one.step : (task?.step ?? null)
    const people = one.kind === 'overdue' && task ? [task.person] : peopleIn(one)
    return {
      kind: one.kind,
      at,
      by,
      step: (step && partOf(steps, step)?.name) || null,
      people: people.map(nameOf),
      comment,
      copied: 'copied' in one,
      fields: one.kind === 'approve' ? Object.keys(one.edits ?? {}) : [],
    }
  })
}
