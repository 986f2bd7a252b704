import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { act } from '../../core/acts/act'
import { systemContext } from '../../core/context'
import { difference } from '../../core/db/difference'
import { raiseWall } from '../../core/db/wall'
import { entity, money, number, ref, text } from '../../core/entity'
import { change } from '../../core/records/write'
import type { Slice } from '../../core/slice'
import { approvable, approvalField, gated, type Step } from '.'
import { overdue } from './overdue'
import { standIn } from './standIn'

/** An offer whose discount somebody has to agree to, and an act on it that waits for a yes. */
const offer = entity('offer', {
  label: ['优惠', 'Offer'],
  owned: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true }),
    amount: money({ label: ['金额', 'Amount'] }),
    discount: number({ label: ['折扣', 'Discount'], scale: 0 }),
    cost: money({ label: ['成本', 'Cost'] }),
    expert: ref('user', { label: ['专家', 'Expert'] }),
    approval: approvalField,
  },
})
const concluded: string[] = []
const asking = approvable(offer, {
  label: ['优惠审批', 'Offer'],
  locks: true,
  withoutFlow: 'approve',
  onApproved: async (_, row) => void concluded.push(`${row.name} approved`),
  onRejected: async (_, row) => void concluded.push(`${row.name} rejected`),
})
const giveAway = act(offer, 'giveAway', {
  label: ['赠送', 'Give away'],
  input: { reason: text({ label: ['原因', 'Reason'], required: true }) },
  async run(ctx, row, { reason }) {
    await change(ctx, offer, row, { amount: 0, name: `${row.name}（${reason}）` }, 'giveAway')
  },
})
const offers: Slice = {
  name: 'offers',
  entities: [offer],
  acts: [...asking.acts, gated(giveAway)],
  reactions: asking.reactions,
}

let company: Company
let people: Company['people']
beforeAll(async () => {
  company = await freshCompany([offers], async client => {
    const { slices } = await import('../../domain')
    await client.query(
      await difference(
        client,
        [...slices, offers].flatMap(slice => slice.entities ?? []),
      ),
    )
    await raiseWall(client)
  })
  people = company.people
}, 120_000)
afterAll(() => company?.close())

