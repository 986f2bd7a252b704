import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { refs } from '../../core/entity'
import { change } from '../../core/records/write'
import { conversation } from './conversation'

const PEOPLE_MAX = 100

/** Takes colleagues in. What was said before stays between those who were there. */
export const invite = act(conversation, 'invite', {
  label: ['加人', 'Add people'],
  icon: 'user-plus',
  needs: 'read',
  input: { people: refs('user', { label: ['人员', 'People'], required: true }) },
  async run(ctx, talk, { people }) {
    const participants = [...new Set([...(talk.participants ?? []), ...people])]
    if (participants.length > PEOPLE_MAX) throw refuse('conversation.tooMany', { max: PEOPLE_MAX })
    await change(ctx, conversation, talk, { participants }, 'invite')
  },
})

/** Hears no more of it. */
export const leave = act(conversation, 'leave', {
  label: ['退出', 'Leave'],
  icon: 'log-out',
  needs: 'read',
  async run(ctx, talk) {
    const participants = (talk.participants ?? []).filter(id => id !== ctx.user.id)
    await change(ctx, conversation, talk, { participants, owner: participants[0] ?? talk.owner }, 'leave')
  },
})
