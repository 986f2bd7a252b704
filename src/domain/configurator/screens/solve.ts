import {
  type Choices,
  type Condition,
  chosen,
  type Model,
  meant,
  optionOf,
  thousandths,
  type Value,
  valuesOf,
  weight,
} from './model'
import { type Literal, no, Search, yes } from './search'

/** How a value stands: out has no valid completion with what is chosen for the other options, forced is in every one. */
export type Standing = 'chosen' | 'free' | 'forced' | 'out'

/** One value of one option. */
export interface Pick {
  option: string
  value: string
}

export interface Look {
  /** Whether what is chosen can be completed at all. */
  fits: boolean
  /** By option and value; empty while nothing fits. */
  values: Record<string, Record<string, Standing>>
}

/** Why something does not fit: choices and rules that cannot hold together, none of which could be left out. */
export interface Why {
  choices: Pick[]
  /** Ids of rules; `#option` where an option itself sets the limit. */
  rules: string[]
}

/** A smallest set of choices to change so that the rest fits; `to` is a value that does, null where none is needed. */
export interface Repair {
  changes: { option: string; from: string; to: string | null }[]
}

/** Answers questions about one model; keeps what it learned from one to the next. Runs in the browser and on the server alike. */
export interface Configurator {
  readonly model: Model
  look(choices: Choices): Look
  /** Why the choices do not fit, or why `wish` does not fit them; null when it does. */
  why(choices: Choices, wish?: Pick): Why | null
  /** The smallest changes that make `wish` (or the choices themselves) fit, the fewest changes first. */
  repairs(choices: Choices, wish?: Pick, most?: number): Repair[]
  /** The choices and all that follows from them; with `whole` some valid configuration, preferring to add nothing. Null when nothing fits. */
  complete(choices: Choices, whole?: boolean): Choices | null
}

/** So many ways out are shown, and so many questions for them asked of one search. */
const REPAIRS = 3
const MENDED_MAX = 100

export function configurator(model: Model): Configurator {
  const fast = compile(model, false)
  let slow: Compiled | undefined
  const explaining = () => (slow ??= compile(model, true))
  // Looking for repairs adds sums to a search for good; after a while one begins afresh.
  let mending = { compiled: undefined as Compiled | undefined, asked: 0 }
  const mend = () => {
    if (!mending.compiled || mending.asked >= MENDED_MAX) mending = { compiled: compile(model, false), asked: 0 }
    mending.asked++
    return mending.compiled!
  }

  return {
    model,
    look: choices => look(fast, choices),
    why: (choices, wish) => why(fast, explaining, choices, wish),
    repairs: (choices, wish, most = REPAIRS) => repairs(mend(), choices, wish, most),
    complete: (choices, whole) => complete(fast, choices, whole),
  }
}

interface Compiled {
  model: Model
  search: Search
  /** The literal that stands for an option's value. */
  literal(pick: Pick): Literal | undefined
  options: CompiledOption[]
  /** Literal by which a rule is switched on, where rules can be switched off. */
  switches: Map<string, Literal>
}

interface CompiledOption {
  id: string
  many: boolean
  required: boolean
  values: { id: string; literal: Literal }[]
  /** True when the option has no value. */
  none?: Literal
}