let flows = 0
/** A flow for offers; those drawn before no longer apply. @returns its id */
async function flow(steps: (Omit<Step, 'name'> & { name?: string })[] | Step[], more: object = {}): Promise<string> {
  const admin = company.as('admin')
  const filter = encodeURIComponent(JSON.stringify({ field: 'object', op: 'eq', value: 'offer' }))
  for (const old of (await admin.get(`/api/approval-flows?fields=active&filter=${filter}`)).body.items)
    if (old.active) await admin.patch(`/api/approval-flows/${old.id}`, { active: false })
  const named = (list: any[]): any[] =>
    list.map(step => ({
      name: step.id,
      ...step,
      ...(step.branches
        ? { branches: step.branches.map((b: any) => ({ name: b.id, ...b, steps: named(b.steps) })) }
        : {}),
    }))
  const body = { name: `优惠 ${++flows}`, object: 'offer', purpose: 'submit', steps: named(steps as any[]), ...more }
  const made = await admin.post('/api/approval-flows', body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
const by = (...who: Who[]) => [{ by: 'person' as const, people: who.map(one => people[one]) }]
const decide = (id: string, approvers: object[], more: object = {}): any => ({
  kind: 'decide',
  id,
  mode: 'any',
  approvers,
  ...more,
})

/** Submits an offer of li's. */
async function submit(more: object = {}, who: Who = 'li') {
  const made = await company.as(who).post('/api/offers', { name: '秋季特惠', amount: 500_000, discount: 10, ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const offerId = made.body.id as string
  const answer = await company.as(who).post(`/api/offers/${offerId}/submit`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const { items } = (await company.as(who).get(`/api/offers/${offerId}/approvals`)).body
  return { offerId, id: items[0]?.id as string }
}
const does = (who: Who, id: string, what: string, body: object = {}) =>
  company.as(who).post(`/api/approval-requests/${id}/${what}`, body)
const progress = async (who: Who, id: string) =>
  (await company.as(who).get(`/api/approval-requests/${id}/progress`)).body
const waitsFor = async (id: string) =>
  ((await company.as('admin').get(`/api/approval-requests/${id}?fields=waitsFor`)).body.waitsFor ?? []).map(
    (p: any) => p.name,
  )
const inbox = async (who: Who) => {
  const filter = {
    and: [
      { field: 'status', op: 'eq', value: 'open' },
      { field: 'owner', op: 'eq', value: 'me' },
    ],
  }
  const path = `/api/approval-tasks?fields=request,title,standsFor&filter=${encodeURIComponent(JSON.stringify(filter))}`
  return (await company.as(who).get(path)).body.items
}
const job = async () => ({ ...(await systemContext(company.host, company.tenant)) })

describe('who is asked', () => {
  test('the manager, the one above, the head of the department, a person that the record names', async () => {
    await company.as('admin').patch(`/api/departments/${company.department}`, { head: people.chen })
    await flow([
      decide('manager', [{ by: 'manager', level: 1 }]),
      decide('above', [{ by: 'manager', level: 2 }]),
      decide('head', [{ by: 'departmentHead' }]),
      decide('expert', [{ by: 'field', field: 'expert' }]),
    ])
    const { id } = await submit({ expert: people.sun })
    const asked: string[] = []
    for (const who of ['chen', 'gao', 'chen', 'sun'] as const) {
      asked.push(...(await waitsFor(id)))
      expect((await does(who, id, 'approve')).status).toBe(200)
    }
    expect(asked).toEqual(['陈嘉伟', '高原', '陈嘉伟', '孙晓岚'])
    expect(concluded).toContain('秋季特惠 approved')
  })

  test('a branch is entered for large amounts only, and is waited for', async () => {
    const large = { field: 'amount', op: 'gte', value: 1_000_000 }
    await flow([
      decide('head', by('gao')),
      {
        kind: 'parallel',
        id: 'both',
        branches: [
          { id: 'large', when: large, steps: [decide('chair', by('zheng'))] },
          { id: 'always', steps: [decide('lead', by('chen'))] },
        ],
      } as any,
    ])
    const [small, big] = [await submit(), await submit({ amount: 2_000_000 })]
    for (const { id } of [small, big]) await does('gao', id, 'approve')
    expect(await waitsFor(small.id)).toEqual(['陈嘉伟'])
    expect((await waitsFor(big.id)).sort()).toEqual(['郑国栋', '陈嘉伟'])
    await does('chen', big.id, 'approve')
    expect((await company.as('li').get(`/api/offers/${big.offerId}`)).body.approval).toBe('running')
    await does('zheng', big.id, 'approve')
    expect((await company.as('li').get(`/api/offers/${big.offerId}`)).body.approval).toBe('approved')
  })

  test('nobody decides on their own request: it falls to their manager', async () => {
    await flow([decide('lead', by('chen'))])
    const { id } = await submit({}, 'chen')
    expect(await waitsFor(id)).toEqual(['高原'])
  })

  test('whoever has delegated is stood in for, on those days', async () => {
    await flow([decide('head', by('gao'))])
    const waiting = await submit()
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const made = await company
      .as('gao')
      .post('/api/approval-delegations', { delegate: people.sun, startsOn: today, endsOn: today, reason: '出差' })
    expect(made.status).toBe(201)
    expect(await waitsFor(waiting.id)).toEqual(['孙晓岚'])
    const later = await submit()
    expect(await inbox('sun')).toContainEqual(
      expect.objectContaining({ title: '秋季特惠', standsFor: { id: people.gao, name: '高原' } }),
    )
    expect((await does('sun', later.id, 'approve')).body.status).toBe('approved')
    await company.as('gao').delete(`/api/approval-delegations/${made.body.id}`)
    expect(await waitsFor((await submit()).id)).toEqual(['高原'])
  })
})

describe('several people', () => {
  test('two of whom one is enough decide at the same moment: one outcome, and the other is told so', async () => {
    await flow([decide('either', by('gao', 'chen'))])
    for (let round = 0; round < 5; round++) {
      const { id, offerId } = await submit()
      const before = concluded.length
      const [one, other] = await Promise.all([
        does('gao', id, 'approve'),
        does('chen', id, round % 2 ? 'approve' : 'reject', { comment: '折扣太低' }),
      ])
      expect([one.status, other.status].sort()).toEqual([200, 422])
      const outcome = one.status === 200 || round % 2 ? 'approved' : 'rejected'
      expect((await company.as('li').get(`/api/offers/${offerId}`)).body.approval).toBe(outcome)
      expect(concluded.length).toBe(before + 1)
      expect([one, other].find(answer => answer.status === 422)!.body.code).toMatch(/^approval\.already/)
    }
  })

  test('all must agree where all are asked', async () => {
    await flow([decide('both', by('gao', 'chen'), { mode: 'all' })])
    const { id } = await submit()
    expect((await does('gao', id, 'approve')).body.status).toBe('running')
    expect(await waitsFor(id)).toEqual(['陈嘉伟'])
    expect((await does('chen', id, 'approve')).body.status).toBe('approved')
  })

  test('handed on, with a signer before and one after', async () => {
    await flow([decide('head', by('gao'))])
    const { id } = await submit()
    await does('gao', id, 'handOn', { to: people.chen, comment: '你更清楚' })
    expect((await does('gao', id, 'approve')).status).toBe(422)
    await does('chen', id, 'addSigner', { people: [people.sun], where: 'before' })
    expect(await waitsFor(id)).toEqual(['孙晓岚'])
    expect((await does('chen', id, 'approve')).body.code).toBe('approval.notYourTurn')
    await does('sun', id, 'approve')
    await does('chen', id, 'addSigner', { people: [people.zheng], where: 'after' })
    expect((await does('chen', id, 'approve')).body.status).toBe('running')
    expect((await does('zheng', id, 'approve')).body.status).toBe('approved')
    const story = (await progress('li', id)).story.map((line: any) => [line.kind, line.by, line.people.join()])
    expect(story).toContainEqual(['transfer', '高原', '陈嘉伟'])
    expect(story).toContainEqual(['addSigner', '陈嘉伟', '郑国栋'])
  })

  test('whoever is asked decides, also a colleague who sees no offer, and the head of another board', async () => {
    await flow([decide('all', by('zhou', 'he'), { mode: 'all' })])
    const { id } = await submit()
    expect((await does('zhou', id, 'approve')).body.status).toBe('running')
    expect((await progress('he', id)).record.values).toMatchObject({ name: '秋季特惠' })
    expect((await does('he', id, 'approve')).body.status).toBe('approved')
  })

  test('nobody else may decide, and the submitter never', async () => {
    await flow([decide('head', by('gao'))])
    const { id } = await submit()
    expect((await does('zheng', id, 'approve')).status).toBe(403)
    expect((await does('gao', id, 'handOn', { to: people.li })).body.code).toBe('approval.submitterDecides')
    // A salesperson of another board does not even see it.
    expect((await does('wang', id, 'approve')).status).toBe(404)
  })
})

describe('back and forth', () => {
  test('sent back to the submitter, changed, submitted again', async () => {
    await flow([decide('lead', by('chen')), decide('head', by('gao'))])
    const { id, offerId } = await submit()
    expect((await company.as('li').patch(`/api/offers/${offerId}`, { discount: 20 })).body.code).toBe('approval.locked')
    await does('chen', id, 'approve')
    const unsaid = await does('gao', id, 'sendBack')
    expect(unsaid.body.errors).toMatchObject([{ field: 'comment', code: 'field.required' }])
    expect((await does('gao', id, 'sendBack', { comment: '折扣再谈' })).body.status).toBe('returned')
    expect((await company.as('li').patch(`/api/offers/${offerId}`, { discount: 5 })).status).toBe(200)
    expect((await does('li', id, 'resubmit')).body.status).toBe('running')
    expect(await waitsFor(id)).toEqual(['陈嘉伟'])
  })

  test('sent back to an earlier step', async () => {
    await flow([decide('lead', by('chen')), decide('head', by('gao'))])
    const { id } = await submit()
    await does('chen', id, 'approve')
    expect((await progress('gao', id)).task.backTo).toEqual([{ id: 'lead', name: 'lead' }])
    await does('gao', id, 'sendBack', { to: 'lead', comment: '核对成本' })
    expect(await waitsFor(id)).toEqual(['陈嘉伟'])
  })

  test('deciders see and change what their step says; a withdrawal puts it back', async () => {
    await flow([decide('lead', by('chen'), { fields: { discount: 'write', cost: 'none' } }), decide('head', by('gao'))])
    const { id, offerId } = await submit({ cost: 300_000 })
    const seen = await progress('chen', id)
    expect(seen.task.writable).toEqual(['discount'])
    expect(seen.record.values).toMatchObject({ amount: 500_000, discount: 10 })
    expect(seen.record.values).not.toHaveProperty('cost')
    expect((await does('chen', id, 'approve', { changes: { amount: 1 } })).status).toBe(422)
    expect((await does('chen', id, 'approve', { changes: { discount: 8 } })).status).toBe(200)
    expect((await company.as('li').get(`/api/offers/${offerId}`)).body.discount).toBe(8)
    expect((await does('chen', id, 'withdraw')).status).toBe(403)
    expect((await does('li', id, 'withdraw')).body.status).toBe('withdrawn')
    const after = (await company.as('li').get(`/api/offers/${offerId}`)).body
    expect(after).toMatchObject({ discount: 10, approval: 'withdrawn' })
    expect((await does('gao', id, 'approve')).status).toBe(422)
    expect(await inbox('gao')).not.toContainEqual(expect.objectContaining({ request: expect.objectContaining({ id }) }))
  })

  test('urged, but not every minute; copied to somebody of another board, who may then read it', async () => {
    await flow([decide('head', by('gao')), { kind: 'copy', id: 'tell', to: by('he') } as any])
    const { id } = await submit()
    expect((await does('li', id, 'urge', { comment: '客户在等' })).status).toBe(200)
    expect((await does('li', id, 'urge')).body.code).toBe('approval.urgedLately')
    const told = (await company.as('gao').get('/api/notifications?fields=type,text')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'urge', text: '客户在等' }))
    // Chen sees li's request, and takes no part in it.
    expect((await does('chen', id, 'copyTo', { people: [people.chen] })).status).toBe(403)
    await does('li', id, 'copyTo', { people: [people.wang] })
    expect((await company.as('wang').get(`/api/approval-requests/${id}/progress`)).status).toBe(200)
    expect((await company.as('he').get(`/api/approval-requests/${id}/progress`)).status).toBe(404)
    await does('gao', id, 'approve')
    expect((await progress('he', id)).record.values).toMatchObject({ name: '秋季特惠' })
  })

  test('a running request keeps the steps it began with', async () => {
    const flowId = await flow([decide('lead', by('chen'))])
    const { id } = await submit()
    const steps = [{ ...decide('head', by('gao')), name: 'head' }]
    expect((await company.as('admin').patch(`/api/approval-flows/${flowId}`, { steps })).status).toBe(200)
    expect((await does('chen', id, 'approve')).body.status).toBe('approved')
    expect(await waitsFor((await submit()).id)).toEqual(['高原'])
  })
})

describe('an act that waits for a yes', () => {
  test('answers what it waits for, and is done once that is given, in its asker’s name', async () => {
    await flow([decide('head', by('gao'))], {
      purpose: 'giveAway',
      condition: { field: 'amount', op: 'gt', value: 100 },
    })
    const made = (await company.as('li').post('/api/offers', { name: '赠刊', amount: 500 })).body
    const answer = await company.as('li').post(`/api/offers/${made.id}/giveAway`, { reason: '老客户' })
    expect(answer.body.approval).toMatchObject({ status: 'running', waitsFor: [{ name: '高原' }] })
    expect((await company.as('li').get(`/api/offers/${made.id}`)).body.amount).toBe(500)
    expect((await company.as('li').post(`/api/offers/${made.id}/giveAway`, { reason: '老客户' })).body.code).toBe(
      'approval.alreadyRunning',
    )
    await does('gao', answer.body.approval.id, 'approve')
    expect((await company.as('li').get(`/api/offers/${made.id}`)).body).toMatchObject({
      amount: 0,
      name: '赠刊（老客户）',
      updatedBy: { name: '李敏' },
    })
  })
  test('is done at once where no flow fits', async () => {
    const made = (await company.as('li').post('/api/offers', { name: '赠品', amount: 50 })).body
    expect((await company.as('li').post(`/api/offers/${made.id}/giveAway`, { reason: '展会' })).body.amount).toBe(0)
  })
})

describe('time', () => {
  test('what is overdue is told to the decider’s manager and the submitter, once; nothing is decided by it', async () => {
    await flow([decide('lead', by('chen'), { days: 1 })])
    const { id } = await submit()
    const later = { ...(await job()), now: new Date(Date.now() + 20 * 86_400_000) }
    await overdue.run(later, null)
    await overdue.run(later, null)
    for (const who of ['chen', 'gao', 'li', 'sun'] as const) {
      const told = (await company.as(who).get('/api/notifications?fields=type,aboutId')).body.items
      expect(
        told.filter((one: any) => one.type === 'overdue' && one.aboutId === id),
        who,
      ).toHaveLength(1)
    }
    expect((await progress('li', id)).status).toBe('running')
    expect((await progress('li', id)).story.at(-1)).toMatchObject({ kind: 'overdue', people: ['陈嘉伟'] })
  })
  test('a delegation ends after it begins, and is somebody else’s', async () => {
    const wrong = { delegate: people.gao, startsOn: '2026-12-02', endsOn: '2026-12-01', reason: '休假' }
    const answer = await company.as('gao').post('/api/approval-delegations', wrong)
    expect(answer.body.errors).toMatchObject([{ field: 'endsOn' }])
    const self = await company.as('gao').post('/api/approval-delegations', { ...wrong, endsOn: '2026-12-03' })
    expect(self.body.errors).toMatchObject([{ field: 'delegate' }])
  })
  test('a delegation that begins tomorrow passes on tomorrow', async () => {
    await flow([decide('head', by('gao'))])
    const { id } = await submit()
    const day = (ms: number) => new Date(Date.now() + 8 * 3_600_000 + ms).toISOString().slice(0, 10)
    const DAY = 86_400_000
    const made = await company.as('gao').post('/api/approval-delegations', {
      delegate: people.chen,
      startsOn: day(DAY),
      endsOn: day(3 * DAY),
      reason: '休假',
    })
    expect(await waitsFor(id)).toEqual(['高原'])
    await standIn.run({ ...(await job()), now: new Date(Date.now() + DAY) }, null)
    expect(await waitsFor(id)).toEqual(['陈嘉伟'])
    await company.as('gao').delete(`/api/approval-delegations/${made.body.id}`)
  })
})

describe('drawing a flow', () => {
  const check = (body: object) =>
    company.as('admin').post('/api/approval-flows/check', { object: 'offer', purpose: 'submit', ...body })
  test('what is wrong is said in words, at its step', async () => {
    const steps = [
      { ...decide('one', []), name: '初审' },
      {
        ...decide('two', [
          { by: 'role', role: 'pope', within: 'company' },
          { by: 'field', field: 'amount' },
        ]),
        name: '复审',
        when: { field: 'nothing', op: 'eq', value: 1 },
      },
    ]
    const { faults } = (await check({ steps })).body
    expect(faults.map((one: any) => [one.part, one.message])).toEqual([
      ['one', '「初审」还没有指定人'],
      ['two', '「复审」的条件看不懂，重新设置'],
      ['two', '「复审」指定的角色「pope」不存在'],
      ['two', '「复审」指定的字段「amount」不是人员'],
    ])
    const refused = await company
      .as('admin')
      .post('/api/approval-flows', { name: '坏的', object: 'offer', purpose: 'submit', steps })
    expect(refused.status).toBe(422)
    expect(
      (
        await company
          .as('admin')
          .post('/api/approval-flows', { name: '草稿', object: 'offer', purpose: 'submit', steps, active: false })
      ).status,
    ).toBe(201)
  })
  test('who would be asked is named', async () => {
    const steps = [{ ...decide('one', [{ by: 'role', role: 'board-head', within: 'board' }]), name: '负责人' }]
    expect(
      (await company.as('li').post('/api/approval-flows/check', { object: 'offer', purpose: 'submit', steps })).body,
    ).toEqual({
      faults: [],
      people: { one: [{ id: people.gao, name: '高原' }] },
    })
  })
  test.each([
    ['no list', { steps: 'all' }],
    ['a step of no kind', { steps: [{ id: 'a', name: 'a', kind: 'dance' }] }],
    ['a level of no manager', { steps: [{ ...decide('a', [{ by: 'manager', level: 0 }]), name: 'a' }] }],
    ['unknown words', { steps: [{ ...decide('a', []), name: 'a', extra: 1 }] }],
  ])('%s is refused', async (_, body) => {
    expect((await check(body)).status).toBe(422)
  })
  test('only administrators draw', async () => {
    expect(
      (
        await company
          .as('gao')
          .post('/api/approval-flows', { name: 'x', object: 'offer', purpose: 'submit', steps: [] })
      ).status,
    ).toBe(403)
  })
})

describe('people leave', () => {
  test('a decider who is frozen is waited for no longer; without a manager the board’s administrator decides', async () => {
    await flow([decide('head', by('he', 'wang'), { mode: 'all' })])
    const { id } = await submit()
    await company.as('admin').post(`/api/users/${people.wang}/freeze`)
    expect(await waitsFor(id)).toEqual(['何建军'])
    await company.as('admin').post(`/api/users/${people.he}/freeze`)
    expect(await waitsFor(id)).toEqual(['孙晓岚'])
    expect((await does('sun', id, 'approve')).body.status).toBe('approved')
  })
})
