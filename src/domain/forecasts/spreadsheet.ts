import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'
import type { Cell } from '../../core/exports/sheet'
import { labelIn } from '../../core/i18n/say'
import type { Forecast, Line } from './forecast'
import { periodLabel } from './periods'

const SUMS: readonly (readonly [
  keyof Line & ('won' | 'commit' | 'best' | 'pipeline' | 'weighted' | 'added' | 'forecast'),
  Label,
])[] = [
  ['won', ['已赢单', 'Won']],
  ['commit', ['承诺', 'Commit']],
  ['best', ['乐观', 'Best case']],
  ['pipeline', ['在跟', 'Pipeline']],
  ['weighted', ['加权', 'Weighted']],
  ['added', ['汇总', 'Adds up to']],
  ['forecast', ['预测', 'Forecast']],
]
const LEVELS: Record<Line['level'], Label> = {
  company: ['全公司', 'Company'],
  board: ['版块', 'Board'],
  department: ['部门', 'Department'],
  person: ['个人', 'Person'],
  team: ['我的团队', 'My team'],
  nobody: ['无负责人', 'No owner'],
}

/** A forecast as a spreadsheet: one row for each line of its tree, amounts in whole units of the currency. */
export function spreadsheetOf(ctx: Ctx, forecast: Forecast) {
  const say = (label: Label) => labelIn(label, ctx.lang)
  const names = new Map(forecast.lines.map(line => [line.key, line.name || say(LEVELS[line.level])]))
  const figure = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? null : forecast.measure === 'count' ? value : Math.round(value) / 100
  const format = forecast.measure === 'count' ? '#,##0' : '#,##0.00'
  async function* rows(): AsyncIterable<Cell[]> {
    for (const line of forecast.lines) {
      const target = line.target ?? line.targetBelow
      const said = line.override ?? line.own
      yield [
        say(LEVELS[line.level]),
        names.get(line.key)!,
        names.get(line.parent ?? '') ?? null,
        ...SUMS.map(([name]) => figure(line[name])),
        figure(line.expected?.value),
        figure(line.expected?.low),
        figure(line.expected?.high),
        figure(target),
        target ? line.won / target : null,
        target === null ? null : figure(target - line.forecast),
        said ? `${said.by}：${said.reason}` : null,
      ]
    }
  }
  const money = (label: Label) => ({ header: say(label), format })
  return {
    name: `${periodLabel(forecast.period, ctx.lang === 'en')} ${forecast.currency}`,
    columns: [
      { header: say(['层级', 'Level']) },
      { header: say(['名称', 'Name']) },
      { header: say(['上级', 'Part of']) },
      ...SUMS.map(([, label]) => money(label)),
      money(['统计预测', 'Statistical']),
      money(['下限', 'Low']),
      money(['上限', 'High']),
      money(['目标', 'Target']),
      { header: say(['达成率', 'Attained']), format: '0.0%' },
      money(['差额', 'Gap']),
      { header: say(['调整理由', 'Reason of the override']) },
    ],
    rows: rows(),
  }
}
