import type { Ctx } from '../../core/ctx'
import { say as sayIn, textIn } from '../../core/i18n/say'
import type { Basis } from './earn'

const MARKS: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$' }

/** ¥120,000 · ¥2,880.50 · −¥15 */
export function amountText(minor: number, currency: string): string {
  const decimals = minor % 100 === 0 ? 0 : 2
  const figure = (Math.abs(minor) / 100).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return `${minor < 0 ? '−' : ''}${MARKS[currency] ?? `${currency} `}${figure}`
}

/** How a line comes to its amount, in one sentence of the reader's language: ¥120,000 × 4%（白酒类）× 60% 分成 = ¥2,880. */
export function sentenceOf(ctx: Ctx, line: { amount: number; currency: string; period: string; basis: Basis }): string {
  const { basis, currency, amount } = line
  const say = (code: string, params: Record<string, string> = {}) => sayIn(code, params, ctx.lang)
  const money = (minor: number) => amountText(minor, currency)
  const shared = (share: number) => (share === 100 ? '' : ` × ${say('commission.share', { percent: String(share) })}`)
  switch (basis.kind) {
    case 'earned': {
      const of = basis.of === 'margin' ? say('commission.ofMargin', { amount: money(basis.whole) }) : money(basis.whole)
      if (basis.of === 'margin' && basis.cost === null) return say('commission.noCost')
      if (basis.percent === null)
        return `${of}${shared(basis.share)}${ctx.lang === 'en' ? ': ' : '：'}${say('commission.noRate')}`
      const why = [
        basis.category && categoryName(ctx, basis.category),
        basis.margin !== null && say('commission.margin', { percent: String(basis.margin) }),
        basis.attained !== null && say('commission.attained', { percent: String(basis.attained) }),
      ].filter(part => typeof part === 'string')
      const because = why.length ? say('commission.why', { why: why.join(ctx.lang === 'en' ? ', ' : '，') }) : ''
      // No blank follows a full-width bracket.
      return `${of} × ${basis.percent}%${because}${shared(basis.share)} = ${money(amount)}`.replaceAll('） ', '）')
    }
    case 'deal': {
      const whole = say('commission.dealKicker', { from: money(basis.from), amount: money(basis.amount) })
      return basis.share === 100 ? whole : `${whole}${shared(basis.share)} = ${money(amount)}`
    }
    case 'attainment':
      return say('commission.attainmentKicker', {
        attained: String(basis.attained),
        from: String(basis.from),
        amount: money(basis.amount),
      })
    case 'adjustment':
      return say(amount < 0 ? 'commission.takenBack' : 'commission.adjustment', {
        month: line.period,
        due: money(basis.due),
        paid: money(basis.paid),
        amount: money(Math.abs(amount)),
      })
  }
}

function categoryName(ctx: Ctx, code: string): string {
  const item = ctx.words.dictionary('productLine')?.get(code)
  return item ? textIn(item.label, item.labelEn, ctx.lang) : code
}
