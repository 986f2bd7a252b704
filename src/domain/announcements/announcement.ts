import { choice, date, entity, flag, longText, ref, text } from '../../core/entity'

/** Something that everybody, a board or a department is to know. Its board is the board it speaks to. */
export const announcement = entity('announcement', {
  label: ['公告', 'Announcement'],
  area: 'together',
  icon: 'megaphone',
  owned: true,
  authored: true,
  searched: false,
  audience: 'audience',
  title: 'title',
  fields: {
    title: text({ label: ['标题', 'Title'], required: true, max: 200 }),
    body: longText({ label: ['内容', 'Content'], required: true, max: 20_000 }),
    audience: choice({
      label: ['发给', 'For whom'],
      dictionary: 'announcementAudience',
      required: true,
      default: 'board',
    }),
    department: ref('department', { label: ['部门', 'Department'] }),
    pinned: flag({ label: ['置顶', 'Pinned'], default: false }),
    until: date({ label: ['有效至', 'Until'], filter: true }),
    mustConfirm: flag({ label: ['需要确认', 'Must be confirmed'], default: false }),
  },
  list: ['title', 'audience', 'board', 'owner', 'createdAt', 'until', 'mustConfirm'],
})
