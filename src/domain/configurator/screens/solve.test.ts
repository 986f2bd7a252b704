import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choices, type Condition, type Model, type Option, type Rule, valuesOf, violated } from './model'
import { configurator, quickXplain } from './solve'

const letters = ['a', 'b', 'c', 'd']

/** Small models of every kind of option and rule, so small that all their configurations can be counted out. */
const models: fc.Arbitrary<Model> = fc.integer({ min: 2, max: 4 }).chain(size => {
  const ids = Array.from({ length: size }, (_, i) => `o${i}`)
  const option = (id: string): fc.Arbitrary<Option> => {
    const value = (value: string) =>
      fc.integer({ min: -2, max: 5 }).map(w => ({ id: value, name: value, figures: { w } }))
    return fc.integer({ min: 1, max: 3 }).chain(count =>
      fc.oneof(
        fc.record({
          id: fc.constant(id),
          name: fc.constant(id),
          kind: fc.constant('one' as const),
          required: fc.boolean(),
          values: fc.tuple(...letters.slice(0, count).map(value)),
        }),
        fc.record({
          id: fc.constant(id),
          name: fc.constant(id),
          kind: fc.constant('many' as const),
          least: fc.integer({ min: 0, max: 1 }),
          most: fc.integer({ min: 1, max: 3 }),
          values: fc.tuple(...letters.slice(0, count).map(value)),
        }),
        fc.record({
          id: fc.constant(id),
          name: fc.constant(id),
          kind: fc.constant('number' as const),
          required: fc.boolean(),
          least: fc.integer({ min: 0, max: 2 }),
          most: fc.integer({ min: 2, max: 4 }),
          step: fc.integer({ min: 1, max: 2 }),
        }),
      ),
    )
  }
  return fc.tuple(...ids.map(option)).chain(options => {
    const condition: fc.Arbitrary<Condition> = fc.constantFrom(...options).chain(one =>
      fc.oneof(
        fc.constant({ option: one.id }),
        fc.subarray(valuesOf(one).map(v => v.id)).map(is => ({ option: one.id, is })),
        ...(one.kind === 'number' ? [fc.integer({ min: 0, max: 4 }).map(most => ({ option: one.id, most }))] : []),
      ),
    )
    const conditions = (min: number, max: number) => fc.array(condition, { minLength: min, maxLength: max })
    const single = options.filter(one => one.kind !== 'many')
    const rule = (id: string): fc.Arbitrary<Rule> =>
      fc.oneof(
        fc.record({
          id: fc.constant(id),
          kind: fc.constant('requires' as const),
          when: conditions(0, 2),
          needs: conditions(1, 2),
        }),
        fc.record({ id: fc.constant(id), kind: fc.constant('excludes' as const), of: conditions(1, 3) }),
        fc.record({
          id: fc.constant(id),
          kind: fc.constant('count' as const),
          of: conditions(1, 4),
          least: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
          most: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        }),
        fc.record({
          id: fc.constant(id),
          kind: fc.constant('limit' as const),
          of: fc.array(
            fc.constantFrom(...options).chain(one =>
              fc.record({
                option: fc.constant(one.id),
                figure: one.kind === 'number' ? fc.constant(undefined) : fc.constant('w'),
                times: fc.integer({ min: -2, max: 2 }),
              }),
            ),
            { minLength: 1, maxLength: 4 },
          ),
          least: fc.option(fc.integer({ min: -5, max: 8 }), { nil: undefined }),
          most: fc.option(fc.integer({ min: -5, max: 8 }), { nil: undefined }),
        }),
        ...(single.length >= 2
          ? [
              fc
                .shuffledSubarray(single, { minLength: 2, maxLength: 2 })
                .chain(pair =>
                  fc
                    .array(
                      fc.tuple(...pair.map(one => fc.option(fc.subarray(valuesOf(one).map(v => v.id)), { nil: null }))),
                      { maxLength: 3 },
                    )
                    .map(rows => ({ id, kind: 'compatible' as const, options: pair.map(one => one.id), rows })),
                ),
            ]
          : []),
      )
    return fc
      .integer({ min: 0, max: 5 })
      .chain(count => fc.tuple(...Array.from({ length: count }, (_, i) => rule(`r${i}`))))
      .map(rules => ({ options, rules }))
  })
})

