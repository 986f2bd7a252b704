import type { Messages } from '../../core/i18n/messages'

export const conversationMessages: Messages = {
  'conversation.tooMany': ['一次留言最多 {max} 人', 'At most {max} people take part in a conversation'],
  'conversation.alone': ['其他人都已退出，重新写一条留言', 'Everybody else has left. Begin a new conversation'],
  'conversation.otherReply': ['回复的那条不在这里', 'What you reply to was not said here'],
}
