import { startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { labelIn, textIn } from '../../core/i18n/say'
import { deeds, deedsBefore } from '../../core/records/deeds'
import type { TimelineItem } from '../../core/records/moments'
import { later } from './days'

/** More than anybody does on a day; what goes beyond is left to the figures. */
const DEEDS_MAX = 100

/** What somebody did on a day, earliest first, as far as the caller may see it. */
export async function deedsOn(ctx: Ctx, person: string, day: string): Promise<TimelineItem[]> {
  const from = Date.parse(startOf(day))
  const { items } = await deeds(ctx, person, deedsBefore(startOf(later(day, 1))), DEEDS_MAX)
  return items.filter(item => Date.parse(item.at) >= from).reverse()
}

/** The day in words to begin with: a line for every contact, task done and record entered or claimed. */
export async function prefill(ctx: Ctx, person: string, day: string): Promise<string> {
  const lines = (await deedsOn(ctx, person, day)).map(item => lineOf(ctx, item)).filter(line => line !== null)
  return [...new Set(lines)].join('\n')
}

function lineOf(ctx: Ctx, { object, act, title, record }: TimelineItem): string | null {
  const entity = ctx.words.findEntity(object)
  if (!entity || !title) return null
  if (object === 'activity' && !act) {
    const kind = ctx.words.dictionary('activityType')?.get(String(record?.type))
    const account = record?.account as { name: string } | null | undefined
    return [kind ? textIn(kind.label, kind.labelEn, ctx.lang) : '', account?.name, title].filter(Boolean).join(' ')
  }
  const told = object === 'task' ? ['complete'] : ['create', 'claim']
  if (!act || !told.includes(act) || ['activity', 'comment', 'view', 'template'].includes(object)) return null
  const declared = ctx.program.act(object, act)?.label
  const verb = labelIn(act === 'create' ? ['新建', 'New'] : (declared ?? [act, act]), ctx.lang)
  const space = ctx.lang === 'en' ? ' ' : ''
  return `${verb}${space}${labelIn(entity.label, ctx.lang)} ${title}`
}
