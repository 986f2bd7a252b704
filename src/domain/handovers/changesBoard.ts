import { reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { user } from '../org'
import { notify } from '../together'
import { boardsOf } from './duties'

/** Whoever changes boards leaves their records on the one before: the manager there, and the new one, hear that these wait to be handed over. */
export const changesBoard = reaction(user, ['update'], async (ctx, person, before) => {
  if (!before || before.board === person.board) return
  const behind = (await boardsOf(ctx, person.id)).filter(board => board.id !== person.board)
  const count = behind.reduce((sum, board) => sum + board.count, 0)
  if (count === 0) return
  const [board] = await ctx.db.query<{ name: string }>(sql`select name from boards where id = ${person.board}`)
  const managers = [before.manager, person.manager].filter(id => id !== null)
  const people = await ctx.db.query<{ id: string; lang: string | null }>(
    sql`select id, lang from users where id = any(${managers}::uuid[])`,
  )
  for (const one of people) {
    const lang = isLang(one.lang) ? one.lang : ctx.lang
    await notify(ctx, {
      to: [one.id],
      type: 'handover',
      title: say('handover.title', { name: person.name }, lang),
      text: say('handover.staysBehind', { name: person.name, board: board!.name, count }, lang),
      aboutObject: user.name,
      aboutId: person.id,
    })
  }
})
