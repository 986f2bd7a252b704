import { choice, entity, instant, ref, text } from '../../core/entity'

/** Tells one person of something: a mention, a task given, a reminder, a change on what they follow. Owned by whom it tells. */
export const notification = entity('notification', {
  label: ['通知', 'Notification'],
  icon: 'bell',
  owned: true,
  authored: true,
  private: true,
  internal: true,
  title: 'title',
  fields: {
    type: choice({ label: ['类型', 'Kind'], dictionary: 'notificationType', required: true }),
    title: text({ label: ['标题', 'Title'], required: true, max: 500 }),
    text: text({ label: ['内容', 'Text'], max: 1000 }),
    actor: ref('user', { label: ['来自', 'From'], past: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], max: 36, filter: true }),
    readAt: instant({ label: ['已读时间', 'Read'], filter: true }),
  },
})