/** Every configuration that breaks no rule, counted out one by one. */
function validOnes(model: Model): Choices[] {
  let all: Choices[] = [{}]
  for (const option of model.options) {
    const ids = valuesOf(option).map(value => value.id)
    const ways: (string[] | string | number | undefined)[] =
      option.kind === 'many'
        ? Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((_, i) => bits & (1 << i)))
        : [undefined, ...ids.map(id => (option.kind === 'number' ? Number(id) : id))]
    all = all.flatMap(one =>
      ways.map(way =>
        way === undefined || (Array.isArray(way) && way.length === 0) ? one : { ...one, [option.id]: way },
      ),
    )
  }
  return all.filter(one => violated(model, one).length === 0)
}

const has = (configuration: Choices, option: string, value: string) =>
  [configuration[option] ?? []].flat().map(String).includes(value)
const keeps = (configuration: Choices, choices: Choices, except?: string) =>
  Object.entries(choices).every(
    ([option, value]) => option === except || [value].flat().every(one => has(configuration, option, String(one))),
  )

/** A model and some choices in it, as somebody in the middle of choosing has made them. */
const halfway = models.chain(model =>
  fc
    .tuple(
      ...model.options.map(option => {
        const ids = valuesOf(option).map(value => value.id)
        const some: fc.Arbitrary<string[] | string | number> =
          option.kind === 'many'
            ? fc.subarray(ids, { minLength: 1 })
            : fc.constantFrom(...ids).map(id => (option.kind === 'number' ? Number(id) : id))
        return fc.option(some, { nil: undefined, freq: 1 })
      }),
    )
    .map(picked => ({
      model,
      choices: Object.fromEntries(
        model.options.flatMap((option, i) => (picked[i] === undefined ? [] : [[option.id, picked[i]!]])),
      ) as Choices,
    })),
)

