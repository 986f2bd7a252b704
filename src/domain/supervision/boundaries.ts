import { reaction } from '../../core/acts/act'
import { forbidden, invalid } from '../../core/acts/refusal'
import { systemPrincipal } from '../../core/context'
import { filterSql } from '../../core/records/filter'
import { useRule } from './useRule'

/** Whoever may not change rules of all boards changes those of the own; a rule of contact is for an object that keeps its last one. */
export const boundaries = [
  reaction(useRule, ['create', 'update', 'delete', 'restore'], async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after])
      if (!ctx.user.system && ctx.user.rights('useRule').update !== 'all' && one.board !== ctx.user.board)
        throw forbidden('useRule.otherBoard')
    for (const { object, where } of after.contact ?? []) {
      const entity = ctx.words.findEntity(object)
      if (!entity?.owned || !entity.fields.lastContactAt)
        throw invalid('contact', 'useRule.noContact', { object: object.slice(0, 60) })
      if (where) filterSql({ ...ctx, user: systemPrincipal(ctx.tenant) }, entity, where)
    }
  }),
]
