import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../core/acts/refusal'
import { type Decision, isBranch, partsOf, type Step, type Steps } from './definition'
import { BEGINNING, editsToUndo, fold, type Happening, next, type Seat, type State, stepsBefore } from './engine'

const decide = (id: string, mode: 'any' | 'all' = 'any'): Decision => ({
  kind: 'decide',
  id,
  name: id,
  mode,
  approvers: [],
})

/** Tells the engine what happens, opening every step that begins with the people given for it. */
function request(steps: Steps, people: Record<string, string[]>, passOver: readonly string[] = []) {
  let state = BEGINNING
  const happenings: Happening[] = []
  const tell = (happening: Happening) => {
    state = next(steps, state, happening)
    happenings.push(happening)
    while (state.ready.length) {
      const part = state.ready[0]!
      const seats = (people[part.id] ?? []).map(person => ({ id: `${part.id}/${person}/${happenings.length}`, person }))
      const beginning: Happening = passOver.includes(part.id)
        ? { kind: 'skip', step: part.id }
        : { kind: 'open', step: part.id, seats }
      state = next(steps, state, beginning)
      happenings.push(beginning)
    }
    return state
  }
  tell({ kind: 'submit' })
  const taskOf = (person: string) => state.tasks.find(task => task.person === person && task.status === 'open')!.id
  return {
    tell,
    happenings,
    get state() {
      return state
    },
    waitsFor: () => state.tasks.filter(task => task.status === 'open').map(task => task.person),
    approve: (person: string) => tell({ kind: 'approve', task: taskOf(person) }),
    reject: (person: string) => tell({ kind: 'reject', task: taskOf(person) }),
    sendBack: (person: string, to: string | null) => tell({ kind: 'sendBack', task: taskOf(person), to }),
    transfer: (person: string, to: string) =>
      tell({ kind: 'transfer', task: taskOf(person), seat: { id: `${to}-took-over`, person: to } }),
    addSigner: (person: string, where: 'before' | 'after', added: string) =>
      tell({ kind: 'addSigner', task: taskOf(person), where, seats: [{ id: `${added}-added`, person: added }] }),
  }
}
const refused = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return null
}

describe('one step after another', () => {
  const steps = [decide('head'), decide('finance')]
  const people = { head: ['gao'], finance: ['qian'] }

  test('each waits for the one before', () => {
    const one = request(steps, people)
    expect(one.waitsFor()).toEqual(['gao'])
    one.approve('gao')
    expect(one.waitsFor()).toEqual(['qian'])
    expect(one.approve('qian').outcome).toBe('approved')
  })
  test('a refusal ends it; nobody else is asked', () => {
    const one = request(steps, people)
    expect(one.reject('gao').outcome).toBe('rejected')
    expect(one.waitsFor()).toEqual([])
  })
  test('a step whose condition does not hold is passed over', () => {
    expect(request(steps, people, ['head']).waitsFor()).toEqual(['qian'])
    expect(request(steps, people, ['head', 'finance']).state.outcome).toBe('approved')
  })
  test('what was approved can no longer be withdrawn, and says so', () => {
    const one = request(steps, people)
    one.approve('gao')
    one.approve('qian')
    expect(refused(() => one.tell({ kind: 'withdraw' }))).toBe('approval.alreadyApproved')
  })
  test('sent back to the first step, both decide again', () => {
    const one = request(steps, people)
    one.approve('gao')
    one.sendBack('qian', 'head')
    expect(one.waitsFor()).toEqual(['gao'])
    one.approve('gao')
    expect(one.waitsFor()).toEqual(['qian'])
  })
  test('sent back to the submitter it waits, and begins again from the first step', () => {
    const one = request(steps, people)
    one.approve('gao')
    expect(one.sendBack('qian', null).outcome).toBe('returned')
    one.tell({ kind: 'submit' })
    expect(one.waitsFor()).toEqual(['gao'])
  })
  test('nothing can be sent forward', () => {
    const one = request(steps, people)
    expect(refused(() => one.sendBack('gao', 'finance'))).toBe('approval.notBefore')
  })
})

