import type { FieldMeta } from '../../core/metadata/types'

/** What the wizard settles; the same names as the API's. No mapping: the server guesses. */
export interface Options {
  mapping?: Record<string, string | null>
  match: string[]
  onMatch: 'update' | 'skip' | 'create'
  onNew: 'create' | 'skip'
  onSimilar: 'create' | 'skip'
  onBadValue: 'fail' | 'blank'
  onBlank: 'keep' | 'clear'
  values: Record<string, Record<string, string | null>>
  createValues: string[]
  /** References whose missing records are made. */
  createMissing: string[]
  sheet?: string
  encoding?: string
  delimiter?: string
}
export const standard: Options = {
  match: [],
  onMatch: 'update',
  onNew: 'create',
  onSimilar: 'create',
  onBadValue: 'fail',
  onBlank: 'keep',
  values: {},
  createValues: [],
  createMissing: [],
}

/**
 * A column goes to a field. A field other than a division takes one column, so the one that had it is freed; a match by a field
 * that no column fills any more is given up.
 */
export function mapped(
  options: Options,
  mapping: Record<string, string | null>,
  column: string,
  field: string | null,
  kind?: string,
): Options {
  const next = Object.fromEntries(
    Object.entries(mapping).map(([name, to]) =>
      name === column ? [name, field] : [name, field !== null && to === field && kind !== 'region' ? null : to],
    ),
  )
  const filled = new Set(Object.values(next))
  const still = (names: string[]) => names.filter(name => filled.has(name))
  return { ...options, mapping: next, match: still(options.match), createMissing: still(options.createMissing) }
}

/** What a word of the file means in a field; undefined leaves it open. */
export function meaning(options: Options, field: string, text: string, code: string | null | undefined): Options {
  const { [text]: _, ...others } = options.values[field] ?? {}
  const said = code === undefined ? others : { ...others, [text]: code }
  return { ...options, values: { ...options.values, [field]: said } }
}

const NOT_MATCHABLE: readonly FieldMeta['kind'][] = ['refs', 'files', 'structure', 'longText']
/** Fields by which a record that is there already can be known. */
export const canMatch = (field: Pick<FieldMeta, 'kind' | 'many'>) => !field.many && !NOT_MATCHABLE.includes(field.kind)
