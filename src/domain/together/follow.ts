import { entity, ref, text } from '../../core/entity'

/** Somebody wants to hear of what happens to a record. */
export const follow = entity('follow', {
  label: ['关注', 'Follow'],
  owned: true,
  authored: true,
  private: true,
  internal: true,
  title: 'aboutId',
  fields: {
    user: ref('user', { label: ['关注人', 'Follower'], required: true, past: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], required: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], required: true, max: 36, filter: true }),
  },
})
