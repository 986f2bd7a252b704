import { v7 as uuid } from 'uuid'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { choice, longText, refs } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { kept } from './keeping'
import { ableFor } from './people'
import { proceed } from './proceed'
import { seatOf, whichTask } from './seat'

/** Asks further people to agree too: before one's own decision, or after it. */
export const addSigner = act(approvalRequest, 'addSigner', {
  label: ['加签', 'Add signer'],
  icon: 'user-round-plus',
  needs: 'read',
  input: {
    people: refs('user', { label: ['加签人', 'Signers'], required: true }),
    where: choice({ label: ['位置', 'Place'], dictionary: 'signerPlace', required: true, default: 'before' }),
    comment: longText({ label: ['说明', 'Comment'], max: 2_000 }),
    ...whichTask,
  },
  async run(ctx, request, { people, where, comment, task }) {
    if (people.includes(request.owner!)) throw refuse('approval.submitterDecides')
    const known = await kept(ctx, request)
    const seat = seatOf(ctx, known, task)
    const found = await Promise.all(people.map(person => ableFor(ctx, person, request.owner!)))
    const asked = known.state.tasks.filter(
      one => one.step === seat.step && !one.past && (one.status === 'open' || one.status === 'waiting'),
    )
    const fresh = [...new Map(found.map(one => [one.person, one])).values()].filter(
      one => !asked.some(task => task.person === one.person),
    )
    const seats = fresh.map(one => ({ id: uuid(), ...one }))
    const place = where === 'after' ? 'after' : 'before'
    await proceed(ctx, request, { kind: 'addSigner', task: seat.id, where: place, seats }, comment)
  },
})
