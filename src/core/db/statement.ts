/**
 * A piece of SQL with its values apart. Values never become text: `sql` puts a placeholder where one stands, so no input
 * reaches the statement. Fragments nest; identifiers go through `name`.
 */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** The text with `$1…$n` and the values in that order; what is sent again is not written again. */
  compile(): { text: string; values: unknown[] } {
    return (this.compiled ??= this.written())
  }
  private compiled?: { text: string; values: unknown[] }

  /** The same text with another value wherever `placeholder` stands: one text serves many records. */
  with(placeholder: unknown, value: unknown): Sql {
    const { text, values } = this.compile()
    const copy = new Sql(this.strings, this.values)
    copy.compiled = { text, values: values.map(v => (v === placeholder ? value : v)) }
    return copy
  }

  private written(): { text: string; values: unknown[] } {
    const values: unknown[] = []
    const write = (part: Sql): string =>
      part.strings.reduce((text, string, i) => {
        if (i === 0) return string
        const value = part.values[i - 1]
        if (value instanceof Sql) return text + write(value) + string
        return `${text}$${values.push(value)}${string}`
      }, '')
    return { text: write(this), values }
  }
}

export const sql = (strings: TemplateStringsArray, ...values: unknown[]) => new Sql(strings, values)
/** Text that the program itself wrote. Never pass input. */
export const raw = (text: string) => new Sql([text], [])
export const name = (identifier: string) => raw(`"${identifier.replaceAll('"', '""')}"`)
export const join = (parts: readonly Sql[], separator = ', ') =>
  new Sql(parts.length ? ['', ...parts.slice(1).map(() => separator), ''] : [''], parts)
/** A string constant of the program in the statement's text (codes of small dictionaries, names of objects). */
export const literal = (text: string) => raw(`'${text.replaceAll("'", "''")}'`)
