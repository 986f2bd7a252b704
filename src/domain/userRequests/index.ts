import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { createUserRequest, updateUserRequest } from './createUserRequest'
import { opening } from './decide'
import { messages } from './messages'
import { setUpFlow } from './setUpFlow'
import { userRequest } from './userRequest'

learn(messages)

/** Opening, changing and closing users, with a decision and one working day for it. */
export const userRequests: Slice = {
  name: 'userRequests',
  entities: [userRequest],
  acts: [createUserRequest, updateUserRequest, ...opening.acts],
  reactions: opening.reactions,
  dictionaries: [
    {
      name: 'userRequestKind',
      label: ['用户申请类型', 'User request kind'],
      items: [
        ['open', '开户', 'Opening'],
        ['change', '变更', 'Change'],
        ['close', '注销', 'Closing'],
      ],
    },
  ],
  setUp: setUpFlow,
}

export { userRequest }