describe('several people', () => {
  test('any of them decides for all; the others are no longer asked', () => {
    const one = request([decide('heads')], { heads: ['gao', 'he'] })
    const late = one.state.tasks[1]!.id
    expect(one.approve('gao').outcome).toBe('approved')
    expect(refused(() => one.tell({ kind: 'approve', task: late }))).toBe('approval.alreadyApproved')
  })
  test('all of them must', () => {
    const one = request([decide('heads', 'all')], { heads: ['gao', 'he'] })
    expect(one.approve('gao').outcome).toBe('running')
    expect(one.approve('he').outcome).toBe('approved')
  })
  test('whoever takes over decides instead', () => {
    const one = request([decide('heads', 'all')], { heads: ['gao', 'he'] })
    one.transfer('gao', 'chen')
    expect(one.waitsFor()).toEqual(['he', 'chen'])
    one.approve('he')
    expect(one.approve('chen').outcome).toBe('approved')
  })
  test('a signer added before has the first word, one added after the last', () => {
    const one = request([decide('head')], { head: ['gao'] })
    one.addSigner('gao', 'before', 'qian')
    expect(one.waitsFor()).toEqual(['qian'])
    one.approve('qian')
    expect(one.waitsFor()).toEqual(['gao'])
    one.addSigner('gao', 'after', 'zheng')
    expect(one.approve('gao').outcome).toBe('running')
    expect(one.waitsFor()).toEqual(['zheng'])
    expect(one.approve('zheng').outcome).toBe('approved')
  })
  test('a signer added before who hands on is still waited for', () => {
    const one = request([decide('head')], { head: ['gao'] })
    one.addSigner('gao', 'before', 'qian')
    one.transfer('qian', 'lin')
    expect(one.waitsFor()).toEqual(['lin'])
    one.approve('lin')
    expect(one.waitsFor()).toEqual(['gao'])
  })
})

describe('side by side', () => {
  const steps: Steps = [
    decide('head'),
    {
      kind: 'parallel',
      id: 'both',
      name: 'both',
      branches: [
        { id: 'money', name: 'money', steps: [decide('finance'), decide('auditor')] },
        { id: 'law', name: 'law', steps: [decide('lawyer')] },
      ],
    },
    decide('chair'),
  ]
  const people = { head: ['gao'], finance: ['qian'], auditor: ['fu'], lawyer: ['tang'], chair: ['zheng'] }

  test('the branches run together and are waited for', () => {
    const one = request(steps, people)
    one.approve('gao')
    expect(one.waitsFor()).toEqual(['qian', 'tang'])
    one.approve('tang')
    one.approve('qian')
    expect(one.waitsFor()).toEqual(['fu'])
    one.approve('fu')
    expect(one.waitsFor()).toEqual(['zheng'])
  })
  test('a branch whose condition does not hold is not entered', () => {
    const one = request(steps, people, ['law'])
    one.approve('gao')
    expect(one.waitsFor()).toEqual(['qian'])
  })
  test('sent back within a branch, the other goes on; before the branching, both begin again', () => {
    const one = request(steps, people)
    one.approve('gao')
    one.approve('tang')
    one.approve('qian')
    expect(stepsBefore(steps, one.state, 'auditor').map(step => step.id)).toEqual(['head', 'finance'])
    one.sendBack('fu', 'finance')
    expect(one.waitsFor()).toEqual(['qian'])
    one.sendBack('qian', 'head')
    expect(one.waitsFor()).toEqual(['gao'])
    one.approve('gao')
    expect(one.waitsFor()).toEqual(['qian', 'tang'])
  })
})

test('a withdrawal puts back what deciders changed, to what it was when submitted', () => {
  const approve = (edits: Record<string, [unknown, unknown]>): Happening => ({ kind: 'approve', task: 't', edits })
  expect(
    editsToUndo([
      { kind: 'submit' },
      approve({ amount: [1, 2] }),
      { kind: 'submit' },
      approve({ amount: [500, 450] }),
      approve({ amount: [450, 400], terms: [null, '30 天'] }),
    ]),
  ).toEqual({ amount: [500, 400], terms: [null, '30 天'] })
})

/** Flows of every shape, four deep at most. */
const flows = fc.letrec<{ steps: Step[]; step: Step }>(tie => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
  step: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'flow' },
    fc.constantFrom<'any' | 'all'>('any', 'all').map(mode => decide('', mode)),
    fc.constant<Step>({ kind: 'copy', id: '', name: '', to: [] }),
    fc.array(tie('steps'), { minLength: 1, maxLength: 3, depthIdentifier: 'flow' }).map(
      (lists): Step => ({
        kind: 'parallel',
        id: '',
        name: '',
        branches: lists.map(steps => ({ id: '', name: '', steps })),
      }),
    ),
  ),
})).steps
const numbered = (steps: Steps): Steps => {
  const copy = structuredClone(steps) as Step[]
  let n = 0
  for (const part of partsOf(copy)) part.id = `s${n++}`
  return copy
}

