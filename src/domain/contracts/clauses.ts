import { isId, listOf } from '../../core/entity'
import { isObject } from '../../core/records/parse'

/** One clause of a contract: a heading and what it says; where it was taken from the library, from which template. */
export interface Clause {
  title: string
  text: string
  template?: string
}

const CLAUSES_MAX = 100
const TITLE_MAX = 200
const TEXT_MAX = 10_000

const isText = (value: unknown, max: number) => typeof value === 'string' && value.trim() !== '' && value.length <= max

/** Clauses in their order; each has a heading and a text. */
export const checkClauses = listOf(
  clause =>
    isObject(clause) &&
    isText(clause.title, TITLE_MAX) &&
    isText(clause.text, TEXT_MAX) &&
    (clause.template === undefined || isId(clause.template)) &&
    Object.keys(clause).every(name => ['title', 'text', 'template'].includes(name)),
  CLAUSES_MAX,
  'contract.clauses',
)
