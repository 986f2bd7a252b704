import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { distance } from '../matching/score'
import { find } from '../records/query'
import type { References } from './references'

/** A name in the file that no record bears, and the record it probably means. */
interface UnknownName {
  text: string
  count: number
  like: { id: string; name: string } | null
}

/** So many words of a field are shown for mending, the most frequent. */
export const WORDS_NAMED = 100
/** Of objects with more records than this nothing is suggested: one searches for them. */
const COMPARED_MAX = 200

/** The names that preview shows for mending, by field, the most frequent first. */
export function unknownNames(
  ctx: Ctx,
  entity: Entity,
  unknown: References['unknown'],
): Promise<{ field: string; object: string; words: UnknownName[] }[]> {
  return Promise.all(
    [...unknown].map(async ([field, names]) => {
      const target = ctx.words.entity(entity.fields[field]!.target!)
      const known = await knownOf(ctx, target)
      const words = [...names].sort((a, b) => b[1] - a[1]).slice(0, WORDS_NAMED)
      return {
        field,
        object: target.name,
        words: words.map(([text, count]) => ({ text, count, like: likest(text, known) })),
      }
    }),
  )
}

async function knownOf(ctx: Ctx, target: Entity): Promise<{ id: string; name: string }[]> {
  const found = await find<Record<string, string>>(ctx, target, { fields: ['id', target.title], limit: COMPARED_MAX })
  return found.length < COMPARED_MAX ? found.map(row => ({ id: row.id!, name: row[target.title] ?? '' })) : []
}

/** The one record whose name differs in blanks, signs and case alone, or else in a letter of every six. */
function likest(text: string, known: readonly { id: string; name: string }[]): UnknownName['like'] {
  const wanted = squeezed(text)
  const far = known
    .map(one => ({ one, changes: distance(wanted, squeezed(one.name)) }))
    .filter(({ changes }) => changes <= wanted.length / 6)
    .sort((a, b) => a.changes - b.changes)
  const [best, next] = far
  return best && best.changes !== next?.changes ? best.one : null
}

const squeezed = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
