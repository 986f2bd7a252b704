const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const WAN = 10_000n
const YI = 100_000_000n

/**
 * An amount of renminbi as cheques, invoices and contracts write it out (《支付结算办法》附一，正确填写票据和结算凭证的基本规定):
 * 壹仟贰佰叁拾肆元伍角陆分. What ends with 元 or 角 closes with 整, so that nothing can be put behind it; several zeros side by side are
 * read as one 零; a negative amount begins with 负.
 * @param minor fen, a whole number
 */
export function amountInWords(minor: number): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError('An amount is a whole number of fen.')
  const fen = BigInt(Math.abs(minor))
  const [yuan, jiao, rest] = [fen / 100n, (fen / 10n) % 10n, fen % 10n]
  const whole = yuan > 0n ? `${wholeInWords(yuan)}元` : ''
  return `${minor < 0 ? '负' : ''}${whole}${partInWords(whole !== '', Number(jiao), Number(rest))}`
}

function partInWords(after: boolean, jiao: number, fen: number): string {
  if (jiao === 0 && fen === 0) return after ? '整' : '零元整'
  if (fen === 0) return `${DIGITS[jiao]}角整`
  if (jiao === 0) return `${after ? '零' : ''}${DIGITS[fen]}分`
  return `${DIGITS[jiao]}角${DIGITS[fen]}分`
}

/** A whole number from 1 on: by 亿, then 万, then the four places below. */
function wholeInWords(n: bigint): string {
  for (const [unit, name] of [
    [YI, '亿'],
    [WAN, '万'],
  ] as const)
    if (n >= unit) return `${wholeInWords(n / unit)}${name}${restInWords(n % unit, unit / 10n)}`
  return placesInWords(Number(n))
}

/** What follows a higher unit: nothing, or with a zero before it where its first place is empty. */
const restInWords = (rest: bigint, first: bigint): string =>
  rest === 0n ? '' : `${rest < first ? '零' : ''}${wholeInWords(rest)}`

function placesInWords(n: number): string {
  let words = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10
    if (digit === 0) zero = words !== ''
    else {
      words += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
      zero = false
    }
  }
  return words
}
