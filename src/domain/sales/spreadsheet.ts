import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'
import type { Cell, Sheet } from '../../core/exports/sheet'
import { labelIn } from '../../core/i18n/say'
import type { Figures, Group, Sales } from './analyse'
import type { Dimension } from './asked'

export const DIMENSION_LABELS: Record<Dimension, Label> = {
  product: ['产品', 'Product'],
  category: ['产品类别', 'Category'],
  account: ['客户', 'Customer'],
  level: ['客户等级', 'Grade'],
  region: ['地区', 'Region'],
  owner: ['负责人', 'Owner'],
  department: ['团队', 'Team'],
  board: ['版块', 'Board'],
  type: ['订单类型', 'Order type'],
  month: ['月份', 'Month'],
  quarter: ['季度', 'Quarter'],
  year: ['年份', 'Year'],
}
export const FIGURE_LABELS = {
  list: ['折前金额', 'Before discounts'],
  net: ['不含税金额', 'Net'],
  tax: ['税额', 'Tax'],
  gross: ['价税合计', 'Total'],
  cost: ['成本', 'Cost'],
  margin: ['毛利', 'Margin'],
  marginRate: ['毛利率', 'Margin rate'],
  quantity: ['数量', 'Quantity'],
  orders: ['订单数', 'Orders'],
  lines: ['明细数', 'Lines'],
  target: ['目标', 'Target'],
  attained: ['达成率', 'Attained'],
  whole: ['合计', 'Total'],
  none: ['未填', 'Not said'],
  hidden: ['不可见', 'Not visible'],
} satisfies Record<string, Label>

const MONEY = '#,##0.00'
const PERCENT = '0.0%'

/** An analysis as a spreadsheet: a row for each group, amounts in whole units, and the whole in the last row. */
export function spreadsheetOf(ctx: Ctx, sales: Sales): Sheet {
  const say = (label: Label) => labelIn(label, ctx.lang)
  const L = FIGURE_LABELS
  const costs = sales.whole.cost !== null
  const aims = sales.whole.target !== null || sales.items.some(one => one.target !== null)
  const units = (minor: number | null): Cell => (minor === null ? null : minor / 100)
  const rate = (part: number | null, of: number | null): Cell => (part === null || !of ? null : part / of)
  const row = (name: string, one: Figures & { target: number | null }, cells: Cell[]): Cell[] => [
    name,
    units(one.list),
    units(one.net),
    units(one.tax),
    units(one.gross),
    ...(costs ? [units(one.cost), units(one.margin), rate(one.margin, one.costedNet)] : []),
    one.quantity,
    one.orders,
    one.lines,
    ...(aims ? [units(one.target), rate(one.net, one.target)] : []),
    ...cells,
  ]
  const at = new Map(sales.cells.map(cell => [`${cell.key} ${cell.column}`, cell.net]))
  async function* rows(): AsyncIterable<Cell[]> {
    for (const one of sales.items)
      yield row(
        groupName(ctx, one),
        one,
        sales.columns.map(column => units(at.get(`${one.key} ${column}`) ?? 0)),
      )
    yield row(
      say(L.whole),
      sales.whole,
      sales.columns.map(column =>
        units(sales.cells.reduce((sum, cell) => (cell.column === column ? sum + cell.net : sum), 0)),
      ),
    )
  }
  const money = (label: Label) => ({ header: say(label), format: MONEY })
  return {
    name: `${say(DIMENSION_LABELS[sales.by])} ${sales.currency}`,
    columns: [
      { header: say(DIMENSION_LABELS[sales.by]), width: 28 },
      money(L.list),
      money(L.net),
      money(L.tax),
      money(L.gross),
      ...(costs ? [money(L.cost), money(L.margin), { header: say(L.marginRate), format: PERCENT }] : []),
      { header: say(L.quantity), format: '#,##0.####' },
      { header: say(L.orders), format: '#,##0' },
      { header: say(L.lines), format: '#,##0' },
      ...(aims ? [money(L.target), { header: say(L.attained), format: PERCENT }] : []),
      ...sales.columns.map(header => ({ header, format: MONEY })),
    ],
    rows: rows(),
  }
}

/** A group as people call it: without a value, or one that is not theirs to see. */
export const groupName = (ctx: Ctx, { key, name }: Pick<Group, 'key' | 'name'>): string =>
  name ?? labelIn(key === null ? FIGURE_LABELS.none : FIGURE_LABELS.hidden, ctx.lang)
