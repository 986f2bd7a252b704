import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { conversation } from './conversation'
import { conversationMessage } from './conversationMessage'
import { conversationMessages } from './messages'
import { conversationRoutes } from './routes'
import { begin, readConversation, say } from './say'
import { invite, leave } from './takePart'

learn(conversationMessages)

/** Colleagues talk to each other (留言), about a record or not; only those who take part ever see it. */
export const conversations: Slice = {
  name: 'conversations',
  entities: [conversation, conversationMessage],
  acts: [begin, say, readConversation, invite, leave],
  routes: conversationRoutes,
}

export type { Said, Talk, TalkPage } from './routes'
export { conversation, conversationMessage }
