import { reachOf, within } from '../access/reach'
import type { Ctx } from '../ctx'
import { join, raw, sql } from '../db/statement'
import { type Entity, type Field, Invalid, isId, kindOf } from '../entity'
import { columnSql } from '../records/column'
import type { Draft, Fault } from './rows'

interface Found {
  id: string
  /** Only of people: what they own stands on their board. */
  board: string | null
}
type Answer = Found | 'none' | 'several'

/** Names in a file become ids: by a record's name, its number or whatever else is unique about it, within what the caller may see. */
export interface References {
  /** Fills in what is found; what is not becomes a fault. Answers names of the entity itself that may still come in the file. */
  resolve(drafts: readonly Draft[]): Promise<Later[]>
  board(userId: string): string | null
  /** Names that no record bears, by field, with how often they stand in the file. */
  unknown: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** From now on `text` names this record. */
  learn(target: Entity, text: string, id: string): void
}

/** A name that no record bears yet, though a later row may. */
export interface Later {
  draft: Draft
  field: string
  text: string
  /** Made by its name, should the row come in. */
  create?: boolean
}

const REMEMBERED_MAX = 200_000
const UNKNOWN_MAX = 500

/** @param creating fields whose missing records are answered to be made, not called a fault */
export function references(ctx: Ctx, entity: Entity, creating: readonly string[] = []): References {
  const known = new Map<string, Map<string, Answer>>()
  const boards = new Map<string, string | null>()
  const unknown = new Map<string, Map<string, number>>()

  async function look(target: Entity, texts: Set<string>): Promise<Map<string, Answer>> {
    let answers = known.get(target.name)
    if (!answers || answers.size > REMEMBERED_MAX) known.set(target.name, (answers = new Map()))
    const wanted = [...texts].filter(text => !answers.has(text))
    if (wanted.length === 0) return answers
    const board = target.name === 'user' ? raw('t.board_id') : raw('null::uuid')
    const scope = within(reachOf(ctx, target, 'read'), target, 't')
    const ids = wanted.filter(isId)
    const found = await ctx.db.query<Found & { text: string }>(
      join(
        [
          ...namingFields(target).map(
            name => sql`select k.text, t.id, ${board} as board from unnest(${wanted}::text[]) k(text)
        join ${raw(target.table)} t on ${columnSql(name, target.fields[name]!, 't')} = k.text where t.deleted_at is null and ${scope}`,
          ),
          sql`select t.id::text as text, t.id, ${board} as board from ${raw(target.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null and ${scope}`,
        ],
        ' union ',
      ),
    )
    for (const { text, id, board } of found) {
      const before = answers.get(text)
      answers.set(
        text,
        before && before !== 'none' && (before === 'several' || before.id !== id) ? 'several' : { id, board },
      )
      boards.set(id, board)
    }
    for (const text of wanted) if (!answers.has(text)) answers.set(text, 'none')
    return answers
  }

  function missed(field: string, text: string): void {
    const names = unknown.get(field) ?? unknown.set(field, new Map()).get(field)!
    if (names.has(text) || names.size < UNKNOWN_MAX) names.set(text, (names.get(text) ?? 0) + 1)
  }

  /** True for a word among names that is one of the choice field's to which the reference gives way. */
  function tellsOther({ orElse }: Field, text: string, { values }: Draft): boolean {
    const field = orElse === undefined ? undefined : entity.fields[orElse]
    const code = field ? kindOf(field).fromText(text, field, ctx.words) : null
    if (code === null || code instanceof Invalid) return false
    values[orElse!] ??= code
    return true
  }

  return {
    unknown,
    board: id => boards.get(id) ?? null,
    learn: (target, text, id) => void known.get(target.name)?.set(text, { id, board: null }),
    async resolve(drafts) {
      const texts = new Map<string, Set<string>>()
      for (const { references } of drafts) {
        for (const { field, texts: names } of references) {
          const target = entity.fields[field]!.target!
          const wanted = texts.get(target) ?? texts.set(target, new Set()).get(target)!
          for (const name of names) wanted.add(name)
        }
      }
      const answers = new Map<string, Map<string, Answer>>()
      for (const [target, names] of texts) answers.set(target, await look(ctx.words.entity(target), names))
      const later: Later[] = []
      for (const draft of drafts) {
        for (const { field, texts } of draft.references) {
          const declared = entity.fields[field]!
          const found = texts.map(text => ({ text, answer: answers.get(declared.target!)!.get(text)! }))
          const missing = found.find(({ answer }) => answer === 'none')
          const unclear = found.find(({ answer }) => answer === 'several')
          if (unclear) draft.faults.push(fault(field, 'import.severalNamed', unclear.text))
          else if (!missing) {
            const ids = found.map(({ answer }) => (answer as Found).id)
            draft.values[field] = declared.kind === 'refs' ? ids : ids[0]
          } else if (tellsOther(declared, missing.text, draft)) continue
          else if (declared.kind === 'ref' && creating.includes(field))
            later.push({ draft, field, text: missing.text, create: true })
          else if (declared.target === entity.name && declared.kind === 'ref' && !declared.required)
            later.push({ draft, field, text: missing.text })
          else {
            missed(field, missing.text)
            draft.faults.push(fault(field, 'import.noneNamed', missing.text))
          }
        }
      }
      // A name that was missing may be in the file itself, and be there for the next batch.
      const own = known.get(entity.name)
      for (const { text, create } of later) if (!create) own?.delete(text)
      return later
    },
  }
}

const fault = (field: string, code: string, text: string): Fault => ({
  field,
  code,
  params: { text: text.slice(0, 60) },
})

/** Fields by which people name a record. */
const namingFields = (target: Entity) =>
  Object.entries(target.fields)
    .filter(
      ([name, field]) =>
        name === target.title || (['text', 'email', 'phone'].includes(field.kind) && (field.unique || name === 'code')),
    )
    .map(([name]) => name)
