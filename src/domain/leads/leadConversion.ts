import { entity, instant, ref, structure, text } from '../../core/entity'

/** What a conversion made and moved, so that it can be taken back. */
export interface Made {
  /** Status of the lead before. */
  status: string
  /** Records that did not exist before, with the version they were left at. */
  created: { object: string; id: string; version: number }[]
  /** Records that were tied to the customer: which fields were set, and whose they were. */
  moved: { object: string; id: string; fields: string[]; owner: string | null }[]
}

/** One conversion of a lead. */
export const leadConversion = entity('leadConversion', {
  label: ['线索转化', 'Lead conversion'],
  internal: true,
  searched: false,
  owned: true,
  belongsTo: 'lead',
  title: 'name',
  fields: {
    lead: ref('lead', { label: ['线索', 'Lead'], required: true }),
    name: text({ label: ['线索名称', 'Name'], max: 300 }),
    account: ref('account', { label: ['客户', 'Account'] }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'] }),
    made: structure<Made>({ label: ['所建与所移', 'Made and moved'], required: true }),
    undoneAt: instant({ label: ['撤销时间', 'Undone at'] }),
  },
})
