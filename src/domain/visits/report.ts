import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import {
  choice,
  date,
  files,
  instant,
  type Label,
  listOf,
  longText,
  number,
  type Row,
  ref,
  refs,
  structure,
  text,
} from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { rowSql } from '../../core/records/row'
import { change, create, insert, remove } from '../../core/records/write'
import { activity, checkLocation, type Location, task } from '../activities'
import { arrived } from './checkIn'
import { nameNew } from './nameNew'
import { visit } from './visit'

/** What a customer said it looks for or offers. */
export interface NeedHeard {
  kind?: string
  what: string
  quantity?: string
}
/** What is to be done next, by when. */
export interface NextStep {
  subject: string
  dueAt?: string
  type?: string
}

const NEEDS_MAX = 20
const only = (value: unknown, names: readonly string[]) =>
  isObject(value) &&
  Object.entries(value).every(([name, one]) => names.includes(name) && (one === null || typeof one === 'string'))
const isNeeds = listOf(
  one => only(one, ['kind', 'what', 'quantity']) && typeof one.what === 'string' && one.what.trim() !== '',
  NEEDS_MAX,
  'visit.needs',
)
const isNextStep = (value: unknown) =>
  only(value, ['subject', 'dueAt', 'type']) &&
  typeof (value as NextStep).subject === 'string' &&
  (value as NextStep).subject.trim() !== ''
    ? null
    : 'visit.nextStep'

/** What is told of a visit, all in one: where and when, who was there, what was said, what they need, what comes next. */
const report = {
  occurredAt: instant({ label: ['时间', 'When'] }),
  durationMinutes: number({ label: ['时长', 'Duration'], scale: 0, min: 0, unit: ['分钟', 'min'] }),
  contact: ref('contact', { label: ['见了谁', 'Who was there'] }),
  contacts: refs('contact', { label: ['其他在场的人', 'Others present'] }),
  companions: refs('user', { label: ['同行', 'Companions'] }),
  outcome: choice({ label: ['结果', 'Outcome'], dictionary: 'activityOutcome' }),
  text: longText({ label: ['说了什么', 'What was said'] }),
  place: text({ label: ['地点', 'Place'], max: 300 }),
  location: structure<Location, { label: Label; check: typeof checkLocation }>({
    label: ['签到定位', 'Location'],
    check: checkLocation,
  }),
  photos: files({ label: ['照片', 'Photos'], images: true }),
  nextFollowUpOn: date({ label: ['下次跟进', 'Next follow-up'] }),
  needs: structure<NeedHeard[], { label: Label; check: typeof isNeeds }>({ label: ['供求', 'Needs'], check: isNeeds }),
  nextStep: structure<NextStep, { label: Label; check: typeof isNextStep }>({
    label: ['下一步', 'Next step'],
    check: isNextStep,
  }),
}
type Told = Record<keyof typeof report, any>

/** Writes a planned visit up: it becomes an activity, needs and the next step, in one transaction. */
export const reportVisit = act(visit, 'report', {
  label: ['写结果', 'Report'],
  icon: 'clipboard-pen',
  screen: '/visit?visit={id}',
  undo: 'unreport',
  input: report,
  allow: (_ctx, row) => (['planned', 'missed'].includes(row.status ?? '') ? null : refuse('visit.closed')),
  async run(ctx, row, told) {
    await writeUp(ctx, row, told as Told)
  },
})

/** Logs a visit that nobody had planned: the same, and the visit itself. */
export const logVisit = act(visit, 'log', {
  label: ['记拜访', 'Log a visit'],
  icon: 'map-pin',
  on: 'object',
  screen: '/visit',
  input: { account: ref('account', { label: ['客户', 'Account'], required: true }), ...report },
  async run(ctx, _, { account, ...told }) {
    const at = told.occurredAt ?? ctx.now.toISOString()
    const row = await insert(
      ctx,
      visit,
      {
        account,
        contact: told.contact ?? null,
        companions: told.companions ?? null,
        purpose: 'routine',
        plannedOn: dayIn(at),
        startAt: at,
        status: 'planned',
      },
      'log',
    )
    return writeUp(ctx, row, told as Told)
  },
})

const dayIn = (at: string) => dayOf(new Date(at))
const HEADLINE = 60

async function writeUp(ctx: Ctx, row: Row<typeof visit>, told: Told): Promise<Row<typeof visit>> {
  const { needs, nextStep, text: said, photos: fresh, ...facts } = told
  const at = told.occurredAt ?? row.checkedInAt ?? ctx.now.toISOString()
  const photos = [...new Set([...(row.photos ?? []), ...(fresh ?? [])])]
  const named = { subject: row.subject, account: row.account }
  if (!named.subject) await nameNew(ctx, [named])
  const { subject, body } = headline(said?.trim() ?? '', named.subject ?? '')
  const location = told.location ?? row.location
  const draft = {
    type: 'visit',
    subject,
    ...(body ? { body } : {}),
    ...facts,
    occurredAt: at,
    account: row.account,
    contact: told.contact ?? row.contact,
    companions: told.companions ?? row.companions,
    location,
    ...(photos.length ? { photos } : {}),
  }
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== undefined))
  const logged = await create(ctx, ctx.words.entity(activity.name), given)
  for (const one of needs ?? [])
    await create(ctx, ctx.words.entity('need'), {
      ...one,
      kind: one.kind ?? 'demand',
      account: row.account,
      ...(given.contact ? { contact: given.contact } : {}),
      validFrom: dayIn(at),
      note: undefined,
    })
  const next = nextStep
    ? await create(ctx, ctx.words.entity(task.name), {
        type: 'todo',
        ...nextStep,
        account: row.account,
        ...(given.contact ? { contact: given.contact } : {}),
        aboutObject: visit.name,
        aboutId: row.id,
      })
    : null
  return change(
    ctx,
    visit,
    row,
    {
      status: 'done',
      activity: logged.id,
      task: next?.id ?? null,
      outcome: told.outcome ?? null,
      nextFollowUpOn: told.nextFollowUpOn ?? null,
      contact: given.contact ?? null,
      companions: given.companions ?? null,
      checkedInAt: row.checkedInAt ?? at,
      ...(location ? await arrived(ctx, row, location) : {}),
      ...(photos.length ? { photos } : {}),
      whyNot: null,
    },
    'report',
  )
}

/** The first line names it, all of it is kept. */
function headline(said: string, otherwise: string): { subject: string; body: string | null } {
  if (!said) return { subject: otherwise, body: null }
  const line = said.split('\n')[0]!
  const subject = line.length > HEADLINE ? `${line.slice(0, HEADLINE - 1)}…` : line
  return { subject, body: subject === said ? null : said }
}

/** Takes a report back: what it made goes into the bin, as long as nobody has worked with it since. */
export const unreportVisit = act(visit, 'unreport', {
  label: ['撤销结果', 'Take the report back'],
  icon: 'undo-2',
  allow: (_ctx, row) => (row.status === 'done' && row.activity ? null : refuse('visit.notDone')),
  async run(ctx, row) {
    for (const [entity, id] of [
      [activity, row.activity],
      [task, row.task],
    ] as const) {
      if (!id) continue
      const [made] = await ctx.db.query<{ row: any }>(
        sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null for update`,
      )
      if (made && made.row.version !== 1) throw refuse('visit.changedSince')
      if (made) await remove(ctx, entity, made.row)
    }
    await change(
      ctx,
      visit,
      row,
      { status: 'planned', activity: null, task: null, outcome: null, nextFollowUpOn: null },
      'unreport',
    )
  },
})
