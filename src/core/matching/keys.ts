import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Entity, MatchAs } from '../entity'
import { hash } from '../search/hash'
import { squeeze } from '../search/normal'
import { partsIn } from '../search/phone'
import { companyName } from './company'
import { creditCodeOf } from './creditCode'

type Values = Record<string, any>

/** What of a record can be the same as of another, by the field it stands in. */
export interface Comparable {
  field: string
  as: MatchAs
  values: string[]
}

const comparedFields = new WeakMap<Entity, [field: string, as: MatchAs][]>()
function comparedIn(entity: Entity): [field: string, as: MatchAs][] {
  const before = comparedFields.get(entity)
  if (before) return before
  const fields = Object.entries(entity.match ?? {})
  comparedFields.set(entity, fields)
  return fields
}

/** The comparable values of a record or draft; `wanted` leaves out what need not be read. */
export function comparables(
  entity: Entity,
  row: Values,
  wanted?: (as: MatchAs, text: string) => boolean,
): Comparable[] {
  const all: Comparable[] = []
  for (const [field, as] of comparedIn(entity)) {
    const value = row[field]
    const values = typeof value === 'string' && (!wanted || wanted(as, value)) ? comparable(as, value) : []
    if (values.length > 0) all.push({ field, as, values })
  }
  return all
}

/**
 * Terms under which records that are the same meet, one list per field. A person's name is a key only together with the employer
 * or the birthday; an address is none, for many share it.
 */
export function keysByField(tenant: number, entity: Entity, row: Values): number[][] {
  const all = comparables(entity, row)
  const valueAs = (wanted: MatchAs) => all.find(({ as }) => as === wanted)?.values[0]
  const beside = [valueAs('employer'), valueAs('birthday')].filter(value => value !== undefined)
  const keys: number[][] = []
  for (const { as, values } of all) {
    if (as === 'employer' || as === 'birthday' || as === 'address') continue
    const parts = as === 'person' ? beside : ['']
    const terms = values.flatMap(value => parts.map(part => hash(tenant, 'match', `${as} ${value} ${part}`)))
    if (terms.length > 0) keys.push(terms)
  }
  return keys
}

/** The same in one list: part of the search document, so that one index and one write serve both. */
export const matchKeys = (tenant: number, entity: Entity, row: Values): number[] => [
  ...new Set(keysByField(tenant, entity, row).flat()),
]

function comparable(as: MatchAs, text: string): string[] {
  switch (as) {
    case 'company':
      return [companyKey(text)].filter(Boolean)
    case 'person':
      return [squeeze(text)].filter(Boolean)
    case 'phone':
      return phonesOf(text)
    case 'email':
      return [text.normalize('NFKC').trim().toLowerCase()].filter(Boolean)
    case 'code':
      return [creditCodeOf(text)].filter(code => code.length >= 5)
    case 'domain':
      return [domainOf(text)].filter(Boolean)
    case 'employer':
      return [text]
    case 'birthday':
      return [text.replace(/\D+/g, '')].filter(digits => digits.length >= 6)
    case 'address':
      return [squeeze(text)].filter(Boolean)
  }
}

/** What is left of a short name is often an everyday word (北京银行, 上海银行): then the place belongs to it. */
function companyKey(text: string): string {
  const { core, place } = companyName(text)
  return core.length < 4 && place ? `${core} ${place}` : core
}

/** E.164 numbers of a phone field; a number without country is Chinese. */
export function phonesOf(text: string): string[] {
  if (MOBILE.test(text)) return [`+86${text}`]
  return partsIn(text).flatMap(number => {
    if (MOBILE.test(number)) return [`+86${number}`]
    if (LANDLINE.test(number)) return [`+86${number.slice(1)}`]
    const parsed = number.length >= 7 && parsePhoneNumberFromString(number, 'CN')
    return parsed ? [parsed.number] : []
  })
}

/** Chinese numbers, which need no telling what country they are of: mobiles, and area codes of two or three digits with seven or eight behind. */
const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^0(?:10[2-9]\d{7}|2[0-9][2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/

/** Mail and web hosts that everybody uses say nothing about who somebody is. */
const SHARED_HOSTS = new Set(
  'qq.com 163.com 126.com sina.com sina.cn sohu.com gmail.com hotmail.com outlook.com foxmail.com 139.com 189.cn aliyun.com yeah.net yahoo.com icloud.com weibo.com taobao.com tmall.com jd.com 1688.com alibaba.com'.split(
    ' ',
  ),
)

/** Host of a web or mail address without `www.`; nothing when it is not one, or one that many share. */
export function domainOf(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const address = plain.includes('@')
    ? `http://${plain.slice(plain.lastIndexOf('@') + 1)}`
    : /^[a-z][a-z0-9+.-]*:\/\//.test(plain)
      ? plain
      : `http://${plain}`
  if (!URL.canParse(address)) return ''
  const host = new URL(address).hostname.replace(/^www\d?\./, '').replace(/\.$/, '')
  return host.includes('.') && !SHARED_HOSTS.has(host) ? host : ''
}
