import pg from 'pg'
import { Sql } from './statement'
import type { Statement } from './types'

/** What this file needs of pg's connection; pg types don't describe it. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string; rows: number }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}
interface Column {
  name: string
  parse: (text: string) => unknown
}
interface Prepared {
  text: string
  columns: Column[] | null
}
interface Step {
  name: string
  text: string
  values: unknown[]
}

/** Beyond so many prepared statements a connection forgets the one it used longest ago. */
const PREPARED_MAX = 500
const preparedOn = new WeakMap<Wire, Map<string, Prepared>>()

/**
 * Sends statements one after the other with a single Sync, so they cost one round trip and, outside BEGIN, form one
 * implicit transaction. Answers the rows of the last one.
 */
export function send<R>(client: pg.ClientBase, statements: readonly (Statement | Sql)[]): Promise<R[]> {
  return new Promise<any[]>((done, fail) => {
    client.query(new Trip(statements.map(stepOf), done, fail) as unknown as pg.Submittable)
  }).catch(error => {
    // The driver's stack ends in its socket; this one leads to whoever asked.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  })
}

function stepOf(statement: Statement | Sql): Step {
  if (!(statement instanceof Sql)) return { name: statement.name ?? '', text: statement.text, values: statement.values }
  const { text, values } = statement.compile()
  return { name: nameFor(text), text, values }
}

/** Statements by their text; the oldest goes first. */
const shapes = new Map<string, string>()
const SHAPES_MAX = 4_000
let named = 0

/** A shape that comes a second time is worth preparing; one that never returns is not. */
function nameFor(text: string): string {
  const known = shapes.get(text)
  if (known) return known
  shapes.set(text, known === undefined ? '' : `s${++named}`)
  if (shapes.size > SHAPES_MAX) shapes.delete(shapes.keys().next().value!)
  return ''
}

class Trip {
  private readonly rows: any[] = []
  private readonly fresh: string[] = []
  private prepared!: Map<string, Prepared>
  private columns: Column[] = []
  private finished = 0

  constructor(
    private readonly steps: Step[],
    private readonly done: (rows: any[]) => void,
    private readonly fail: (error: Error) => void,
  ) {}

  submit(wire: Wire): Error | undefined {
    this.prepared = preparedOn.get(wire) ?? new Map()
    preparedOn.set(wire, this.prepared)
    wire.stream.cork()
    try {
      for (const [i, step] of this.steps.entries()) this.sendStep(wire, step, i === this.steps.length - 1)
    } catch (error) {
      for (const name of this.fresh) this.prepared.delete(name)
      this.steps.length = 0
      this.fail(error as Error)
    } finally {
      wire.sync()
      wire.stream.uncork()
    }
    return undefined
  }

  private sendStep(wire: Wire, { name, text, values }: Step, isLast: boolean) {
    let known = name ? this.prepared.get(name) : undefined
    if (known && known.text !== text) throw new Error(`Two statements share the name ${name}`)
    if (!known) {
      // A failed trip may have left the name behind; closing one that isn't there is no error.
      if (name) wire.close({ type: 'S', name })
      wire.parse({ name, text })
      known = { text, columns: null }
      if (name) this.fresh.push(name)
    }
    if (name) this.remember(wire, name, known)
    wire.bind({ statement: name, values, valueMapper })
    if (isLast) {
      if (known.columns) this.columns = known.columns
      else wire.describe({ type: 'P', name: '' })
    }
    wire.execute({ portal: '', rows: 0 })
  }

  /** Keeps the map in order of last use. */
  private remember(wire: Wire, name: string, known: Prepared) {
    this.prepared.delete(name)
    this.prepared.set(name, known)
    if (this.prepared.size <= PREPARED_MAX) return
    const [oldest] = this.prepared.keys()
    this.prepared.delete(oldest!)
    wire.close({ type: 'S', name: oldest! })
  }

  handleRowDescription({ fields }: { fields: pg.FieldDef[] }) {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }) {
    if (this.finished < this.steps.length - 1) return
    const row: Record<string, unknown> = {}
    for (let i = 0; i < this.columns.length; i++) {
      const text = fields[i]
      row[this.columns[i]!.name] = text == null ? null : this.columns[i]!.parse(text)
    }
    this.rows.push(row)
  }

  handleCommandComplete() {
    this.finished++
  }
  handleEmptyQuery() {
    this.finished++
  }
  handlePortalSuspended() {}
  handleReadyForQuery() {
    const known = this.prepared.get(this.steps.at(-1)?.name ?? '')
    if (known) known.columns = this.columns
    this.done(this.rows)
  }
  /** Nothing else is called after this: the names parsed in this trip may or may not exist now. */
  handleError(error: Error) {
    for (const name of this.fresh) this.prepared?.delete(name)
    this.fail(error)
  }
}

/** After these the connection's prepared statements no longer fit the tables. */
export const isStale = (error: unknown) => {
  const { code, message } = error as { code?: string; message?: string }
  return code === '26000' || code === '42P05' || (code === '0A000' && /cached plan/.test(message ?? ''))
}

const instantOf = (text: string) => {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
const arrayOf = (parse: (text: string) => unknown) => {
  const split = pg.types.getTypeParser(1009 as number) as unknown as (text: string) => (string | null)[]
  return (text: string) => split(text).map(item => (item === null ? null : parse(item)))
}
const { types } = pg
const asText = (text: string) => text
const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
  [types.builtins.TIMESTAMPTZ, instantOf],
  [types.builtins.DATE, asText],
  [types.builtins.TIMESTAMP, asText],
  [1016, arrayOf(Number)],
  [1231, arrayOf(Number)],
  [1185, arrayOf(instantOf)],
  [1182, arrayOf(asText)],
  // xid8 outgrows what a number holds.
  [5069, asText],
])
const parserOf = (type: number): ((text: string) => unknown) => parsers.get(type) ?? (types.getTypeParser(type) as any)
/** The same reading of values for connections that don't travel this way. */
export const typeOverrides = { getTypeParser: (type: number) => parserOf(type) } as unknown as pg.CustomTypesConfig

/** Arrays become array literals, other objects JSON; instants keep their offset. */
function valueMapper(value: unknown): unknown {
  if (value === null || value === undefined) return null
  switch (typeof value) {
    case 'string':
      return value
    case 'object':
      if (value instanceof Uint8Array) return Buffer.from(value)
      if (value instanceof Date) return value.toISOString()
      return Array.isArray(value) ? arrayText(value) : JSON.stringify(value)
    default:
      return String(value)
  }
}
const arrayText = (items: readonly unknown[]): string => `{${items.map(itemText).join(',')}}`
function itemText(item: unknown): string {
  if (Array.isArray(item)) return arrayText(item)
  const text = valueMapper(item)
  return text === null ? 'NULL' : `"${String(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