/** Writes a model as sums. `switched`: every rule holds only while its switch is assumed, so that a conflict can name it. */
function compile(model: Model, switched: boolean): Compiled {
  const search = new Search()
  const literals = new Map<string, Literal>()
  const switches = new Map<string, Literal>()
  const key = (option: string, value: string) => `${option}\n${value}`
  type Terms = (readonly [number, Literal])[]

  const holding = (rule: string) => {
    if (!switched) return (terms: Terms, bound: number) => search.atLeast(terms, bound)
    const on = switches.get(rule) ?? yes(search.variable())
    switches.set(rule, on)
    return (terms: Terms, bound: number) => {
      // Off, it must be true whatever the values: even when all that can pull the sum down does.
      const lowest = terms.reduce((sum, [w]) => sum + Math.min(0, w), 0)
      if (bound > lowest) search.atLeast([...terms, [bound - lowest, no(on)]], bound)
    }
  }
  const options = model.options.map((option): CompiledOption => {
    const values = valuesOf(option).map(value => ({ id: value.id, literal: yes(search.variable()) }))
    for (const { id, literal } of values) literals.set(key(option.id, id), literal)
    const many = option.kind === 'many'
    if (many) {
      const hold = holding(`#${option.id}`)
      const least = Math.max(option.least ?? 0, option.required ? 1 : 0)
      if (least > 0)
        hold(
          values.map(v => [1, v.literal]),
          least,
        )
      if (option.most !== undefined)
        hold(
          values.map(v => [-1, v.literal]),
          -option.most,
        )
      return { id: option.id, many, required: least > 0, values }
    }
    const none = option.required ? undefined : yes(search.variable(true))
    const all = [...values.map(v => v.literal), ...(none === undefined ? [] : [none])]
    search.clause(...all)
    search.atLeast(
      all.map(literal => [-1, literal]),
      -1,
    )
    return { id: option.id, many, required: !!option.required, values, ...(none === undefined ? {} : { none }) }
  })
  const literal = ({ option, value }: Pick) => literals.get(key(option, value))
  const valuesOfCondition = (condition: Condition): Literal[] =>
    meant(model, condition).flatMap(value => literal({ option: condition.option, value }) ?? [])

  /** One literal for "one of these". */
  const anyOf = (some: readonly Literal[]): Literal => {
    if (some.length === 1) return some[0]!
    const any = yes(search.variable())
    for (const one of some) search.clause(no(one), any)
    search.clause(no(any), ...some)
    return any
  }

  for (const rule of model.rules) {
    const hold = holding(rule.id)
    const clause = (...some: Literal[]) =>
      hold(
        some.map(one => [1, one]),
        1,
      )
    switch (rule.kind) {
      case 'requires': {
        const when = rule.when.map(condition => no(anyOf(valuesOfCondition(condition))))
        for (const condition of rule.needs) clause(...when, ...valuesOfCondition(condition))
        break
      }
      case 'excludes':
        if (rule.of.length > 0) clause(...rule.of.map(condition => no(anyOf(valuesOfCondition(condition)))))
        break
      case 'count': {
        const of = rule.of.map(condition => anyOf(valuesOfCondition(condition)))
        if (rule.least !== undefined)
          hold(
            of.map(one => [1, one]),
            rule.least,
          )
        if (rule.most !== undefined)
          hold(
            of.map(one => [-1, one]),
            -rule.most,
          )
        break
      }
      case 'compatible': {
        const parts = rule.options.map(id => options.find(option => option.id === id && !option.many))
        if (parts.some(part => !part)) break
        if (parts.length === 2) {
          // Of two options each value of one says which values of the other it goes with.
          for (const [mine, theirs] of [
            [0, 1],
            [1, 0],
          ] as const)
            for (const value of parts[mine]!.values) {
              const fitting = rule.rows.filter(row => row[mine] == null || row[mine]!.includes(value.id))
              if (fitting.some(row => row[theirs] == null)) continue
              const ids = new Set(fitting.flatMap(row => row[theirs]!))
              const { values, none } = parts[theirs]!
              clause(
                no(value.literal),
                ...values.filter(v => ids.has(v.id)).map(v => v.literal),
                ...(none === undefined ? [] : [none]),
              )
            }
          break
        }
        const unanswered = parts.flatMap(part => (part!.none === undefined ? [] : [part!.none]))
        const rows = rule.rows.map(row => {
          const taken = yes(search.variable())
          for (const [i, cell] of row.entries())
            if (cell) search.clause(no(taken), ...parts[i]!.values.filter(v => cell.includes(v.id)).map(v => v.literal))
          return taken
        })
        clause(...unanswered, ...rows)
        break
      }
      case 'limit': {
        const terms: Terms = rule.of.flatMap(term => {
          const option = optionOf(model, term.option)
          return option
            ? valuesOf(option).map(
                (value: Value) =>
                  [weight(option, value, term), literal({ option: option.id, value: value.id })!] as const,
              )
            : []
        })
        if (rule.least !== undefined) hold(terms, thousandths(rule.least))
        if (rule.most !== undefined)
          hold(
            terms.map(([w, one]) => [-w, one] as const),
            -thousandths(rule.most),
          )
        break
      }
    }
  }
  return { model, search, literal, options, switches }
}

/** The choices as single picks, in the order of the options; what the model does not know is left out. */
function picksOf({ model, literal }: Compiled, choices: Choices): (Pick & { literal: Literal })[] {
  return model.options.flatMap(option =>
    chosen(choices, option.id).flatMap(value => {
      const found = literal({ option: option.id, value })
      return found === undefined ? [] : [{ option: option.id, value, literal: found }]
    }),
  )
}

