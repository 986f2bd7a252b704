import { words } from '../search/normal'
import { divisions } from '../vocabulary/regions'

/** A company's name taken apart: all of it, what is left without place and legal form, that in its usual short words, and the place. */
export interface CompanyName {
  whole: string
  bare: string
  core: string
  place: string
}

const LEGAL =
  /(?:(?:集团|控股|投资)?(?:股份|有限责任|责任|有限)+公司|集团总?公司|(?:总|分|子)公司|集团|公司|股份|企业|办事处|代表处|营业部|个体工商户|合伙企业|有限合伙|普通合伙|特殊普通合伙|个人独资)$/
/** The last characters of what `LEGAL` finds, which cost less to look at. */
const LEGAL_ENDS = /[司团份业处部户伙资]$/
const LEGAL_WORDS = new Set(
  'co company companies ltd limited inc incorporated corp corporation llc llp lp plc gmbh ag sa sas sarl srl spa bv nv oy ab as pte pty kk group holding holdings the and'.split(
    ' ',
  ),
)
/** Long forms that people shorten when they write a company's name. */
const SHORT: readonly (readonly [string, string])[] = [
  ['科学技术', '科技'],
  ['信息技术', '信息'],
  ['电子商务', '电商'],
  ['房地产', '地产'],
  ['计算机', '电脑'],
  ['文化传播', '文化'],
  ['文化传媒', '传媒'],
  ['广告传媒', '传媒'],
  ['进出口贸易', '贸易'],
  ['国际贸易', '贸易'],
  ['商贸', '贸易'],
  ['医药', '药业'],
]

/** Provinces and cities by full and short name; districts by full name, for short ones are everyday words. */
const places = new Set<string>()
for (const province of divisions) {
  places.add(province.name)
  places.add(province.name.replace(/(壮族|回族|维吾尔)?(自治区|特别行政区)$|省$|市$/, ''))
  for (const city of province.children ?? []) {
    places.add(city.name)
    if (/市$/.test(city.name)) places.add(city.name.slice(0, -1))
    for (const district of city.children ?? []) if (district.name.length > 2) places.add(district.name)
  }
}
const PLACE_MAX = 8
/** The province of a city and of a district by their short names; no short name of a city is another's. */
const provinceOf = new Map<string, string>()
for (const province of divisions) {
  const above = shortPlace(province.name.replace(/(壮族|回族|维吾尔)?(自治区|特别行政区)$/, ''))
  for (const city of province.children ?? []) {
    provinceOf.set(shortPlace(city.name), above)
    for (const district of city.children ?? [])
      if (district.name.length > 2) provinceOf.set(shortPlace(district.name), above)
  }
}

/** True when two names are of places of which neither lies in the other: two banks, not one. */
export const apart = (one: CompanyName, two: CompanyName): boolean =>
  !!one.place && !!two.place && !one.place.split(' ').some(a => two.place.split(' ').some(b => touches(a, b)))
const touches = (a: string, b: string) => a === b || provinceOf.get(a) === b || provinceOf.get(b) === a
/** Beginnings and ends of all places, so that most names need no further look. */
const placeStarts = new Set([...places].map(place => place.slice(0, 2)))
const placeEnds = new Set([...places].map(place => place.slice(-2)))

const known = new Map<string, CompanyName>()
/** One name is compared with hundreds, and the same ones come again while somebody types. */
const KNOWN_MAX = 20_000

/** Takes a company's name apart. What is left is never empty unless the name is. */
export function companyName(text: string): CompanyName {
  const before = known.get(text)
  if (before) return before
  const name = apartOf(text)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(text, name)
  return name
}

function apartOf(text: string): CompanyName {
  const tokens = unlisted(words(text)).split(' ')
  const named = tokens.filter(token => !LEGAL_WORDS.has(token))
  const whole = tokens.join('')
  let rest = (named.length ? named : tokens).join('')
  const found: string[] = []
  for (let before = ''; before !== rest; ) {
    before = rest
    for (const cut of [withoutLegal, withoutPlaceAhead, withoutPlaceBehind]) {
      const [left, place] = cut(rest)
      if (left.length < 2) continue
      rest = left
      if (place) found.push(place)
    }
  }
  const core = SHORT.reduce((text, [long, short]) => text.replace(long, short), rest)
  return { whole, bare: rest, core, place: found.map(shortPlace).sort().join(' ') }
}

/** What an exchange puts before or behind a company's short name (*ST 华鼎, 粤电力 A, 华泽退) is no part of it. */
const unlisted = (text: string) =>
  /[\u4e00-\u9fff]/.test(text)
    ? text.replace(/^s? ?\*?st ?(?=\p{Script=Han})/u, '').replace(/(?<=\p{Script=Han}{2}) ?(?:[ab]|退)$/u, '')
    : text

type Cut = [left: string, place: string]
const withoutLegal = (text: string): Cut => [LEGAL_ENDS.test(text) ? text.replace(LEGAL, '') : text, '']

function withoutPlaceAhead(text: string): Cut {
  if (!placeStarts.has(text.slice(0, 2))) return [text, '']
  for (let length = Math.min(PLACE_MAX, text.length); length >= 2; length--) {
    const start = text.slice(0, length)
    if (places.has(start)) return [text.slice(/^[省市]/.test(text.slice(length)) ? length + 1 : length), start]
  }
  return [text, '']
}

function withoutPlaceBehind(text: string): Cut {
  if (!placeEnds.has(text.slice(-2))) return [text, '']
  for (let length = Math.min(PLACE_MAX, text.length); length >= 2; length--) {
    if (places.has(text.slice(-length))) return [text.slice(0, -length), text.slice(-length)]
  }
  return [text, '']
}
function shortPlace(place: string): string {
  return place.length > 2 ? place.replace(/(自治区|[省市区县])$/, '') : place
}
