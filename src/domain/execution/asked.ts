import type { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { type DictionaryItem, type Field, Invalid, type KindName, kindOf } from '../../core/entity'
import { isObject } from '../../core/records/parse'

/** One thing that a type of order, or a step of its execution, asks for. Data: an administrator writes it on screen. */
export interface Asked {
  /** Names the answer, stays as it is. */
  key: string
  label: string
  kind: AskedKind
  /** Must be answered; a box must be ticked. */
  required?: boolean
  /** choice: what one may choose from. */
  choices?: string[]
  hint?: string
}
export const ASKED_KINDS = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'choice',
  'flag',
  'region',
  'phone',
  'email',
  'url',
] as const satisfies readonly KindName[]
export type AskedKind = (typeof ASKED_KINDS)[number]
export type Answers = Record<string, unknown>

const ASKED_MAX = 40
const CHOICES_MAX = 100
const KEY = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= max
const isOptionalText = (value: unknown, max: number) =>
  value === undefined || value === null || (typeof value === 'string' && value.length <= max)
/** True for a name by which answers and steps are told apart. */
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value)

/** Answers the sentence code of what is wrong with a list of questions. */
export function checkAsked(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > ASKED_MAX || !value.every(isAsked)) return 'execution.asked'
  return new Set(value.map(one => one.key)).size === value.length ? null : 'execution.askedTwice'
}

function isAsked(value: unknown): value is Asked {
  if (!isObject(value)) return false
  const { key, label, kind, choices, hint, required } = value
  const chosen =
    Array.isArray(choices) &&
    choices.length > 0 &&
    choices.length <= CHOICES_MAX &&
    choices.every(one => isText(one, 100)) &&
    new Set(choices).size === choices.length
  return (
    isKey(key) &&
    isText(label, 60) &&
    ASKED_KINDS.includes(kind as AskedKind) &&
    (kind === 'choice' ? chosen : choices === undefined || choices === null) &&
    isOptionalText(hint, 200) &&
    (required === undefined || required === null || typeof required === 'boolean')
  )
}

/** A question as a field of core: its answer is read by the same kinds as an object's fields. */
export const fieldOf = ({ label, kind, required, hint, choices }: Asked): Field => ({
  kind,
  label: [label, label],
  ...(required ? { required } : {}),
  ...(hint ? { hint: [hint, hint] } : {}),
  ...(choices ? { dictionary: 'asked' } : {}),
})

/** The words in which an answer is read: the choices of its question are its dictionary. */
const wordsFor = (ctx: Ctx, { choices = [] }: Asked) => ({
  region: (code: string) => ctx.words.region(code),
  regionCode: (text: string) => ctx.words.regionCode(text),
  dictionary: () =>
    new Map(
      choices.map((label, position): [string, DictionaryItem] => [
        label,
        { code: label, label, labelEn: null, parent: null, active: true, position, tone: null },
      ]),
    ),
})

/**
 * What is wrong with answers: what nobody asked for, what the question's kind cannot read and, where they are to be `whole`, what
 * is required and missing. Faults are named `under.key`.
 */
export function faultsOf(
  ctx: Ctx,
  asks: readonly Asked[],
  answers: Answers,
  under: string,
  whole: boolean,
): Refusal['errors'] {
  const faults: Refusal['errors'] = []
  const known = new Set(asks.map(one => one.key))
  for (const key of Object.keys(answers))
    if (!known.has(key)) faults.push({ field: `${under}.${key.slice(0, 60)}`, code: 'execution.notAsked' })
  for (const asked of asks) {
    const value = answers[asked.key]
    const blank = value === undefined || value === null || value === ''
    const unsaid = blank || (asked.kind === 'flag' && value === false)
    if (unsaid && whole && asked.required)
      faults.push({
        field: `${under}.${asked.key}`,
        code: asked.kind === 'flag' ? 'execution.tick' : 'execution.answer',
        params: { name: asked.label },
      })
    if (blank) continue
    const field = fieldOf(asked)
    const parsed = kindOf(field).parse(value, field, wordsFor(ctx, asked))
    if (parsed instanceof Invalid)
      faults.push({ field: `${under}.${asked.key}`, code: parsed.code, params: parsed.params })
  }
  return faults
}

/** Answers as one reads them in a line: «尺寸 整版 · 交稿 2027-01-05». */
export function answersText(ctx: Ctx, asks: readonly Asked[], answers: Answers | null): string {
  return asks
    .flatMap(asked => {
      const value = answers?.[asked.key]
      if (value === undefined || value === null || value === '' || value === false) return []
      const field = fieldOf(asked)
      return [
        asked.kind === 'flag'
          ? asked.label
          : `${asked.label} ${kindOf(field).toText(value, field, wordsFor(ctx, asked))}`,
      ]
    })
    .join(' · ')
}
