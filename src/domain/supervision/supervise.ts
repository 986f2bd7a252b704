import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import { isWorkingDay } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { type Kept, reportOf } from './report'

const DAY_MS = 86_400_000
const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10)

/**
 * Every working morning: who did not log in the working day before hears of it; whoever was away too long is reported to the
 * manager. On the first working day of a week everybody hears how the last one went, and managers who did not keep the rules.
 * Each notice is noted, so that nobody hears the same twice.
 */
export const supervise: Job = {
  name: 'supervise-use',
  cron: '20 8 * * *',
  async run(ctx) {
    const today = dayOf(ctx.now)
    if (!isWorkingDay(today)) return
    const before = lastWorkingDay(today)
    const boards = await ctx.db.query<{ board: string; remind: boolean; escalate: boolean; absent: number | null }>(
      sql`select board_id as board, coalesce(remind, false) as remind, coalesce(escalate, false) as escalate, absent_days as absent
        from use_rules where active and deleted_at is null`,
    )
    for (const { board, remind, escalate, absent } of boards) {
      const daily = await reportOf(ctx, { from: before, to: before, board })
      for (const one of daily.people) {
        if (remind && one.logIn?.missed.length && !one.absent) await missed(ctx, one, before)
        if (one.absent) await away(ctx, one, absent!, today, { remind, escalate })
      }
      const monday = mondayOf(today)
      if (before >= monday) continue
      const from = shifted(monday, -7)
      const week = await reportOf(ctx, { from, to: shifted(from, 6), board })
      const short = week.people.filter(one => faults(ctx, one, 'zh-CN').length > 0)
      if (remind) for (const one of short) await lastWeek(ctx, one, monday)
      if (escalate) await toManagers(ctx, short, monday)
    }
  },
}

function lastWorkingDay(day: string): string {
  let before = shifted(day, -1)
  while (!isWorkingDay(before)) before = shifted(before, -1)
  return before
}
const mondayOf = (day: string) => shifted(day, -((new Date(day).getUTCDay() + 6) % 7))

/** Tells people once: of one kind, about one person, for one day. */
async function once(
  ctx: Ctx,
  about: string,
  kind: string,
  day: string,
  to: readonly string[],
  tell: (lang: Ctx['lang']) => { title: string; text: string | null },
): Promise<void> {
  await inTransaction(ctx, async tx => {
    const people = await tx.db.query<{ id: string; lang: string | null }>(
      sql`select id, lang from users where id = any(${to}::uuid[]) and status = 'active' and deleted_at is null`,
    )
    for (const person of people) {
      const [fresh] = await tx.db.query(
        sql`insert into use_notices (tenant_id, user_id, about_id, kind, day) values (${tx.tenant}, ${person.id}, ${about}, ${kind}, ${day})
          on conflict do nothing returning 1 as fresh`,
      )
      if (!fresh) continue
      const said = tell(isLang(person.lang) ? person.lang : ctx.lang)
      await notify(tx, { to: [person.id], type: 'supervision', ...said, aboutObject: 'user', aboutId: about })
    }
  })
}

const missed = (ctx: Ctx, { person }: Kept, day: string) =>
  once(ctx, person.id, 'missed', day, [person.id], lang => ({
    title: say('supervision.missed', { day }, lang),
    text: say('supervision.missedText', {}, lang),
  }))

/** Once for each time somebody stays away, however long it lasts. */
const away = (
  ctx: Ctx,
  one: Kept,
  max: number,
  today: string,
  { remind, escalate }: { remind: boolean; escalate: boolean },
) =>
  once(
    ctx,
    one.person.id,
    'absent',
    shifted(today, -one.idleDays),
    [...(remind ? [one.person.id] : []), ...(escalate && one.manager ? [one.manager] : [])],
    lang => ({
      title: say('supervision.absent', { name: one.person.name, days: one.idleDays }, lang),
      text: say('supervision.absentText', { max }, lang),
    }),
  )

const lastWeek = (ctx: Ctx, one: Kept, monday: string) =>
  once(ctx, one.person.id, 'week', monday, [one.person.id], lang => ({
    title: say('supervision.week', {}, lang),
    text: faults(ctx, one, lang).join(lang === 'en' ? '; ' : '；'),
  }))

async function toManagers(ctx: Ctx, short: readonly Kept[], monday: string): Promise<void> {
  const managers = new Map<string, Kept[]>()
  for (const one of short) if (one.manager) managers.set(one.manager, [...(managers.get(one.manager) ?? []), one])
  for (const [manager, people] of managers)
    await once(ctx, manager, 'team', monday, [manager], lang => ({
      title: say('supervision.weekOf', { count: people.length }, lang),
      text: people.map(one => `${one.person.name}：${faults(ctx, one, lang).join('、')}`).join('；'),
    }))
}

/** What somebody did not keep, in words. */
function faults(ctx: Ctx, { logIn, calls, visits, contact }: Kept, lang: Ctx['lang']): string[] {
  const label = (object: string) => ctx.words.entity(object).label[lang === 'en' ? 1 : 0]
  return [
    ...(logIn && logIn.done < logIn.target
      ? [say('supervision.logIn', { done: logIn.done, required: logIn.target }, lang)]
      : []),
    ...(calls && calls.done < calls.target ? [say('supervision.calls', { ...calls }, lang)] : []),
    ...(visits && visits.done < visits.target ? [say('supervision.visits', { ...visits }, lang)] : []),
    ...contact
      .filter(one => one.overdue > 0)
      .map(({ overdue, object, days }) =>
        say('supervision.contact', { count: overdue, object: label(object), days }, lang),
      ),
  ]
}
