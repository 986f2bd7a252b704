import { fieldAccess } from '../access/reach'
import type { Ctx } from '../ctx'
import { type Entity, type Field, Invalid, kindOf } from '../entity'
import { SYNONYMS } from './synonyms'

/** Which field each column goes to; null: not imported. */
export type Mapping = Record<string, string | null>

/** Fields of authorship, which an import may set although nobody else can: history keeps its dates and names. */
export const AUTHORSHIP: readonly string[] = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy']

/** Fields a file may fill, for this caller. */
export function importable(ctx: Ctx, entity: Entity): [string, Field][] {
  return Object.entries<Field>(entity.fields).filter(
    ([name, field]) =>
      field.kind !== 'files' &&
      field.kind !== 'structure' &&
      (AUTHORSHIP.includes(name) || fieldAccess(ctx, entity, name) === 'write'),
  )
}

/** What a file can't do without where its rows become new records. */
export const requiredFields = (entity: Entity): string[] =>
  Object.entries<Field>(entity.fields).flatMap(([name, field]) =>
    field.required && !field.readOnly && field.default === undefined && (!entity.named || name === entity.title)
      ? [name]
      : [],
  )

/**
 * Guesses the field of every column from its header, in Chinese or English, and from what its cells look like.
 * A division may be spread over several columns; any other field takes one.
 * @param strict fields whose dictionary nobody will be asked about: a column whose words it mostly lacks is left out
 */
export function guessMapping(
  ctx: Ctx,
  entity: Entity,
  columns: readonly string[],
  samples: readonly string[][],
  strict: (field: string) => boolean = () => false,
): Mapping {
  const fields = importable(ctx, entity).map(([name, field]) => ({
    name,
    field,
    called: wordsFor(ctx, entity, name, field),
  }))
  const pairs = columns.flatMap((column, i) => {
    const cells = samples
      .map(row => row[i] ?? '')
      .filter(cell => cell.trim() !== '')
      .slice(0, 50)
    return fields.map(({ name, field, called }) => ({
      column,
      name,
      field,
      score:
        (fullName(name === entity.title, called, column) ?? headerScore(column, called)) +
        evidence(ctx, field, cells, strict(name)),
    }))
  })
  const mapping: Mapping = Object.fromEntries(columns.map(column => [column, null]))
  const taken = new Set<string>()
  for (const { column, name, field } of pairs.filter(p => p.score >= THRESHOLD).sort((a, b) => b.score - a.score)) {
    if (mapping[column] !== null || (taken.has(name) && field.kind !== 'region')) continue
    mapping[column] = name
    taken.add(name)
  }
  return mapping
}

/**
 * The same where rows bring records of `companions` along: 联系人 and 联系人电话 go to the contact whatever else they may mean, and
 * once it has a name, columns that say one of its fields better than any of the object's own.
 */
export function guessAll(
  ctx: Ctx,
  entity: Entity,
  companions: readonly Entity[],
  columns: readonly string[],
  samples: readonly string[][],
  strict: (field: string) => boolean = () => false,
): Mapping {
  let mapping = guessMapping(ctx, entity, columns, samples, strict)
  for (const child of companions) {
    const labels = child.label.slice(0, 2).map(word => plain(String(word)))
    const own = new Set(Object.values(entity.fields).flatMap(field => [plain(field.label[0]), plain(field.label[1])]))
    const named = (column: string) => {
      const head = plain(column)
      const label = labels.find(word => head.startsWith(word))
      return label === undefined || own.has(head) ? null : head.slice(label.length)
    }
    const title = columns.find(column => ['', '姓名', '名称', '名字', 'name'].includes(named(column) ?? '?'))
    if (!title) continue
    const of = (field: string) => `${child.name}.${field}`
    const taken = new Set([child.title as string, child.belongsTo!])
    const apart = columns.filter(column => column !== title && named(column) !== null)
    const theirs = guessMapping(
      ctx,
      child,
      apart.map(column => named(column)!),
      cellsOf(columns, samples, apart),
    )
    const free = columns.filter(column => column !== title && named(column) === null)
    const loose = guessMapping(ctx, child, free, cellsOf(columns, samples, free))
    const next: Mapping = { ...mapping, [title]: of(child.title) }
    const give = (column: string, field: string | null | undefined) => {
      if (!field || taken.has(field) || AUTHORSHIP.includes(field) || field === 'owner') return
      taken.add(field)
      next[column] = of(field)
    }
    for (const column of apart) {
      next[column] = null
      give(column, theirs[named(column)!])
    }
    for (const column of free) {
      const field = loose[column] ? child.fields[loose[column]!] : undefined
      const exact = field && [plain(field.label[0]), plain(field.label[1])].includes(plain(column))
      if (mapping[column] === null ? exact : exact && !own.has(plain(column))) give(column, loose[column])
    }
    mapping = next
  }
  return mapping
}

