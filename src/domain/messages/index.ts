import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { addressChanged, addressWorks } from './addressWorks'
import { bounceRoutes } from './bounce'
import { createMessage, writeToContact } from './createMessage'
import { messageDictionaries } from './dictionaries'
import { message } from './message'
import { messageSender } from './messageSender'
import { messageMessages } from './messages'
import { messageTemplate } from './messageTemplate'
import { cancelMessage, resend } from './resend'
import { messageRules } from './rules'
import { sendMessages } from './send'
import { senderRules, setUpSenders, testSender, updateSender } from './senderActs'
import { unsubscribeRoutes } from './unsubscribe'

export { addressOf, type Purpose, refusalOf, type SendingChannel } from './consent'
export { dayInWords, fillingFor } from './filling'
export { contactOf, type Letter, queueMessage } from './queue'
export { sendDue } from './send'
export { type Filling, filledIn } from './variables'
export { message, messageSender, messageTemplate }

learn(messageMessages)

/** The one outbox: what the company writes to people outside, by which road, and whether they want it. */
export const messages: Slice = {
  name: 'messages',
  entities: [message, messageTemplate, messageSender],
  acts: [createMessage, writeToContact, resend, cancelMessage, updateSender, testSender, addressWorks],
  reactions: [...messageRules, ...senderRules, addressChanged],
  dictionaries: messageDictionaries,
  jobs: [sendMessages],
  routes: app => {
    bounceRoutes(app)
    unsubscribeRoutes(app)
  },
  setUp: setUpSenders,
}
