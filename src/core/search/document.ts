import type { Ctx } from '../ctx'
import { type Entity, type Field, kindOf } from '../entity'
import { matchKeys } from '../matching/keys'
import { nearTerms } from '../matching/near'
import { scopesOf } from './scope'
import { documentTerms, type SearchedText } from './terms'

type Values = Record<string, any>

/** What the index keeps of a record. Its subtitle is read from the record itself, in the rights of who searches. */
export interface SearchDocument {
  title: string
  subtitle: string | null
  norm: string
  terms: number[]
}

const TITLE_MAX = 300

/** Objects people search: not the company's set-up, not what has no page of its own. */
export const isSearched = (entity: Entity) =>
  !entity.setup && !entity.internal && entity.searched !== false && !!entity.title

const searched = new WeakMap<Entity, string[]>()

/** Fields by which a record is found, its title first. */
export function searchedFields(entity: Entity): string[] {
  const before = searched.get(entity)
  if (before) return before
  const others = Object.entries(entity.fields).filter(([name, field]) => field.search && name !== entity.title)
  const names = [entity.title, ...others.map(([name]) => name)]
  searched.set(entity, names)
  return names
}

/**
 * The search document of a record as acts hold it (every field by name). Pure: the same record gives the same document.
 * @param keys the record's match keys where they are known already
 */
export function searchDocument(
  ctx: Pick<Ctx, 'tenant' | 'words'>,
  entity: Entity,
  row: Values,
  keys: readonly number[] = matchKeys(ctx.tenant, entity, row),
): SearchDocument {
  const { norm, terms } = documentTerms(ctx.tenant, searchedTexts(ctx, entity, row))
  for (const key of keys) terms.add(key)
  for (const term of nearTerms(ctx.tenant, entity, row)) terms.add(term)
  for (const scope of scopesOf(ctx.tenant, entity, row)) terms.add(scope)
  return { title: String(row[entity.title] ?? '').slice(0, TITLE_MAX), subtitle: null, norm, terms: [...terms] }
}

function searchedTexts(ctx: Pick<Ctx, 'words'>, entity: Entity, row: Values): SearchedText[] {
  return searchedFields(entity).flatMap((name, i) => {
    const value = row[name] ?? null
    if (value === null && i > 0) return []
    const field = entity.fields[name]!
    return [
      {
        field: name,
        text: value === null ? '' : kindOf(field).toText(value, field, ctx.words),
        as: readAs(entity, name, field),
      },
    ]
  })
}

/** How a field is searched: phones by their digits, names by their sound too. */
export function readAs(entity: Entity, name: string, field: Field): SearchedText['as'] {
  if (field.kind === 'phone') return 'phone'
  if (entity.match?.[name] === 'person') return 'person'
  return field.kind === 'text' ? 'name' : 'text'
}
