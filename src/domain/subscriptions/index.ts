import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { subscriptionDictionaries } from './dictionaries'
import { dispatch } from './dispatch'
import { dispatchLine } from './dispatchLine'
import { generate, listDispatch, regenerate } from './generate'
import { issue } from './issue'
import { keep } from './keep'
import { subscriptionMessages } from './messages'
import { pause, resume } from './pause'
import { planIssues } from './planIssues'
import { publication } from './publication'
import { renew } from './renew'
import { clear, keepDispatch, missed, returned, send, unsend } from './send'
import { subscribe } from './subscribe'
import { subscription } from './subscription'

export { dispatch, dispatchLine, issue, listDispatch, publication, subscription }

learn(subscriptionMessages)

/** Titles that appear issue by issue, who subscribes to them at which addresses, and how each issue goes out (期刊征订、发刊). */
export const subscriptions: Slice = {
  name: 'subscriptions',
  entities: [publication, issue, subscription, dispatch, dispatchLine],
  acts: [planIssues, subscribe, pause, resume, renew, generate, regenerate, send, unsend, missed, returned, clear],
  reactions: [...keep, keepDispatch],
  dictionaries: subscriptionDictionaries,
  jobs: [listDispatch],
}
