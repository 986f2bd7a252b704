import { entity, longText, ref, refs } from '../../core/entity'

/** What one said in a conversation, to those who took part then: who joins later does not read it. */
export const conversationMessage = entity('conversationMessage', {
  label: ['留言内容', 'Message in a conversation'],
  owned: true,
  authored: true,
  private: true,
  internal: true,
  searched: false,
  visibleTo: ['readers'],
  title: 'conversation',
  fields: {
    conversation: ref('conversation', { label: ['留言', 'Conversation'], required: true, past: true }),
    body: longText({ label: ['内容', 'Content'], required: true, max: 5_000 }),
    readers: refs('user', { label: ['发给', 'To'], past: true }),
    replyTo: ref('conversationMessage', { label: ['回复', 'Reply to'], past: true }),
  },
})
