import { entity, longText, refs, text } from '../../core/entity'

/** What a colleague says on a record, to whoever may see the record. */
export const comment = entity('comment', {
  label: ['评论', 'Comment'],
  icon: 'message-circle',
  owned: true,
  authored: true,
  searched: false,
  visibleTo: ['mentions'],
  timeline: 'createdAt',
  title: 'aboutTitle',
  fields: {
    body: longText({ label: ['内容', 'Content'], required: true, max: 10_000 }),
    mentions: refs('user', { label: ['提到的人', 'Mentioned'], past: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], required: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], required: true, max: 36, filter: true }),
    aboutTitle: text({ label: ['记录名称', 'Record'], readOnly: true, max: 300 }),
  },
})