const cellsOf = (columns: readonly string[], samples: readonly string[][], chosen: readonly string[]) =>
  samples.map(row => chosen.map(column => row[columns.indexOf(column)] ?? ''))

const THRESHOLD = 45

interface Called {
  own: Set<string>
  like: Set<string>
}

/** What a field is called: by its declaration, and by everyday words for the same. */
function wordsFor(ctx: Ctx, entity: Entity, name: string, field: Field): Called {
  const own = new Set([plain(field.label[0]), plain(field.label[1]), plain(name)])
  const like = new Set<string>()
  const alsoCalled = (label: readonly [string, string, ...unknown[]]) => {
    for (const word of label.slice(0, 2) as string[]) like.add(plain(word))
  }
  if (name === entity.title) {
    alsoCalled(entity.label)
    for (const word of [entity.name, `${entity.label[0]}名称`, `${entity.label[1]} name`]) like.add(plain(word))
  }
  const target = field.target ? ctx.words.findEntity(field.target) : undefined
  if (target && field.kind === 'ref' && target.name !== entity.name && target.name !== 'user') {
    alsoCalled(target.label)
    like.add(plain(`${target.label[0]}名称`))
    like.add(plain(`${target.label[1]} name`))
  }
  for (const group of PLAIN_SYNONYMS) {
    if (group.some(word => own.has(word) || (like.has(word) && word !== plain('名称'))))
      for (const word of group) like.add(word)
  }
  return { own, like }
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s_\-*:：.、/·]+/g, '')
const PLAIN_SYNONYMS = SYNONYMS.map(group => group.map(plain))

function headerScore(column: string, { own, like }: Called): number {
  const head = plain(column)
  if (!head) return 0
  if (own.has(head)) return 100
  if (like.has(head)) return 80
  // 主要联系电话 still says 联系电话; single characters would find themselves everywhere.
  const within = [...own].filter(
    word => word.length >= 2 && (head.includes(word) || (head.length >= 2 && word.includes(head))),
  )
  if (within.length) return 50 + Math.min(10, Math.max(...within.map(word => word.length)))
  const near = [...like].filter(word => word.length >= 2 && head.includes(word) && word.length * 2 >= head.length)
  return near.length ? 45 + Math.min(5, Math.max(...near.map(word => word.length))) : 0
}

/** Where a list has full and short names, the full ones name the record, whatever the other column is called. */
function fullName(isTitle: boolean, { own }: Called, column: string): number | undefined {
  const head = plain(column)
  if (isTitle && FULL_NAMES.has(head)) return 105
  return own.has('简称') && (head === 'name' || head === '名称') ? 50 : undefined
}
const FULL_NAMES = new Set(['全称', '公司全称', '单位全称', '企业全称', '客户全称', 'fullname', 'legalname'])

const TELLING = new Set([
  'phone',
  'email',
  'url',
  'date',
  'instant',
  'choice',
  'tree',
  'region',
  'flag',
  'number',
  'money',
])

/**
 * How well the cells fit the kind: what can't be read speaks against a field, what only this kind reads for it. Words that a
 * dictionary lacks can be taught to it, so they only count where nobody will be asked (`strict`).
 */
function evidence(ctx: Ctx, field: Field, cells: readonly string[], strict: boolean): number {
  if (cells.length === 0 || !TELLING.has(field.kind)) return 0
  const kind = kindOf(field)
  const fits =
    cells.filter(cell => {
      const value = kind.fromText(cell.trim(), field, ctx.words)
      return !(value instanceof Invalid) && !(kind.parse(value, field, ctx.words) instanceof Invalid)
    }).length / cells.length
  if (field.dictionary) return fits >= 0.5 || !strict ? fits * 10 : -60
  if (field.kind === 'region') return fits >= 0.3 ? fits * 10 : -60
  if (['phone', 'email', 'url'].includes(field.kind)) return fits > 0.6 ? 10 : -20
  return fits > 0.6 ? 5 : -40
}