function look(compiled: Compiled, choices: Choices): Look {
  const { search, options } = compiled
  const picks = picksOf(compiled, choices)
  const assumed = picks.map(pick => pick.literal)
  const values: Look['values'] = {}
  const taken = new Set(assumed)
  const open = options.filter(option => option.many || !picks.some(pick => pick.option === option.id))
  const wishes = open.flatMap(option => option.values.map(value => value.literal))
  if (!search.solve(assumed, wishes)) return { fits: false, values }

  // Every solution found witnesses all its values; a question is asked only for what no solution has shown yet.
  const possible = new Set<Literal>()
  const avoidable = new Set<Literal>()
  const witness = () => {
    for (const { many, values: all, none } of open) {
      let now: Literal | undefined = none !== undefined && search.isTrue(none) ? none : undefined
      for (const { literal } of all) {
        if (search.isTrue(literal)) {
          possible.add(literal)
          now = literal
          if (many && !avoidable.has(literal) && search.serves([no(literal)])) avoidable.add(literal)
        } else {
          avoidable.add(literal)
        }
      }
      if (now !== undefined && now === none) possible.add(none)
      for (const { literal } of all)
        if (!possible.has(literal) && !search.isTrue(literal)) {
          const flip = many || now === undefined ? [literal] : [literal, no(now)]
          if (search.serves(flip)) {
            possible.add(literal)
            if (!many && now !== undefined) avoidable.add(now)
          }
        }
    }
  }
  witness()
  for (const { many, values: all } of open)
    for (const { literal } of all) {
      const unseen = () => wishes.filter(one => !possible.has(one))
      if (!taken.has(literal) && !possible.has(literal) && search.solve([...assumed, literal], unseen())) witness()
      if (many && !taken.has(literal) && !avoidable.has(literal) && search.possible([...assumed, no(literal)]))
        avoidable.add(literal)
    }
  for (const { id, many, values: all, none } of open) {
    const only = many ? [] : all.filter(value => possible.has(value.literal))
    // An option that may stay empty forces nothing as long as staying empty has a completion.
    const empty = none !== undefined && (possible.has(none) || (only.length > 0 && search.possible([...assumed, none])))
    values[id] = Object.fromEntries(
      all.map(({ id: value, literal }) => {
        if (taken.has(literal)) return [value, 'chosen']
        if (!possible.has(literal)) return [value, 'out']
        const forced = many ? !avoidable.has(literal) : only.length === 1 && !empty
        return [value, forced ? 'forced' : 'free']
      }),
    )
  }

  // An option that has a value may be given another: each is tried against what is chosen for all the others.
  const answered = options.filter(option => !open.includes(option))
  const openIds = new Set(open.map(option => option.id))
  const before = picks.filter(pick => openIds.has(pick.option)).map(pick => pick.literal)
  withoutEach(
    answered,
    before,
    option => option.values.find(value => taken.has(value.literal))!.literal,
    (option, others) => {
      values[option.id] = Object.fromEntries(
        option.values.map(({ id, literal }) => {
          const standing = taken.has(literal) ? 'chosen' : search.possible([...others, literal]) ? 'free' : 'out'
          return [id, standing]
        }),
      )
    },
  )
  return { fits: true, values }
}

/**
 * Visits every item together with what all the others assume. Halving keeps what two neighbours have in common assumed between
 * them, so that all of it takes n log n assumptions and not n².
 */
function withoutEach<T>(
  items: readonly T[],
  assumed: readonly Literal[],
  assumes: (item: T) => Literal,
  visit: (item: T, others: readonly Literal[]) => void,
): void {
  if (items.length === 1) visit(items[0]!, assumed)
  if (items.length < 2) return
  const half = Math.floor(items.length / 2)
  const [first, second] = [items.slice(0, half), items.slice(half)]
  withoutEach(first, [...assumed, ...second.map(assumes)], assumes, visit)
  withoutEach(second, [...assumed, ...first.map(assumes)], assumes, visit)
}

/** What is chosen for the other options, and the wish itself: a wish takes the place of what its option had. */
function wished(compiled: Compiled, choices: Choices, wish?: Pick) {
  const replaces = wish && !compiled.options.find(option => option.id === wish.option)?.many
  const picks = picksOf(compiled, choices).filter(
    pick =>
      !wish || (replaces ? pick.option !== wish.option : pick.option !== wish.option || pick.value !== wish.value),
  )
  return { picks, wanted: wish && compiled.literal(wish) }
}

