import { reaction } from '../../core/acts/act'
import { invalid, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { companyProfile } from './companyProfile'
import { documentTemplate } from './documentTemplate'
import { unknownIn } from './drawSheet'
import { printableOf } from './printable'
import { knownNames } from './variables'
import { checkTags, readTemplate } from './wordTemplate'

/** A template that could not be printed is not kept: its file is looked through, and its variables must be known. */
export const templateRules = [
  reaction(documentTemplate, ['create', 'update', 'restore'], async (ctx, after, before) => {
    const printed = printableOf(after.object)
    if (!printed) throw invalid('object', 'document.noObject')
    if (before && before.object !== after.object) throw invalid('object', 'document.objectFixed')
    const known = await knownNames(ctx, printed)
    if (after.kind === 'docx') await checkFile(ctx, after, known)
    for (const field of ['opening', 'terms'] as const) {
      const [unknown] = unknownIn(after[field] ?? '', known.variables)
      if (unknown) throw invalid(field, 'document.templateUnknown', { tag: unknown })
    }
  }),
  reaction(companyProfile, ['create', 'update', 'restore'], async (ctx, after) => {
    const [other] = await ctx.db.query(sql`
      select 1 from company_profiles where deleted_at is null and id <> ${after.id} and board_id is not distinct from ${after.board}::uuid limit 1`)
    if (other) throw invalid('board', 'document.oneProfile')
  }),
]

async function checkFile(
  ctx: Ctx,
  { file }: Row<typeof documentTemplate>,
  known: Awaited<ReturnType<typeof knownNames>>,
) {
  if (file?.length !== 1) throw invalid('file', 'document.templateNoFile')
  try {
    await checkTags(await readTemplate(ctx, file[0]!), known)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw invalid('file', error.code, error.params)
  }
}
