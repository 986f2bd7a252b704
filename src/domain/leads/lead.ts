import type { Ctx } from '../../core/ctx'
import {
  choice,
  email,
  entity,
  files,
  instant,
  longText,
  number,
  phone,
  ref,
  region,
  structure,
  text,
  tree,
} from '../../core/entity'
import { ownershipSection, pooled, pooledFields } from '../ownership'
import { placeNew, territoryFields } from '../territories'

/** Why a lead has its score: each rule that fits, with its points and its sentence. */
export interface ScoreReason {
  rule: string
  points: number
  reason: string
}

/** What may still become of a lead. */
export const OPEN = ['new', 'working', 'qualified'] as const

/** Interest that nobody has looked into yet. */
export const lead = entity('lead', {
  label: ['线索', 'Lead'],
  area: 'sales',
  icon: 'sparkles',
  numbering: 'XS-{yyyy}-{00000}',
  subtitle: ['company'],
  ...pooled,
  realm: 'territory',
  prepare: placeNew('lead'),
  complete: row => ({ ...pooled.complete(row), ...reached(row) }),
  open: { field: 'status', op: 'in', value: [...OPEN] },
  sections: {
    basic: ['基本信息', 'Basics'],
    contact: ['联络', 'Reach'],
    follow: ['跟进', 'Follow-up'],
    outcome: ['转化与丢弃', 'Outcome'],
    ...ownershipSection,
  },
  fields: {
    name: text({ label: ['线索名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['线索编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'basic' }),
    company: text({ label: ['公司', 'Company'], search: true, max: 500, section: 'basic' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'leadStatus',
      default: 'new',
      filter: true,
      section: 'basic',
    }),
    score: number({
      label: ['评分', 'Score'],
      scale: 0,
      readOnly: true,
      filter: true,
      because: 'scoreReasons',
      section: 'basic',
    }),
    scoreReasons: structure<ScoreReason[]>({ label: ['评分理由', 'Why this score'], readOnly: true }),
    region: region({ label: ['地区', 'Region'], filter: true, section: 'basic' }),
    industry: tree({ label: ['行业', 'Industry'], dictionary: 'industry', section: 'basic' }),
    product: ref('product', { label: ['意向产品', 'Product'], section: 'basic' }),
    contactPerson: text({ label: ['联系人', 'Contact person'], search: true, max: 100, section: 'contact' }),
    phone: phone({ label: ['电话', 'Phone'], search: true, section: 'contact' }),
    email: email({ label: ['邮箱', 'E-mail'], search: true, section: 'contact' }),
    wechat: text({ label: ['微信', 'WeChat'], max: 100, sensitive: true, section: 'contact' }),
    source: choice({ label: ['来源', 'Source'], dictionary: 'source', filter: true, section: 'follow' }),
    campaign: text({ label: ['来自活动', 'Campaign'], max: 300, section: 'follow' }),
    form: ref('webForm', { label: ['来自表单', 'Web form'], readOnly: true, section: 'follow' }),
    inquiries: number({ label: ['来询次数', 'Inquiries'], scale: 0, default: 1, readOnly: true, section: 'follow' }),
    lastInquiryAt: instant({ label: ['最近来询', 'Last inquiry'], readOnly: true, merge: 'latest', section: 'follow' }),
    lastContactAt: instant({ label: ['最近联系', 'Last contact'], readOnly: true, filter: true, section: 'follow' }),
    files: files({ label: ['附件', 'Files'], section: 'follow' }),
    note: longText({ label: ['备注', 'Note'], section: 'follow' }),
    workingAt: instant({ label: ['开始跟进', 'Work began'], readOnly: true, section: 'outcome' }),
    qualifiedAt: instant({ label: ['确认有效', 'Qualified at'], readOnly: true, section: 'outcome' }),
    convertedAt: instant({ label: ['转化时间', 'Converted at'], readOnly: true, section: 'outcome' }),
    convertedAccount: ref('account', { label: ['转为客户', 'Became account'], readOnly: true, section: 'outcome' }),
    convertedContact: ref('contact', { label: ['转为联系人', 'Became contact'], readOnly: true, section: 'outcome' }),
    convertedOpportunity: ref('opportunity', {
      label: ['转为机会', 'Became opportunity'],
      readOnly: true,
      section: 'outcome',
    }),
    discardedAt: instant({ label: ['丢弃时间', 'Discarded at'], readOnly: true, section: 'outcome' }),
    discardReason: choice({
      label: ['丢弃原因', 'Why discarded'],
      dictionary: 'leadDiscardReason',
      once: true,
      section: 'outcome',
    }),
    discardNote: text({ label: ['丢弃说明', 'Discard note'], once: true, max: 500, section: 'outcome' }),
    ...territoryFields('follow'),
    ...pooledFields,
    assignedBy: ref('leadAssignmentRule', { label: ['分配规则', 'Assigned by'], readOnly: true, section: 'ownership' }),
  },
  list: [
    'name',
    'company',
    'contactPerson',
    'status',
    'score',
    'owner',
    'source',
    'region',
    'lastContactAt',
    'updatedAt',
  ],
  told: ['lastContactAt'],
  match: { company: 'company', phone: 'phone', email: 'email' },
})

/** The same with the company's own fields, which whatever makes a new lead must keep. */
export const leadIn = (ctx: Ctx) => ctx.words.entity(lead.name) as unknown as typeof lead

const STEPS = ['workingAt', 'qualifiedAt', 'convertedAt'] as const
/** How far each status is on its way; one that an administrator added says nothing of it. */
export const RANKS: Readonly<Record<string, number>> = { new: 0, working: 1, qualified: 2, converted: 3 }

/** When a new lead reached what its status says: at its beginning. */
function reached(row: Readonly<Record<string, any>>): Record<string, unknown> {
  const at = row.createdAt
  const steps = STEPS.filter((step, i) => (RANKS[row.status] ?? 0) > i && !row[step])
  return {
    lastInquiryAt: row.lastInquiryAt ?? at,
    ...Object.fromEntries(steps.map(step => [step, at])),
    ...(row.status === 'invalid' && !row.discardedAt ? { discardedAt: at } : {}),
  }
}
