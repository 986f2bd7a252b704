import { choice, choices, entity, flag, instant, number, ref, structure, text } from '../../core/entity'
import type { Gain } from './plan'

/** Accounts and leads brought to where the territories of a board say they belong, in one step. Its owner is who ordered it. */
export const realignment = entity('realignment', {
  label: ['区域调整', 'Realignment'],
  area: 'settings',
  icon: 'map-pinned',
  owned: true,
  authored: true,
  internal: true,
  searched: false,
  title: 'title',
  fields: {
    title: text({ label: ['标题', 'Title'], required: true, max: 200 }),
    of: ref('board', { label: ['版块', 'Board'], required: true, filter: true }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'realignmentStatus', required: true, filter: true }),
    owners: flag({ label: ['同时换负责人', 'Owners too'] }),
    evenIf: choices({ label: ['也换负责人', 'Even if'], dictionary: 'recycleExemption' }),
    total: number({ label: ['应调整', 'To realign'], scale: 0, required: true }),
    done: number({ label: ['已调整', 'Realigned'], scale: 0, required: true }),
    leftOut: number({ label: ['未调整', 'Left out'], scale: 0 }),
    people: structure<Gain[]>({ label: ['负责人增减', 'By owner'] }),
    territories: structure<Gain[]>({ label: ['区域增减', 'By territory'] }),
    endedAt: instant({ label: ['结束时间', 'Ended'] }),
  },
  list: ['title', 'of', 'status', 'done', 'total', 'owner', 'createdAt', 'endedAt'],
})
