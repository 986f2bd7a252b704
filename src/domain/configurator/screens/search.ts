/** A literal: variable v true is 2v, false is 2v + 1. */
export type Literal = number
export const yes = (variable: number): Literal => variable * 2
export const no = (literal: Literal): Literal => literal ^ 1

interface Constraint {
  literals: Int32Array
  weights: Float64Array
  bound: number
  total: number
}
/** Where a literal occurs: constraint after constraint, and with what weight. */
interface Occurrences {
  constraints: number[]
  weights: number[]
}

function grown(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** After so many dead ends wishes only stand in the way. */
const PATIENCE = 20

/**
 * A complete search over yes/no variables under weighted sums: Σ weight × literal ≥ bound. A clause is a sum with bound 1.
 * It learns from every dead end (conflict-driven clause learning: Marques-Silva and Sakallah, GRASP, 1999; Eén and Sörensson,
 * MiniSat, 2003; sums propagated by counting as in Chai and Kuehlmann, 2003). Assumptions are decided first and may change from
 * one question to the next; what was learned stays true.
 */
export class Search {
  private readonly constraints: Constraint[] = []
  /** Σ of weights not yet false, less the bound: negative is a conflict. */
  private slack = new Float64Array(256)
  /** Of each constraint, its largest weight: with as much slack nothing follows from it yet. */
  private heaviest = new Float64Array(256)
  private readonly occurrences: Occurrences[] = []
  /** By literal: 1 true, -1 false, 0 open. */
  private values = new Int8Array(0)
  private level: number[] = []
  private reason: number[] = []
  private position: number[] = []
  private activity: number[] = []
  private phase: boolean[] = []
  private trail: Literal[] = []
  private starts: number[] = []
  private head = 0
  private bump = 1
  private assumed: readonly Literal[] = []
  private wishes: readonly Literal[] = []
  private wished = 0
  private order: number[] = []
  /** The solution found last, and how much slack it leaves each constraint. */
  private last: Int8Array | null = null
  private lastSlack = new Float64Array(0)
  private next = 0
  private void = false
  variables = 0

  variable(phase = false): number {
    const v = this.variables++
    this.occurrences.push({ constraints: [], weights: [] }, { constraints: [], weights: [] })
    this.level.push(0)
    this.reason.push(-1)
    this.position.push(-1)
    this.activity.push(0)
    this.phase.push(phase)
    if (this.values.length < this.variables * 2) {
      const grown = new Int8Array(Math.max(64, this.variables * 4))
      grown.set(this.values)
      this.values = grown
    }
    return v
  }

  /** At least one of them. */
  clause(...literals: Literal[]): void {
    this.atLeast(
      literals.map(l => [1, l]),
      1,
    )
  }

  /** Σ weight × literal ≥ bound; weights may be negative and literals come twice. */
  atLeast(terms: readonly (readonly [weight: number, literal: Literal])[], bound: number): void {
    this.back(0)
    const byVariable = new Map<number, number>()
    let rest = bound
    for (const [w, literal] of terms) {
      // w × ¬x is w − w × x.
      const sign = literal & 1 ? -1 : 1
      if (sign < 0) rest -= w
      byVariable.set(literal >> 1, (byVariable.get(literal >> 1) ?? 0) + sign * w)
    }
    const parts: [number, Literal][] = []
    for (const [variable, w] of byVariable) {
      if (w > 0) parts.push([w, yes(variable)])
      else if (w < 0) {
        rest -= w
        parts.push([-w, no(yes(variable))])
      }
    }
    if (rest <= 0) return
    const c = this.add(
      parts.map(([, literal]) => literal),
      parts.map(([w]) => Math.min(w, rest)),
      rest,
    )
    if (this.slack[c]! < 0) this.void = true
    else this.imply(c)
  }

  private add(literals: readonly Literal[], weights: readonly number[], bound: number): number {
    const c = this.constraints.length
    let slack = -bound
    for (const [i, literal] of literals.entries()) {
      this.occurrences[literal]!.constraints.push(c)
      this.occurrences[literal]!.weights.push(weights[i]!)
      // What is false but not yet propagated will be counted when it is.
      if (this.values[literal] !== -1 || this.position[literal >> 1]! >= this.head) slack += weights[i]!
    }
    if (c === this.slack.length) {
      this.slack = grown(this.slack)
      this.heaviest = grown(this.heaviest)
    }
    this.slack[c] = slack
    this.heaviest[c] = Math.max(0, ...weights)
    this.constraints.push({
      literals: Int32Array.from(literals),
      weights: Float64Array.from(weights),
      bound,
      total: weights.reduce((sum, w) => sum + w, 0),
    })
    return c
  }

  /** Whether all can hold together with the assumptions; then `isTrue` tells how, with as many `wishes` true as come easily. */
  solve(assumptions: readonly Literal[], wishes: readonly Literal[] = []): boolean {
    if (this.void) return false
    this.wishes = wishes
    this.wished = 0
    this.keep(assumptions)
    this.core = []
    let conflicts = 0
    for (;;) {
      const conflict = this.propagate()
      if (conflict >= 0) {
        if (++conflicts > PATIENCE) this.wishes = []
        if (this.starts.length === 0) {
          this.void = true
          return false
        }
        this.learn(conflict)
        continue
      }
      if (this.starts.length < assumptions.length) {
        const wanted = assumptions[this.starts.length]!
        if (this.values[wanted] === -1) {
          this.core = this.blame(wanted)
          return false
        }
        this.starts.push(this.trail.length)
        if (this.values[wanted] === 0) this.assign(wanted, -1)
        continue
      }
      const next = this.choose()
      if (next < 0) {
        this.last = this.values.slice()
        this.lastSlack = this.slack.slice(0, this.constraints.length)
        return true
      }
      this.starts.push(this.trail.length)
      this.assign(next, -1)
    }
  }

  /** After `solve` said no: assumptions that already cannot hold together. */
  core: Literal[] = []
  isTrue = (literal: Literal): boolean => this.values[literal] === 1

  /**
   * Whether all can hold together with the assumptions, asked without caring how. The solution found last often needs no more than
   * what follows from the assumptions to serve again; only where it does not is there a search.
   */
  possible(assumptions: readonly Literal[]): boolean {
    if (this.void) return false
    if (this.last && this.assume(assumptions) && this.serves(this.trail)) return true
    return this.solve(assumptions)
  }

  /** Whether the solution found last still is one when some literals are true in it instead. No proof where it says no. */
  serves(changed: readonly Literal[]): boolean {
    const { last, lastSlack } = this
    if (!last || last.length < this.variables * 2 || lastSlack.length < this.constraints.length) return false
    const touched: number[] = []
    for (const literal of changed) {
      if (last[literal] === 1) continue
      const less = this.occurrences[literal ^ 1]!
      const more = this.occurrences[literal]!
      for (let i = 0; i < less.constraints.length; i++) {
        lastSlack[less.constraints[i]!]! -= less.weights[i]!
        touched.push(less.constraints[i]!, -less.weights[i]!)
      }
      for (let i = 0; i < more.constraints.length; i++) {
        lastSlack[more.constraints[i]!]! += more.weights[i]!
        touched.push(more.constraints[i]!, more.weights[i]!)
      }
    }
    let holds = true
    for (let i = 0; i < touched.length; i += 2) holds &&= lastSlack[touched[i]!]! >= 0
    for (let i = 0; i < touched.length; i += 2) lastSlack[touched[i]!]! -= touched[i + 1]!
    return holds
  }

  /** Decides the assumptions one after another as far as nothing speaks against it. */
  private assume(assumptions: readonly Literal[]): boolean {
    this.keep(assumptions)
    for (;;) {
      if (this.propagate() >= 0) {
        if (this.starts.length === 0) this.void = true
        // What there is to learn from it `solve` learns, which meets it again.
        else this.back(this.starts.length - 1)
        return false
      }
      if (this.starts.length >= assumptions.length) return true
      const wanted = assumptions[this.starts.length]!
      if (this.values[wanted] === -1) return false
      this.starts.push(this.trail.length)
      if (this.values[wanted] === 0) this.assign(wanted, -1)
    }
  }

  /** Goes back to where other assumptions than last time begin. */
  private keep(assumptions: readonly Literal[]): void {
    let common = 0
    while (common < assumptions.length && common < this.assumed.length && assumptions[common] === this.assumed[common])
      common++
    this.back(Math.min(common, this.starts.length))
    this.assumed = assumptions
  }

  /** The next wish; else the variable that took part in most conflicts lately, as it stood last. */
  private choose(): Literal {
    for (; this.wished < this.wishes.length; this.wished++)
      if (this.values[this.wishes[this.wished]!] === 0) return this.wishes[this.wished]!
    if (this.order.length !== this.variables) {
      this.order = Array.from({ length: this.variables }, (_, v) => v).sort(
        (a, b) => this.activity[b]! - this.activity[a]!,
      )
      this.next = 0
    }
    for (; this.next < this.order.length; this.next++) {
      const v = this.order[this.next]!
      if (this.values[v * 2] === 0) return this.phase[v] ? yes(v) : no(yes(v))
    }
    return -1
  }

  private assign(literal: Literal, reason: number): void {
    const v = literal >> 1
    this.values[literal] = 1
    this.values[literal ^ 1] = -1
    this.level[v] = this.starts.length
    this.reason[v] = reason
    this.position[v] = this.trail.length
    this.trail.push(literal)
  }

  /** @returns a constraint that can no longer hold, or -1 */
  private propagate(): number {
    const { slack, heaviest } = this
    while (this.head < this.trail.length) {
      const { constraints, weights } = this.occurrences[this.trail[this.head++]! ^ 1]!
      for (let i = 0; i < constraints.length; i++) slack[constraints[i]!]! -= weights[i]!
      for (const c of constraints) {
        if (slack[c]! < 0) return c
        if (slack[c]! < heaviest[c]!) this.imply(c)
      }
    }
    return -1
  }

  /** What must be true lest a constraint fail. */
  private imply(c: number): void {
    const { literals, weights } = this.constraints[c]!
    const slack = this.slack[c]!
    for (let i = 0; i < literals.length; i++)
      if (weights[i]! > slack && this.values[literals[i]!] === 0) this.assign(literals[i]!, c)
  }

  private back(to: number): void {
    if (this.starts.length <= to) return
    const start = this.starts[to]!
    for (let i = this.trail.length - 1; i >= start; i--) {
      const literal = this.trail[i]!
      if (i < this.head) {
        const { constraints, weights } = this.occurrences[literal ^ 1]!
        for (let k = 0; k < constraints.length; k++) this.slack[constraints[k]!]! += weights[k]!
      }
      this.values[literal] = 0
      this.values[literal ^ 1] = 0
      this.phase[literal >> 1] = (literal & 1) === 0
      this.position[literal >> 1] = -1
    }
    this.trail.length = start
    this.starts.length = to
    this.head = Math.min(this.head, start)
    this.next = 0
    this.wished = 0
  }

  /** Literals, all false, that made a constraint fail or force `literal`; no more of them than it takes. */
  private because(c: number, literal: Literal): Literal[] {
    const { literals, weights, bound, total } = this.constraints[c]!
    const before = literal < 0 ? Number.POSITIVE_INFINITY : this.position[literal >> 1]!
    let own = 1
    if (literal >= 0) own = weights[literals.indexOf(literal)]!
    // Fails once what is left is below the bound, forces once it would be without the literal.
    let left = total - bound
    const found: Literal[] = []
    for (let i = 0; i < literals.length && (literal < 0 ? left >= 0 : left >= own); i++) {
      const other = literals[i]!
      if (other === literal || this.values[other] !== -1 || this.position[other >> 1]! >= before) continue
      found.push(other)
      left -= weights[i]!
    }
    return found
  }

  /** Learns a clause from a conflict (first unique implication point) and goes back to where it first tells something. */
  private learn(conflict: number): void {
    const now = this.starts.length
    const seen = new Set<number>()
    const clause: Literal[] = []
    let open = 0
    let index = this.trail.length
    let reasons = this.because(conflict, -1)
    // A sum may fail although nothing of this level is in it; then this level is not where the conflict arose.
    const highest = reasons.reduce((most, literal) => Math.max(most, this.level[literal >> 1]!), 0)
    if (highest === 0) {
      this.back(0)
      this.void = true
      return
    }
    if (highest < now) {
      this.back(highest)
      index = this.trail.length
    }
    let uip: Literal = -1
    for (;;) {
      for (const literal of reasons) {
        const v = literal >> 1
        if (seen.has(v) || this.level[v] === 0) continue
        seen.add(v)
        this.activity[v]! += this.bump
        if (this.level[v] === highest) open++
        else clause.push(literal)
      }
      do uip = this.trail[--index]!
      while (!seen.has(uip >> 1))
      if (--open === 0) break
      reasons = this.because(this.reason[uip >> 1]!, uip)
    }
    this.order = []
    this.bump *= 1.05
    if (this.bump > 1e50) {
      this.activity = this.activity.map(a => a * 1e-50)
      this.bump *= 1e-50
    }
    const to = clause.reduce((most, literal) => Math.max(most, this.level[literal >> 1]!), 0)
    this.back(to)
    const learned = this.add([no(uip), ...clause], clause.map(() => 1).concat(1), 1)
    this.assign(no(uip), learned)
  }

  /** The assumptions that together rule out `wanted`. */
  private blame(wanted: Literal): Literal[] {
    const core: Literal[] = [wanted]
    const seen = new Set<number>([wanted >> 1])
    for (let i = this.trail.length - 1; i >= (this.starts[0] ?? this.trail.length); i--) {
      const literal = this.trail[i]!
      if (!seen.has(literal >> 1)) continue
      const reason = this.reason[literal >> 1]!
      if (reason < 0) core.push(literal)
      else for (const other of this.because(reason, literal)) if (this.level[other >> 1]! > 0) seen.add(other >> 1)
    }
    return [...new Set(core)]
  }
}
