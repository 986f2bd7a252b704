import type { FastifyRequest } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { notFound, Refusal, refuseInvalid } from '../../core/acts/refusal'
import { contextFor, type Host, systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Field, Lang } from '../../core/entity'
import { labelIn } from '../../core/i18n/say'
import { checkReferences, parseValues, type Values } from '../../core/records/parse'
import { divisions } from '../../core/vocabulary/regions'
import { capture } from './capture'
import { type FormField, mayBeAsked } from './webForm'

/** A form as strangers meet it. */
export interface OpenForm {
  id: string
  token: string
  title: string
  intro: string | null
  thanks: string | null
  consent: string | null
  source: string | null
  campaign: string | null
  board: string
  owner: string | null
  active: boolean
  fields: FormField[]
}
/** One thing to fill in. */
export interface Asked {
  name: string
  label: string
  kind: Field['kind']
  required: boolean
  max: number | undefined
  options: { code: string; label: string }[] | null
}

const TOKEN = /^([0-9a-z]{1,7})-[\w-]{20,50}$/

/** The form of a token and the context in which it is filled in. @throws 404 for a token that leads to none */
export async function openForm(host: Host, request: FastifyRequest): Promise<{ ctx: Ctx; form: OpenForm }> {
  const { token } = request.params as { token: string }
  const tenant = Number.parseInt(TOKEN.exec(token)?.[1] ?? '', 36)
  if (!Number.isInteger(tenant) || tenant < 1 || tenant > 0x7fffffff) throw notFound()
  const [form] = await host.database.tenant(tenant).query<OpenForm>(sql`
    select f.id, f.token, f.title, f.intro, f.thanks, f.consent, f.source, f.campaign, f.board_id as board, coalesce(f.active, false) as active, f.fields,
      (select u.id from users u where u.id = f.owner_id and u.status = 'active' and u.deleted_at is null) as owner
    from web_forms f where f.token = ${token} and f.deleted_at is null`)
  if (!form) throw notFound()
  const origin = { by: 'web' as const, request: request.id, address: request.ip }
  return { ctx: await contextFor(host, systemPrincipal(tenant), origin, request.log), form }
}

/** What a form asks for; a field that has gone since is left out. */
export function askedBy(ctx: Ctx, form: OpenForm, lang: Lang): Asked[] {
  const known = new Map(mayBeAsked(ctx))
  return form.fields.flatMap(({ field: name, required, label }): Asked[] => {
    const field = known.get(name)
    if (!field) return []
    return [
      {
        name,
        label: label || labelIn(field.label, lang),
        kind: field.kind,
        required: required === true || field.required === true,
        max: field.max,
        options: optionsOf(ctx, field, lang),
      },
    ]
  })
}

const optionsOf = (ctx: Ctx, field: Field, lang: Lang): Asked['options'] =>
  field.kind === 'region'
    ? divisions.map(({ code, name }) => ({ code, label: labelIn([name, name], lang) }))
    : field.kind === 'choice'
      ? [...(ctx.words.dictionary(field.dictionary!)?.values() ?? [])]
          .filter(item => item.active)
          .map(item => ({ code: item.code, label: labelIn([item.label, item.labelEn || item.label], lang) }))
      : null

const REACHABLE = ['phone', 'email', 'wechat']
const TEXT_MAX = 5_000

/**
 * Takes in what a stranger filled in. Only what the form asks for is looked at, each by its field's kind.
 * @throws 422 with what is to be mended, 404 where the form is closed
 */
export async function submit(ctx: Ctx, form: OpenForm, given: Record<string, unknown>): Promise<void> {
  if (!form.active) throw new Refusal('webForm.closed', {}, 404)
  const asked = askedBy(ctx, form, ctx.lang)
  const entity = ctx.words.entity('lead')
  const errors: Refusal['errors'] = []
  const sent = Object.fromEntries(asked.map(({ name, kind }) => [name, typed(given[name], kind)]))
  const values: Values = parseValues(ctx, entity.fields, sent, errors)
  for (const { name, required, kind } of asked) {
    const blank = values[name] === null || values[name] === undefined || (kind === 'flag' && values[name] === false)
    if (required && blank && !errors.some(error => error.field === name))
      errors.push({ field: name, code: 'field.required' })
    if (typeof values[name] === 'string' && values[name].length > TEXT_MAX)
      errors.push({ field: name, code: 'field.tooLong', params: { max: TEXT_MAX, length: values[name].length } })
  }
  const reachable = REACHABLE.filter(name => asked.some(one => one.name === name))
  if (reachable.length > 0 && reachable.every(name => !values[name]) && errors.length === 0)
    errors.push({ field: reachable[0]!, code: 'webForm.nobody' })
  if (form.consent && typed(given.consent, 'flag') !== true) errors.push({ field: 'consent', code: 'webForm.consent' })
  refuseInvalid(errors)
  await checkReferences(ctx, entity.fields, values)
  const { note, ...told } = values
  await inTransaction(ctx, async tx => {
    const { lead } = await capture(tx, {
      values: {
        ...told,
        source: form.source,
        campaign: form.campaign,
        form: form.id,
        ...(form.owner ? { owner: form.owner } : {}),
      },
      via: 'form',
      text: [note, form.consent && `✓ ${form.consent}`].filter(Boolean).join('\n\n') || null,
      board: form.board,
    })
    await tx.db.query(sql`update web_forms set submissions = coalesce(submissions, 0) + 1, submitted_at = ${tx.now.toISOString()}
      where id = ${form.id} and tenant_id = ${tx.tenant}`)
    return lead
  })
}

/** A value as a page sends it, text, in the type of its field. */
function typed(value: unknown, kind: Field['kind']): unknown {
  if (kind === 'flag') return value === true || value === 'on' || value === 'true' || value === '1'
  if (typeof value !== 'string') return value ?? null
  const text = value.trim()
  if (text === '') return null
  return kind === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text
}