describe('a configurator', () => {
  it('greys out exactly what has no valid completion, forces exactly what is in all of them', () => {
    fc.assert(
      fc.property(halfway, ({ model, choices }) => {
        const valid = validOnes(model)
        const look = configurator(model).look(choices)
        const completions = valid.filter(one => keeps(one, choices))
        expect(look.fits).toBe(completions.length > 0)
        if (!look.fits) return
        for (const option of model.options)
          for (const { id } of valuesOf(option)) {
            const taken = has(choices, option.id, id)
            const among = option.kind === 'many' ? completions : valid.filter(one => keeps(one, choices, option.id))
            const possible = among.some(one => has(one, option.id, id))
            const always = completions.every(one => has(one, option.id, id))
            const expected = taken ? 'chosen' : !possible ? 'out' : always ? 'forced' : 'free'
            expect([option.id, id, look.values[option.id]![id]]).toEqual([option.id, id, expected])
          }
      }),
      { numRuns: 120 },
    )
  })

  it('asked one thing after another answers as one that is asked for the first time', () => {
    fc.assert(
      fc.property(halfway, fc.infiniteStream(fc.nat()), ({ model, choices }, numbers) => {
        const old = configurator(model)
        for (let i = 0; i < 4; i++) {
          const some = Object.fromEntries(Object.entries(choices).filter(() => (numbers.next().value as number) % 2))
          expect(old.look(some)).toEqual(configurator(model).look(some))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives as reason what cannot hold together, and nothing that could be left out', () => {
    fc.assert(
      fc.property(halfway, fc.nat(), fc.nat(), ({ model, choices }, a, b) => {
        const option = model.options[a % model.options.length]!
        const values = valuesOf(option)
        const wish = { option: option.id, value: values[b % values.length]!.id }
        const why = configurator(model).why(choices, wish)
        const holds = (rules: readonly string[], picks: readonly { option: string; value: string }[]) =>
          validOnes({
            options: model.options.map(one =>
              rules.includes(`#${one.id}`) || one.kind !== 'many' ? one : { ...one, least: 0, most: 9 },
            ),
            rules: model.rules.filter(rule => rules.includes(rule.id)),
          }).some(one => [wish, ...picks].every(pick => has(one, pick.option, pick.value)))
        const all = [...model.rules.map(rule => rule.id), ...model.options.map(one => `#${one.id}`)]
        const others = Object.entries(choices).flatMap(([id, value]) =>
          id === wish.option && option.kind !== 'many'
            ? []
            : [value].flat().map(one => ({ option: id, value: String(one) })),
        )
        expect(why === null).toBe(holds(all, others))
        if (!why) return
        expect(holds(why.rules, why.choices)).toBe(false)
        for (const left of why.rules)
          expect(
            holds(
              why.rules.filter(rule => rule !== left),
              why.choices,
            ),
          ).toBe(true)
        for (const left of why.choices)
          expect(
            holds(
              why.rules,
              why.choices.filter(pick => pick !== left),
            ),
          ).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('repairs with as few changes as there can be, and they do repair', () => {
    fc.assert(
      fc.property(halfway, fc.nat(), fc.nat(), ({ model, choices }, a, b) => {
        const option = model.options[a % model.options.length]!
        const values = valuesOf(option)
        const wish = { option: option.id, value: values[b % values.length]!.id }
        const others = Object.entries(choices).flatMap(([id, value]) =>
          id === wish.option && option.kind !== 'many'
            ? []
            : [value]
                .flat()
                .flatMap(one =>
                  id === wish.option && String(one) === wish.value ? [] : [{ option: id, value: String(one) }],
                ),
        )
        const wishing = validOnes(model).filter(one => has(one, wish.option, wish.value))
        const lost = wishing.map(one => others.filter(pick => !has(one, pick.option, pick.value)).length)
        const repairs = configurator(model).repairs(choices, wish)
        expect(repairs.length > 0).toBe(wishing.length > 0)
        for (const { changes } of repairs) {
          expect(changes.length).toBe(Math.min(...lost))
          expect(
            wishing.some(one =>
              others.every(pick => {
                const change = changes.find(c => c.option === pick.option && c.from === pick.value)
                return change
                  ? change.to === null || has(one, pick.option, change.to)
                  : has(one, pick.option, pick.value)
              }),
            ),
          ).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('completes what can be completed, and what it completes breaks no rule', () => {
    fc.assert(
      fc.property(halfway, ({ model, choices }) => {
        const whole = configurator(model).complete(choices, true)
        expect(whole !== null).toBe(validOnes(model).some(one => keeps(one, choices)))
        if (whole) {
          expect(violated(model, whole)).toEqual([])
          expect(keeps(whole, choices)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('at 200 options and 500 rules, half of them chosen, still has a completion for what is free and a reason for what is out', () => {
    const model = large(200, 500)
    const one = configurator(model)
    const whole = one.complete({}, true)!
    expect(violated(model, whole)).toEqual([])
    const choices = Object.fromEntries(Object.entries(whole).filter((_, i) => i % 2))
    const { fits, values } = one.look(choices)
    expect(fits).toBe(true)
    let outs = 0
    for (let i = 0; i < 200; i += 9)
      for (const [value, standing] of Object.entries(values[`o${i}`]!)) {
        const completion = one.complete({ ...choices, [`o${i}`]: value }, true)
        if (standing !== 'out') expect(completion && violated(model, completion)).toEqual([])
        else {
          expect(completion).toBe(null)
          if (outs++ < 3) expect(one.why(choices, { option: `o${i}`, value })!.rules.length).toBeGreaterThan(0)
        }
      }
    expect(outs).toBeGreaterThan(3)
  })

  it('finds the smallest reason among many candidates', () => {
    const needed = [3, 17, 40]
    expect(
      quickXplain(
        some => needed.every(n => some.includes(n)),
        Array.from({ length: 64 }, (_, i) => i),
      ),
    ).toEqual(needed)
  })
})

/** A product as large as the largest: options of two to six values, rules of every kind over neighbours. */
function large(options: number, rules: number): Model {
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const model: Option[] = Array.from({ length: options }, (_, i) => ({
    id: `o${i}`,
    name: `o${i}`,
    kind: 'one',
    required: i % 4 !== 3,
    values: Array.from({ length: 2 + next(5) }, (_, v) => ({
      id: `v${v}`,
      name: `v${v}`,
      figures: { watts: next(100) },
    })),
  }))
  const some = (option: Option, share = 2) => {
    const is = option.values!.filter(() => next(share) === 0).map(v => v.id)
    return { option: option.id, is: is.length ? is : [option.values![0]!.id] }
  }
  const near = (i: number) => model[(i + 1 + next(12)) % options]!
  return {
    options: model,
    rules: Array.from({ length: rules }, (_, r): Rule => {
      const i = next(options)
      const id = `r${r}`
      const option = model[i]!
      const other = near(i)
      switch (r % 5) {
        case 0:
          return { id, kind: 'requires', when: [some(option, 4)], needs: [some(other)] }
        case 1:
          return { id, kind: 'excludes', of: [some(option, 4), some(other, 4), some(near(i), 3)] }
        case 2:
          return { id, kind: 'count', of: Array.from({ length: 6 }, () => some(near(i), 4)), most: 4 }
        case 3:
          return {
            id,
            kind: 'compatible',
            options: [option.id, other.id],
            rows: option.values!.map(v => [[v.id], v.id === 'v0' ? null : some(other, 2).is]),
          }
        default:
          return {
            id,
            kind: 'limit',
            of: Array.from({ length: 8 }, (_, k) => ({ option: model[(i + k) % options]!.id, figure: 'watts' })),
            most: 560,
          }
      }
    }),
  }
}
