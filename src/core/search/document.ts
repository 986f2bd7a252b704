import type { Ctx } from '../ctx'
import { type Entity, type Field, kindOf } from '../entity'
import { matchKeys } from '../matching/keys'
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

/** Fields by which a record is found, its title first. */
export function searchedFields(entity: Entity): string[] {
  const others = Object.entries(entity.fields).filter(([name, field]) => field.search && name !== entity.title)
  return [entity.title, ...others.map(([name]) => name)]
}

/** The search document of a record as acts hold it (every field by name). Pure: the same record gives the same document. */
export function searchDocument(ctx: Pick<Ctx, 'tenant' | 'words'>, entity: Entity, row: Values): SearchDocument {
  const { norm, terms } = documentTerms(ctx.tenant, searchedTexts(ctx, entity, row))
  const all = [...terms, ...matchKeys(ctx.tenant, entity, row), ...scopesOf(ctx.tenant, entity, row)]
  return { title: String(row[entity.title] ?? '').slice(0, TITLE_MAX), subtitle: null, norm, terms: [...new Set(all)] }
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