function why(fast: Compiled, explaining: () => Compiled, choices: Choices, wish?: Pick): Why | null {
  const asked = wished(fast, choices, wish)
  const hard = asked.wanted === undefined ? [] : [asked.wanted]
  if (fast.search.solve([...hard, ...asked.picks.map(pick => pick.literal)])) return null

  const compiled = explaining()
  const { search, switches } = compiled
  const { picks, wanted } = wished(compiled, choices, wish)
  const kept = wanted === undefined ? [] : [wanted]
  const rules = [...switches].map(([rule, literal]) => ({ rule, literal }))
  search.solve([...kept, ...picks.map(pick => pick.literal), ...rules.map(rule => rule.literal)])
  const core = new Set(search.core)
  const candidates = [...picks, ...rules].filter(one => core.has(one.literal))
  const least = quickXplain(some => !search.solve([...kept, ...some.map(one => one.literal)]), candidates)
  return {
    choices: least.flatMap(one => ('option' in one ? [{ option: one.option, value: one.value }] : [])),
    rules: least.flatMap(one => ('rule' in one ? [one.rule] : [])),
  }
}

/**
 * A conflict none of whose members could be left out (Junker, QuickXplain: Preferred explanations and relaxations, AAAI 2004).
 * @param conflicts answers whether some of the candidates already cannot hold together
 */
export function quickXplain<T>(conflicts: (some: readonly T[]) => boolean, candidates: readonly T[]): T[] {
  const within = (base: readonly T[], grown: boolean, rest: readonly T[]): T[] => {
    if (grown && conflicts(base)) return []
    if (rest.length <= 1) return [...rest]
    const half = Math.floor(rest.length / 2)
    const first = rest.slice(0, half)
    const second = within([...base, ...first], first.length > 0, rest.slice(half))
    return [...within([...base, ...second], second.length > 0, first), ...second]
  }
  return candidates.length === 0 || conflicts([]) ? [] : within([], false, candidates)
}

function repairs(compiled: Compiled, choices: Choices, wish: Pick | undefined, most: number): Repair[] {
  const { search, options } = compiled
  const { picks, wanted } = wished(compiled, choices, wish)
  const hard = wanted === undefined ? [] : [wanted]
  if (!search.solve(hard)) return []
  const found: Repair[] = []
  // The first number of changes that suffices is the smallest; all of that size count, larger ones are none.
  for (let changes = 0; changes <= picks.length && found.length === 0; changes++) {
    const keep = yes(search.variable())
    const least = picks.length - changes
    search.atLeast([...picks.map(pick => [1, pick.literal] as const), [least, no(keep)]], least)
    while (
      found.length < most &&
      search.solve(
        [...hard, keep],
        picks.map(pick => pick.literal),
      )
    ) {
      const dropped = picks.filter(pick => !search.isTrue(pick.literal))
      found.push({
        changes: dropped.map(({ option, value }) => {
          const { many, values } = options.find(one => one.id === option)!
          const to = many ? undefined : values.find(one => search.isTrue(one.literal))
          return { option, from: value, to: to?.id ?? null }
        }),
      })
      if (dropped.length === 0) break
      search.clause(no(keep), ...dropped.map(pick => pick.literal))
    }
  }
  return found
}

function complete(compiled: Compiled, choices: Choices, whole = false): Choices | null {
  const { search, options } = compiled
  const picks = picksOf(compiled, choices)
  if (!whole) {
    const { fits, values } = look(compiled, choices)
    if (!fits) return null
    return collect(options, (option, value) => ['chosen', 'forced'].includes(values[option]![value]!), compiled.model)
  }
  const assumed = picks.map(pick => pick.literal)
  const taken = new Set(assumed)
  const sparing = options.flatMap(option =>
    option.many
      ? option.values.flatMap(value => (taken.has(value.literal) ? [] : [no(value.literal)]))
      : option.none === undefined
        ? []
        : [option.none],
  )
  if (!search.solve(assumed, sparing)) return null
  const literals = new Map(options.flatMap(o => o.values.map(v => [`${o.id}\n${v.id}`, v.literal] as const)))
  return collect(options, (option, value) => search.isTrue(literals.get(`${option}\n${value}`)!), compiled.model)
}

function collect(
  options: Compiled['options'],
  taken: (option: string, value: string) => boolean,
  model: Model,
): Choices {
  return Object.fromEntries(
    options.flatMap(({ id, many, values }) => {
      const ids = values.filter(value => taken(id, value.id)).map(value => value.id)
      if (ids.length === 0) return []
      const number = model.options.find(option => option.id === id)?.kind === 'number'
      return [[id, many ? ids : number ? Number(ids[0]) : ids[0]!]]
    }),
  )
}
