import { reaction } from '../../core/acts/act'
import { refuse, refuseInvalid } from '../../core/acts/refusal'
import { message } from './message'
import { messageTemplate } from './messageTemplate'
import { unknownVariable } from './variables'

export const messageRules = [
  // Whatever road a record comes by, one that no queue let in is none.
  reaction(message, ['create'], async (_, row) => {
    if (!row.status) throw refuse('message.byQueue')
  }),
  reaction(message, ['update'], async (ctx, _, before, act) => {
    if (act === 'update' && !ctx.user.system && ['sending', 'sent'].includes(before?.status ?? ''))
      throw refuse('message.fixed')
  }),
  reaction(messageTemplate, ['create', 'update'], async (_, row) => {
    const errors = (['subject', 'body', 'shortText'] as const).flatMap(field => {
      const variable = unknownVariable(row[field] ?? '')
      return variable ? [{ field, code: 'template.unknownVariable', params: { variable } }] : []
    })
    refuseInvalid(errors)
    if (!row.body && !row.shortText) throw refuse('template.empty')
  }),
]
