import { choice, entity, files, number, ref, structure, text } from '../../core/entity'
import type { Sheet } from './sheet'

/** A paper that was made of a record as it stood then: a quote, a contract, a statement. */
export const document = entity('document', {
  label: ['文件', 'Document'],
  area: 'sales',
  group: 'selling',
  icon: 'file-check',
  owned: true,
  authored: true,
  searched: false,
  internal: true,
  timeline: 'createdAt',
  visibleTo: ['madeBy'],
  fields: {
    name: text({ label: ['文件名称', 'Name'], required: true, readOnly: true, max: 300 }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true, filter: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'], readOnly: true }),
    template: ref('documentTemplate', { label: ['文件模板', 'Template'], readOnly: true }),
    format: choice({ label: ['格式', 'Format'], dictionary: 'documentFormat', readOnly: true }),
    file: files({ label: ['内容', 'Content'], readOnly: true }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'documentStatus',
      readOnly: true,
      default: 'made',
      filter: true,
    }),
    madeBy: ref('user', { label: ['生成人', 'Made by'], readOnly: true, past: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], readOnly: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], readOnly: true, max: 36, filter: true }),
    aboutVersion: number({ label: ['记录版本', 'Version of the record'], readOnly: true, scale: 0 }),
    // What it says, for a customer who opens it on a telephone.
    sheet: structure<Sheet>({ label: ['内容摘要', 'What it says'], readOnly: true }),
  },
  list: ['name', 'account', 'format', 'status', 'madeBy', 'createdAt'],
})
