import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import { choice, longText, money, ref, text } from '../../core/entity'
import { insert } from '../../core/records/write'
import { bad } from './bad'
import { forecastOverride } from './forecastOverride'
import { readPeriod } from './periods'
import { answering, checkSpeaks, type Level } from './subject'

/** Says what will really come in: one's own, or one's people's. Without an amount what was said before is taken back. */
export const override = act(forecastOverride, 'override', {
  label: ['调整预测', 'Override forecast'],
  icon: 'pencil-line',
  on: 'object',
  input: {
    period: text({ label: ['期间', 'Period'], required: true, max: 7 }),
    level: choice({ label: ['层级', 'Level'], dictionary: 'forecastLevel', required: true }),
    person: ref('user', { label: ['人员', 'Person'] }),
    department: ref('department', { label: ['部门', 'Department'] }),
    board: ref('board', { label: ['版块', 'Board'] }),
    amount: money({ label: ['预测金额', 'Forecast'] }),
    added: money({ label: ['汇总金额', 'Added up'] }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
    reason: longText({ label: ['理由', 'Reason'], required: true, max: 2_000 }),
  },
  async run(ctx, _, { period: named, level: given, person, department, board, ...said }) {
    const period = readPeriod(named)
    if (!period) throw bad('forecast.period')
    if (period.to < dayOf(ctx.now)) throw refuse('forecast.over')
    const level = given as Level
    const id = { person, department, board, company: '' }[level]
    if (id === null || id === undefined) throw bad('query.parameter', { name: level })
    const whose = await answering(ctx, { level, id })
    checkSpeaks(ctx, level, whose.owner, whose.board)
    return insert(
      ctx,
      forecastOverride,
      {
        period: period.kind,
        startsOn: period.from,
        level,
        department: level === 'department' ? id : null,
        ...whose,
        ...said,
      },
      'override',
    )
  },
})