describe('whatever the flow and whatever people do', () => {
  const deeds = fc.array(fc.nat(1_000_000), { maxLength: 60 })
  const KINDS = ['approve', 'approve', 'approve', 'approve', 'reject', 'sendBack', 'transfer', 'addSigner', 'submit', 'withdraw', 'urge'] as const // biome-ignore format: read as one line

  /** Runs a request by numbers, opening and skipping by them too, and lets `watch` see every state. */
  function run(
    given: Steps,
    numbers: readonly number[],
    watch: (before: State, after: State, told: Happening) => void,
  ) {
    const steps = numbered(given)
    const happenings: Happening[] = []
    let state = BEGINNING
    let serial = 0
    const seat = (n: number): Seat => ({ id: `t${serial++}`, person: `p${n % 5}` })
    const tell = (happening: Happening) => {
      const before = state
      try {
        state = next(steps, state, happening)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return
      }
      happenings.push(happening)
      watch(before, state, happening)
    }
    const begin = (n: number) => {
      for (let i = n; state.ready.length; i = (i * 7 + 3) % 1_000_003) {
        const part = state.ready[i % state.ready.length]!
        const seats = !isBranch(part) && part.kind === 'decide' ? Array.from({ length: 1 + (i % 3) }, (_, k) => seat(i + k)) : [] // biome-ignore format: one thing
        tell(i % 5 === 0 ? { kind: 'skip', step: part.id } : { kind: 'open', step: part.id, seats })
      }
    }
    tell({ kind: 'submit' })
    begin(1)
    for (const n of numbers) {
      const kind = KINDS[n % KINDS.length]!
      const task = state.tasks.length ? state.tasks[(n >> 4) % state.tasks.length]!.id : 'none'
      if (kind === 'sendBack') {
        const back = stepsBefore(steps, state, state.tasks.find(one => one.id === task)?.step ?? '')
        tell({ kind, task, to: back.length && n % 2 ? back[(n >> 8) % back.length]!.id : null })
      } else if (kind === 'transfer') tell({ kind, task, seat: seat(n) })
      else if (kind === 'addSigner')
        tell({ kind, task, where: n % 2 ? 'before' : 'after', seats: [seat(n), seat(n + 1)] }) // biome-ignore format: one thing
      else if (kind === 'approve' || kind === 'reject') tell({ kind, task })
      else tell({ kind })
      begin(n)
    }
    return { steps, happenings, state }
  }

  test('a request that runs waits for somebody', () => {
    fc.assert(
      fc.property(flows, deeds, (flow, numbers) => {
        run(flow, numbers, (_, after) => {
          if (after.outcome === 'running' && after.ready.length === 0)
            expect(after.tasks.some(task => task.status === 'open' && !task.past)).toBe(true)
          if (after.outcome !== 'running') expect(after.tasks.some(task => task.status === 'open')).toBe(false)
        })
      }),
      { numRuns: 400 },
    )
  })

  test('there are never two outcomes: what is approved, rejected or withdrawn stays so', () => {
    fc.assert(
      fc.property(flows, deeds, (flow, numbers) => {
        run(flow, numbers, (before, after) => {
          if (before !== BEGINNING && ['approved', 'rejected', 'withdrawn'].includes(before.outcome))
            expect(after.outcome).toBe(before.outcome)
        })
      }),
      { numRuns: 400 },
    )
  })

  test('it is approved only when every step that began was decided as it asks', () => {
    fc.assert(
      fc.property(flows, deeds, (flow, numbers) => {
        const { steps, state } = run(flow, numbers, () => {})
        if (state.outcome !== 'approved') return
        for (const part of partsOf(steps)) {
          if (isBranch(part) || part.kind !== 'decide' || state.parts[part.id] !== 'done') continue
          const mine = state.tasks.filter(task => task.step === part.id && !task.past)
          expect(mine.some(task => task.status === 'approved')).toBe(true)
          if (part.mode === 'all') expect(mine.some(task => task.status === 'dropped')).toBe(false)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('what is written down leads to the same state again', () => {
    fc.assert(
      fc.property(flows, deeds, (flow, numbers) => {
        const { steps, happenings, state } = run(flow, numbers, () => {})
        expect(fold(steps, JSON.parse(JSON.stringify(happenings)))).toEqual(JSON.parse(JSON.stringify(state)))
      }),
      { numRuns: 200 },
    )
  })

  test('everybody approving ends it', () => {
    fc.assert(
      fc.property(flows, fc.array(fc.nat(1_000_000), { maxLength: 10 }), (flow, numbers) => {
        let { steps, state } = run(flow, numbers, () => {})
        for (let n = 0; state.outcome === 'running' && n < 500; n++) {
          const part = state.ready[0]
          if (part) {
            const seats = !isBranch(part) && part.kind === 'decide' ? [{ id: `z${n}`, person: 'p' }] : []
            state = next(steps, state, { kind: 'open', step: part.id, seats })
          } else state = next(steps, state, { kind: 'approve', task: state.tasks.find(t => t.status === 'open')!.id })
        }
        expect(state.outcome).not.toBe('running')
      }),
      { numRuns: 200 },
    )
  })
})
