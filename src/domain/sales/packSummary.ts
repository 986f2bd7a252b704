import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'
import { labelIn } from '../../core/i18n/say'
import { amountText } from '../documents'
import { periodLabel } from '../forecasts'
import type { Sales } from './analyse'
import type { PackFigures } from './packFigures'
import { bucketLabels, headlines } from './packWords'
import { DIMENSION_LABELS, FIGURE_LABELS, groupName } from './spreadsheet'

const SOFT = '#5c6a68'
const BAR = '#0b6e6e'
const TOP = 10
const BAR_WIDTH = 120

/** The month on a few pages: its headlines, who sold what to whom, and what is owed. */
export function summaryOf(ctx: Ctx, figures: PackFigures): { page: Record<string, unknown>; foot: string } {
  const word = (label: Label) => labelIn(label, ctx.lang)
  const title = `${periodLabel(figures.period, ctx.lang === 'en')} ${word(['经营月报', 'monthly report'])}`
  return {
    foot: `${title} · ${figures.currency}`,
    page: {
      pageSize: 'A4',
      pageMargins: [42, 42, 42, 54],
      info: { title },
      defaultStyle: { font: 'Noto', fontSize: 9, lineHeight: 1.3, color: '#1f2a29' },
      content: [
        { text: title, fontSize: 18, bold: true, margin: [0, 0, 0, 4] },
        { text: word(['金额单位：', 'Amounts in ']) + figures.currency, color: SOFT, margin: [0, 0, 0, 10] },
        kpis(ctx, figures),
        ...(['owner', 'account', 'category', 'product', 'region', 'board'] as const).flatMap(by =>
          figures.sales[by].items.length ? [heading(word(DIMENSION_LABELS[by])), ranking(ctx, figures.sales[by])] : [],
        ),
        ...owed(ctx, figures),
      ],
    },
  }
}

const heading = (text: string) => ({ text, bold: true, fontSize: 12, margin: [0, 14, 0, 4] })
const right = (text: string, more: object = {}) => ({ text, alignment: 'right', noWrap: true, ...more })
const percent = (rate: number | null) => (rate === null ? '–' : `${(rate * 100).toFixed(1)}%`)

function kpis(ctx: Ctx, figures: PackFigures): unknown {
  const word = (label: Label) => labelIn(label, ctx.lang)
  const text = (value: number | null, rate?: true, whole?: boolean) =>
    value === null
      ? '–'
      : rate
        ? percent(value)
        : whole
          ? value.toLocaleString('en-US')
          : amountText(Math.round(value * 100))
  const [orders, ...rest] = headlines(ctx, figures)
  const row = (one: (typeof rest)[number], whole = false) => [
    one.label,
    right(text(one.value, one.rate, whole), { bold: true }),
    right(text(one.before, one.rate, whole), { color: SOFT }),
  ]
  return {
    table: {
      headerRows: 1,
      widths: ['*', 120, 120],
      body: [
        [
          { text: word(['指标', 'Figure']), color: SOFT },
          right(word(['本月', 'This month']), { color: SOFT }),
          right(word(['上月', 'Month before']), { color: SOFT }),
        ],
        row(orders!, true),
        ...rest.map(one => row(one)),
      ],
    },
    layout: 'ruled',
  }
}

function ranking(ctx: Ctx, sales: Sales): unknown {
  const word = (label: Label) => labelIn(label, ctx.lang)
  const costs = sales.whole.margin !== null
  const aims = sales.items.some(one => one.target !== null)
  const shown = sales.items.slice(0, TOP)
  const most = Math.max(1, ...shown.map(one => one.net))
  const rate = (part: number | null, of: number | null) => percent(part === null || !of ? null : part / of)
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', BAR_WIDTH, 74, ...(costs ? [52] : []), ...(aims ? [52] : [])],
      body: [
        [
          '',
          '',
          right(word(FIGURE_LABELS.net), { color: SOFT }),
          ...(costs ? [right(word(FIGURE_LABELS.marginRate), { color: SOFT })] : []),
          ...(aims ? [right(word(FIGURE_LABELS.attained), { color: SOFT })] : []),
        ],
        ...shown.map(one => [
          groupName(ctx, one),
          {
            canvas: [
              { type: 'rect', x: 0, y: 3, w: Math.max(1, (Math.max(0, one.net) / most) * BAR_WIDTH), h: 8, color: BAR },
            ],
          },
          right(amountText(one.net)),
          ...(costs ? [right(rate(one.margin, one.costedNet))] : []),
          ...(aims ? [right(rate(one.net, one.target))] : []),
        ]),
      ],
    },
    layout: 'ruled',
  }
}

function owed(ctx: Ctx, { ageing }: PackFigures): unknown[] {
  if (!ageing || ageing.whole.owed === 0) return []
  const word = (label: Label) => labelIn(label, ctx.lang)
  const labels = bucketLabels(ctx)
  return [
    heading(word([`应收账龄（截至 ${ageing.day}）`, `Receivables by age as of ${ageing.day}`])),
    {
      table: {
        headerRows: 1,
        widths: labels.map(() => '*'),
        body: [labels.map(label => right(label, { color: SOFT })), ageing.whole.buckets.map(n => right(amountText(n)))],
      },
      layout: 'ruled',
      fontSize: 7.5,
    },
    heading(word(['逾期最多的客户', 'Most overdue'])),
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: ['*', 90, 90, 70],
        body: [
          [
            '',
            right(word(['应收', 'Owed']), { color: SOFT }),
            right(word(['逾期', 'Overdue']), { color: SOFT }),
            right(word(['最长天数', 'Oldest, days']), { color: SOFT }),
          ],
          ...ageing.items
            .slice(0, TOP)
            .map(one => [
              groupName(ctx, one),
              right(amountText(one.owed)),
              right(amountText(one.overdue)),
              right(String(one.oldestDays)),
            ]),
        ],
      },
      layout: 'ruled',
    },
  ]
}
