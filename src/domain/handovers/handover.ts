import { choice, entity, flag, instant, number, ref, structure, text } from '../../core/entity'
import type { Portion } from './plan'
import type { Rule } from './rules'

/** What a person owned, owed and had promised goes to others in one step. Its owner is who ordered it; both managers and the heirs read it. */
export const handover = entity('handover', {
  label: ['移交单', 'Hand-over'],
  area: 'together',
  icon: 'arrow-right-left',
  owned: true,
  authored: true,
  admits: true,
  internal: true,
  searched: false,
  title: 'title',
  fields: {
    title: text({ label: ['标题', 'Title'], required: true, max: 200 }),
    person: ref('user', { label: ['移交人', 'Who hands over'], required: true, filter: true, past: true }),
    rest: ref('user', { label: ['其余给', 'The rest to'], required: true, past: true }),
    why: choice({ label: ['原因', 'Why'], dictionary: 'handoverWhy', required: true, default: 'leaves' }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'handoverStatus', required: true, filter: true }),
    total: number({ label: ['应移交', 'To hand over'], scale: 0, required: true }),
    done: number({ label: ['已移交', 'Handed over'], scale: 0, required: true }),
    leftOut: number({ label: ['未移交', 'Left out'], scale: 0 }),
    froze: flag({ label: ['同时冻结', 'Froze the account'] }),
    rules: structure<Rule[]>({ label: ['规则', 'Rules'] }),
    plan: structure<Portion[]>({ label: ['去向', 'Who gets what'] }),
    endedAt: instant({ label: ['结束时间', 'Ended'] }),
  },
  list: ['title', 'person', 'status', 'done', 'total', 'owner', 'createdAt', 'endedAt'],
})
