import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Entity } from '../../core/entity'
import { find } from '../../core/records/query'
import { type Contents, contentsOf, emptyContents } from './contents'
import type { Printable } from './printable'

/** What templates of an object may say; samples are of the latest record that the caller sees. */
export interface Variables {
  variables: { word: string; name: string; label: string; sample: string }[]
  lines: { word: string; name: string; label: string; sample: string }[]
  /** The record the samples are of. */
  of: { id: string; name: string } | null
}

export async function variablesOf(ctx: Ctx, printable: Printable): Promise<Variables> {
  const entity = ctx.words.entity(printable.entity.name) as Entity<any>
  const contents = await sample(ctx, printable, entity)
  const [first] = contents.lines
  return {
    variables: contents.variables.map(({ text, ...one }) => ({ ...one, sample: text.slice(0, 80) })),
    lines: contents.lineVariables.map(one => ({ ...one, sample: (first?.[one.name] ?? '').slice(0, 80) })),
    of: contents.record.id ? { id: contents.record.id, name: String(contents.record[entity.title] ?? '') } : null,
  }
}

async function sample(ctx: Ctx, printable: Printable, entity: Entity<any>): Promise<Contents> {
  try {
    const [latest] = await find<{ id: string }>(ctx, entity, { fields: ['id'], limit: 1 })
    if (latest) return await contentsOf(ctx, printable, latest.id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  return emptyContents(ctx, printable)
}

/** The names that a template of an object may use, whoever writes it. */
export async function knownNames(
  ctx: Ctx,
  printable: Printable,
): Promise<{ variables: Set<string>; lines: Set<string> }> {
  const contents = await emptyContents(ctx, printable)
  const names = (list: readonly { word: string; name: string }[]) => new Set(list.flatMap(one => [one.word, one.name]))
  return {
    variables: names([...contents.variables, { word: '标题', name: 'title' }]),
    lines: names(contents.lineVariables),
  }
}
