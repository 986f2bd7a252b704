import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../core/ctx'
import {
  choice,
  entity,
  type Field,
  flag,
  instant,
  listOf,
  longText,
  number,
  ref,
  structure,
  text,
} from '../../core/entity'

/** A field of the lead that a form asks for. */
export interface FormField {
  field: string
  required?: boolean
  /** What it is called on this form, where not by its own name. */
  label?: string
}
const FIELDS_MAX = 20
const isFormField = (value: any) =>
  typeof value?.field === 'string' &&
  (value.required === undefined || typeof value.required === 'boolean') &&
  (value.label === undefined || (typeof value.label === 'string' && value.label.length <= 100)) &&
  Object.keys(value).every(key => ['field', 'required', 'label'].includes(key))

const TOKEN_BYTES = 24
/** Nobody guesses it; its beginning says whose form it is, so that it is looked for behind that tenant's wall only. */
const newToken = (tenant: number) => `${tenant.toString(36)}-${randomBytes(TOKEN_BYTES).toString('base64url')}`

/** A form on somebody's website: what strangers write there becomes a lead. */
export const webForm = entity('webForm', {
  label: ['网页表单', 'Web form'],
  area: 'settings',
  icon: 'panel-top',
  setup: true,
  fields: {
    name: text({ label: ['表单名称', 'Name'], required: true, max: 100 }),
    title: text({ label: ['标题', 'Heading'], required: true, max: 100 }),
    intro: longText({ label: ['引言', 'Introduction'], max: 1000 }),
    fields: structure<FormField[]>({
      label: ['要填的内容', 'Asks for'],
      required: true,
      check: listOf(isFormField, FIELDS_MAX, 'webForm.fields', 1),
    }),
    thanks: text({ label: ['提交后显示', 'Says afterwards'], max: 300 }),
    consent: text({
      label: ['同意条款', 'Consent'],
      max: 300,
      hint: ['写了就要勾选才能提交', 'When given, it has to be ticked'],
    }),
    source: choice({ label: ['来源', 'Source'], dictionary: 'source', default: 'website' }),
    campaign: text({ label: ['来自活动', 'Campaign'], max: 300 }),
    board: ref('board', { label: ['版块', 'Board'], required: true }),
    owner: ref('user', {
      label: ['指定负责人', 'Goes to'],
      hint: ['不指定就按分配规则', 'By the rules unless given'],
    }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    token: text({
      label: ['地址', 'Address'],
      readOnly: true,
      unique: true,
      max: 60,
      default: (ctx: { tenant: number }) => newToken(ctx.tenant),
    }),
    submissions: number({ label: ['提交次数', 'Submissions'], scale: 0, readOnly: true, default: 0 }),
    submittedAt: instant({ label: ['最近提交', 'Last submission'], readOnly: true }),
  },
  list: ['name', 'board', 'source', 'submissions', 'submittedAt', 'active'],
})

const ASKED_KINDS = new Set(['text', 'longText', 'phone', 'email', 'choice', 'region', 'number', 'date', 'flag', 'url'])
const NEVER = new Set(['name', 'status', 'source', 'campaign', 'discardReason', 'discardNote'])

/** Fields of a lead that strangers may be asked for, the company's own among them. */
export const mayBeAsked = (ctx: Ctx): [name: string, field: Field][] =>
  Object.entries<Field>(ctx.words.entity('lead').fields).filter(
    ([name, field]) =>
      ASKED_KINDS.has(field.kind) && !field.many && !field.readOnly && !field.once && !field.system && !NEVER.has(name),
  )
