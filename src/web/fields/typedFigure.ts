const UNITS: Record<string, number> = { 万: 1e4, 萬: 1e4, w: 1e4, 亿: 1e8, 億: 1e8, k: 1e3, m: 1e6 }

/** A figure as people type it: 1,234.5 · １２３ · ¥99 · 15.2 万 · 3 亿. Null when it is none. */
export function typedFigure(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[,\s¥￥$]/g, '')
    .replace(/元$/, '')
    .replace('−', '-')
    .toLowerCase()
  const m = /^([-+]?(?:\d+\.?\d*|\.\d+))([万萬w亿億km])?$/.exec(plain)
  return m ? Number((Number(m[1]) * (UNITS[m[2] ?? ''] ?? 1)).toPrecision(15)) : null
}

/** Minor units of an amount as typed: 15.2 万 → 15,200,000 分. */
export function typedMoney(typed: string): number | null {
  const figure = typedFigure(typed)
  return figure === null ? null : Math.round(figure * 100)
}
