import { simplified } from '../i18n/simplified'
import { type Division, loadDivisions } from './divisions'

/** The tree of divisions, provinces first. */
export const divisions: readonly Division[] = loadDivisions()

const fullNames = new Map<string, string>()
const byAlias = new Map<string, string[]>()

/** Full name of a division («四川省 成都市 武侯区»), undefined when the code names none. */
export const regionName = (code: string): string | undefined => fullNames.get(code)

/**
 * Code of the division that a text names: by full or short names, with or without the levels above («四川省成都市武侯区»,
 * «成都», «江苏昆山»), or by its code with or without zeros. Between levels the higher one is meant (吉林 is the province);
 * undefined when two of a level fit (朝阳区), or when something is left over.
 */
export function regionCode(text: string): string | undefined {
  const typed = text.slice(0, 100).normalize('NFKC').trim()
  const digits = /^(\d{2})(\d{2})?(\d{2})?$/.exec(typed)
  if (digits) return codeWithoutZeros(typed)
  return named(typed) ?? named(simplified(typed))
}

function codeWithoutZeros(digits: string): string | undefined {
  const short = digits.replace(/(00)+$/, '')
  return fullNames.has(digits) ? digits : fullNames.has(short) ? short : undefined
}

function named(typed: string): string | undefined {
  const plain = typed
    .replace(/[\s/\\\-–—·>›|,，、;；.。]+/g, '')
    .replace(/^(中华人民共和国|中国)(?=.)/, '')
    .replace(/市辖区|(省|自治区)直辖县级行政区划/g, '')
    .replace(/^(北京|天津|上海|重庆)市?(?=\1)/, '')
  if (!plain) return undefined
  const found = [...new Set(readings(plain, ''))]
  const highest = Math.min(...found.map(code => code.length))
  const best = found.filter(code => code.length === highest)
  return best.length === 1 ? best[0] : undefined
}

const ALIAS_MAX = 16

/** Codes of the divisions inside `within` that the whole text leads to, name by name. */
function readings(rest: string, within: string): string[] {
  if (!rest) return [within]
  const found: string[] = []
  for (let length = 1; length <= Math.min(rest.length, ALIAS_MAX); length++) {
    for (const code of byAlias.get(rest.slice(0, length)) ?? []) {
      if (code.length > within.length && code.startsWith(within)) found.push(...readings(rest.slice(length), code))
    }
  }
  return found
}

function enter({ code, name, children = [] }: Division, above: string): void {
  const full = above ? `${above} ${name}` : name
  fullNames.set(code, full)
  for (const alias of aliases(code, name)) byAlias.set(alias, [...(byAlias.get(alias) ?? []), code])
  for (const child of children) enter(child, full)
}

const PEOPLES =
  /(?<=..)(满族|回族|蒙古族|蒙古|壮族|藏族|苗族|彝族|布依族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|朝鲜族|塔吉克|怒族|普米族|裕固族|保安族|独龙族|维吾尔|各族)+$/

/** The names people write: the full one, the one without its kind, 恩施州 for a long autonomous prefecture, 内蒙. */
function aliases(code: string, name: string): Set<string> {
  const kind = /(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|盟|区|县|旗)$/.exec(name)?.[1] ?? ''
  const bare = name.slice(0, name.length - kind.length)
  const short = kind.startsWith('自治') ? bare.replace(PEOPLES, '') : bare
  const names = new Set([name])
  if (short.length > 1) names.add(short)
  if (kind === '自治州') names.add(`${short}州`)
  if (kind === '自治县') names.add(`${short}县`)
  if (code === '15') names.add('内蒙')
  return names
}

for (const province of divisions) enter(province, '')
