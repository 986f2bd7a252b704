import { entity, instant, refs, text } from '../../core/entity'

/** Colleagues talking, two or a group, about a record or not. Nobody else ever sees it. */
export const conversation = entity('conversation', {
  label: ['留言', 'Conversation'],
  area: 'together',
  icon: 'messages-square',
  owned: true,
  authored: true,
  private: true,
  internal: true,
  searched: false,
  visibleTo: ['participants'],
  title: 'subject',
  fields: {
    subject: text({ label: ['话题', 'Subject'], max: 200 }),
    participants: refs('user', { label: ['参与的人', 'Participants'], past: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], max: 36, filter: true }),
    lastAt: instant({ label: ['最近留言', 'Last message'], filter: true }),
  },
})
