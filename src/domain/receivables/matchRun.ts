import { choice, entity, flag, instant, money, number, text } from '../../core/entity'

/** Matching of all that has come in and is not matched, carried out by a job (批量匹配). Its owner is who asked for it. */
export const matchRun = entity('matchRun', {
  label: ['批量匹配', 'Matching run'],
  icon: 'link-2',
  owned: true,
  authored: true,
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    name: text({ label: ['批次', 'Run'], max: 100 }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'matchRunStatus', default: 'running' }),
    certain: flag({ label: ['只匹配有依据的', 'Only what is certain'] }),
    total: number({ label: ['待匹配', 'To match'], scale: 0 }),
    done: number({ label: ['已处理', 'Looked at'], scale: 0, default: 0 }),
    matched: number({ label: ['已匹配', 'Matched'], scale: 0, default: 0 }),
    amount: money({ label: ['匹配金额', 'Amount matched'], default: 0 }),
    last: text({ label: ['进度', 'Progress'], max: 80 }),
    endedAt: instant({ label: ['结束时间', 'Ended'] }),
  },
  list: ['name', 'status', 'done', 'total', 'matched', 'amount', 'endedAt'],
})
