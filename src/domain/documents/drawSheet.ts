import type { Ctx } from '../../core/ctx'
import type { Field, Label, Row } from '../../core/entity'
import { labelIn, textIn } from '../../core/i18n/say'
import { amountInWords } from './amountInWords'
import type { Contents } from './contents'
import type { documentTemplate } from './documentTemplate'
import { columnOf, fieldsOfLines, type Printable } from './printable'
import type { Sheet } from './sheet'

export type Template = Row<typeof documentTemplate>

const WORDS = {
  inWords: ['大写金额', 'In words'],
  total: ['合计', 'Total'],
  us: ['我方签章', 'For us'],
  them: ['客户签章', 'For the customer'],
  partyA: ['甲方', 'Party A'],
  partyB: ['乙方', 'Party B'],
  phone: ['电话', 'Phone'],
  terms: ['条款', 'Terms'],
  draft: ['草稿', 'Draft'],
} satisfies Record<string, Label>

/** What the built-in page of a record says. All lines are on it; screens show the first of them. */
export function sheetOf(ctx: Ctx, printable: Printable, contents: Contents, template: Partial<Template>): Sheet {
  const word = (name: keyof typeof WORDS) => labelIn(WORDS[name], ctx.lang)
  const { record, company, texts } = contents
  const label = (name: string) => labelOf(ctx, printable, contents, name)
  const fill = (text: string | null | undefined) => (text?.trim() ? filledIn(text, contents) : null)
  const named = printable.parties ? (['partyA', 'partyB'] as const) : (['them', 'us'] as const)
  const customer = texts.get('account') || texts.get('name') || ''
  const parties = printable.parties
    ? [
        { label: word('partyA'), text: customer },
        { label: word('partyB'), text: company ? String(company.name) : '' },
      ]
    : []
  const facts = printable.facts.flatMap(name => {
    const text = texts.get(name) ?? texts.get(`${name}.name`)
    return text ? [{ label: label(name), text }] : []
  })
  const lineFields = printable.lines ? fieldsOfLines(ctx, printable.lines) : {}
  const columns = (printable.lines?.columns ?? []).flatMap(name => {
    const field = lineFields[name]
    const hidden = Array.isArray(template.hidden) && template.hidden.includes(name)
    return field && !hidden && contents.lineVariables.some(one => one.name === name)
      ? [columnOf(name, field, labelIn(field.label, ctx.lang))]
      : []
  })
  // A column in which no line says anything would only make the others narrow.
  const said = columns.filter(({ name }) => contents.lines.length === 0 || contents.lines.some(one => one[name]))
  const currency = String(record.currency ?? 'CNY')
  const withCurrency = (text: string) =>
    currency === 'CNY' && ctx.lang !== 'en' ? `¥${text}`.replace('¥-', '-¥') : `${text} ${currency}`
  const amounts = printable.amounts.flatMap(name => {
    const text = texts.get(name)
    return text ? [{ label: label(name), text: withCurrency(text) }] : []
  })
  const sums = Object.entries(contents.sums).map(([name, text]) => ({
    label: `${labelIn(lineFields[name]!.label, ctx.lang)} ${word('total')}`,
    text,
  }))
  const main = printable.inWords ? record[printable.inWords] : null
  const chinese = ctx.lang !== 'en' && (record.currency ?? 'CNY') === 'CNY'
  return {
    lang: ctx.lang,
    title: template.title?.trim() || labelIn(printable.label, ctx.lang),
    code: texts.get('code') || null,
    company: company && {
      name: String(company.name),
      lines: [
        [company.address],
        [company.phone && `${word('phone')} ${company.phone}`, company.email, company.website],
      ].map(parts => parts.filter(Boolean).join('  ')),
    },
    facts: [...parties, ...facts],
    opening: fill(template.opening),
    columns: said.length ? [{ name: 'no', label: '#', figure: false, weight: 0.6 }, ...said] : [],
    lines: said.length ? contents.lines.map(one => [one.no!, ...said.map(({ name }) => one[name] ?? '')]) : [],
    totals: amounts.length ? amounts : sums,
    inWords:
      chinese && typeof main === 'number'
        ? { label: word('inWords'), text: textIn(`人民币${amountInWords(main)}`, null, ctx.lang) }
        : null,
    paragraphs: [
      ...(printable.paragraphs?.(record) ?? []).map(({ title, text }) => ({ title, text: filledIn(text, contents) })),
      ...printable.texts.flatMap(name => {
        const text = texts.get(name)
        return text ? [{ title: label(name), text }] : []
      }),
      ...(fill(template.terms) ? [{ title: word('terms'), text: fill(template.terms)! }] : []),
    ],
    signatures: [
      ...(printable.signs === 'both' ? [{ label: word(named[0]), name: customer }] : []),
      { label: word(named[1]), name: company ? String(company.name) : '' },
    ],
    draft: printable.draft?.(record) ? word('draft') : null,
    more: 0,
  }
}

function labelOf(ctx: Ctx, printable: Printable, { variables }: Contents, dotted: string): string {
  const [first = '', rest] = dotted.split('.')
  const field = ctx.words.entity(printable.entity.name).fields[first] as Field | undefined
  if (!field) return variables.find(one => one.name === dotted)?.label ?? dotted
  if (!rest || !field.target) return labelIn(field.label, ctx.lang)
  const further = ctx.words.entity(field.target).fields[rest] as Field | undefined
  return further
    ? `${labelIn(field.label, ctx.lang)}${ctx.lang === 'en' ? ' · ' : ''}${labelIn(further.label, ctx.lang)}`
    : dotted
}

const PLACEHOLDER = /\{([^{}\n]{1,80})\}/g

/** Names of variables that a text of the template uses and nobody knows. */
export const unknownIn = (text: string, known: ReadonlySet<string>): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!.trim()).filter(name => !known.has(name))

/** A text with what it names filled in; what nobody knows stays as it is written. */
export function filledIn(text: string, { variables }: Pick<Contents, 'variables'>): string {
  const values = new Map(variables.flatMap(one => [[one.word, one.text] as const, [one.name, one.text] as const]))
  return text.replace(PLACEHOLDER, (whole, name: string) => values.get(name.trim()) ?? whole)
}
