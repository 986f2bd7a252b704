import { choice, entity, instant, number, ref, text } from '../../core/entity'

/**
 * Two stored records that may be the same, found by going through all of them. Its owner and board are those that both records have;
 * where they differ, only who sees every board sees the pair.
 */
export const duplicatePair = entity('duplicatePair', {
  label: ['疑似重复', 'Possible duplicates'],
  area: 'customers',
  icon: 'copy',
  owned: true,
  internal: true,
  searched: false,
  title: 'aboutName',
  fields: {
    aboutObject: text({ label: ['对象', 'Object'], required: true, max: 60 }),
    aboutId: text({ label: ['记录', 'Record'], required: true, max: 36, filter: true }),
    aboutName: text({ label: ['名称', 'Name'], max: 500 }),
    otherObject: text({ label: ['另一对象', 'Other object'], required: true, max: 60 }),
    otherId: text({ label: ['另一记录', 'Other record'], required: true, max: 36, filter: true }),
    otherName: text({ label: ['另一名称', 'Other name'], max: 500 }),
    // The two as they were found; merges move the references, never this.
    key: text({ label: ['标识', 'Key'], unique: true, max: 100 }),
    score: number({ label: ['相似度', 'Likeness'], scale: 2, filter: true }),
    reasons: text({ label: ['相同之处', 'In common'], max: 300 }),
    status: choice({
      label: ['处理', 'Decided'],
      dictionary: 'pairStatus',
      default: 'open',
      required: true,
      filter: true,
    }),
    reason: text({ label: ['理由', 'Why'], max: 300 }),
    decidedBy: ref('user', { label: ['处理人', 'Decided by'] }),
    decidedAt: instant({ label: ['处理时间', 'Decided at'] }),
  },
  list: ['aboutName', 'otherName', 'score', 'reasons', 'status', 'reason', 'decidedBy', 'decidedAt'],
})
