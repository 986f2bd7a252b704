import { pinyin } from 'pinyin-pro'
import type { Chance } from './chance'

/** A mobile number that no operator gives out: there is no 127 and no 128. */
export const mobile = (chance: Chance) => `12${chance.pick(['7', '8'])}${digits(chance, 8)}`

/** A fixed line behind an area code whose exchange begins with a digit that none begins with. */
export const landline = (chance: Chance, areaCode: string) => `${areaCode}-0${digits(chance, 3)} ${digits(chance, 4)}`

export const digits = (chance: Chance, count: number) =>
  Array.from({ length: count }, () => chance.whole(0, 9)).join('')

/** Latin letters for a Chinese name: 淮泽 → huaize. */
export const spelled = (name: string) =>
  (pinyin(name, { toneType: 'none', type: 'array', v: true }) as string[]).join('').replace(/[^a-z0-9]/g, '')

/**
 * Looks like a 统一社会信用代码 of a company of a province: nobody bears it, since no division has the number 9900. Now and
 * then somebody mistyped it, and its check digit is wrong.
 */
export function creditCode(chance: Chance, region: string): string {
  const places = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = `91${region.slice(0, 2)}9900MA${Array.from({ length: 7 }, () => chance.pick([...places])).join('')}`
  let sum = 0
  let weight = 1
  for (const one of body) {
    sum += places.indexOf(one) * weight
    weight = (weight * 3) % 31
  }
  const right = (31 - (sum % 31)) % 31
  return body + places[(right + (chance.often(0.04) ? 9 : 0)) % 31]
}
