import type { Entity } from '../entity'
import type { Frequencies } from '../search/frequency'
import { hash } from '../search/hash'
import { isHan } from '../search/normal'
import { syllablesOf } from '../search/pinyin'
import { companyName } from './company'
import type { Way } from './ways'

type Values = Record<string, any>

/** Two characters of a short name stand at most so far apart in the long one (浦发银行, 浦东发展银行). */
const GAP_MAX = 3
/** Names are told apart by their beginning; what comes later is the trade. */
const GAPPED_MAX = 10
/** Of a short name every pair is looked for, neighbours or not; a long one has neighbours enough. */
const SHORT_MAX = 4
/** A text that more documents bear leads nowhere by itself, */
const FEW = 2_000
/** … and not with another either, when both are this frequent. */
const PAIRED_FEW = 6_000
/** A name all of whose parts are this common is looked for among the newest records only. */
const COMMON = 0.01

/**
 * Terms under which a company is found by a name written a little differently: pairs of characters that stand near each other,
 * which abbreviations and slips of the pen leave, and how the whole name sounds.
 */
export function nearTerms(tenant: number, entity: Entity, row: Values): number[] {
  const terms: number[] = []
  for (const [field, as] of Object.entries(entity.match ?? {})) {
    if (as !== 'company' || typeof row[field] !== 'string') continue
    const { bare } = companyName(row[field])
    const sound = soundOf(tenant, bare)
    if (sound !== null) terms.push(sound)
    const end = Math.min(bare.length, GAPPED_MAX)
    for (let i = 0; i < end; i++)
      for (let j = i + 2; j <= i + GAP_MAX && j < end; j++)
        if (isHan(bare[i]!) && isHan(bare[j]!)) terms.push(hash(tenant, 'gap', bare[i]! + bare[j]))
  }
  return terms
}

/** How a Chinese name sounds, as one term; null where there is nothing to pronounce. */
export function soundOf(tenant: number, bare: string): number | null {
  const syllables = syllablesOf(bare)
  return syllables.some(Boolean)
    ? hash(tenant, 'sound', syllables.map((syllable, i) => syllable || bare[i]).join(' '))
    : null
}

/** What a name consists of: any of `terms` stands for it in the index, the first of them exactly. */
type Piece = number[]

/** Ways to names written a little differently: longer or shorter, by other characters of the same sound, with one character wrong. */
export function near(tenant: number, name: string, { of, documents }: Frequencies): Way[] {
  const { bare } = companyName(name)
  const [beside, apart] = piecesOf(tenant, bare)
  if (beside.length === 0) return []
  const share = (piece: Piece) => piece.reduce((sum, term) => sum + of(term), 0)
  const few = (piece: Piece, most = FEW) => share(piece) * documents <= most
  const whole = beside.map(piece => piece[0]!).sort((a, b) => of(a) - of(b))
  const ways: Way[] = [{ all: whole.slice(0, WHOLE_MAX), votes: 4, newest: of(whole[0]!) > COMMON && !few(whole) }]
  const sound = soundOf(tenant, bare)
  if (sound !== null) ways.push({ one: [sound], votes: 50 })
  // A wrong character spoils what it is part of; whatever is left leads to few records, alone or two by two.
  const rarest = [...beside, ...apart].sort((a, b) => share(a) - share(b)).slice(0, apart.length ? PAIRED_MAX : 4)
  for (const [i, one] of rarest.entries()) {
    if (few(one) && rarest.length > 1) ways.push({ one, votes: 1 })
    for (const two of rarest.slice(i + 1))
      if (few(one, PAIRED_FEW) || few(two, PAIRED_FEW)) ways.push({ one, two, votes: 2 })
  }
  return ways
}
/** A record that has the rarest few pieces of a name has nearly always all of it. */
const WHOLE_MAX = 5
const PAIRED_MAX = 5

function piecesOf(tenant: number, bare: string): [beside: Piece[], apart: Piece[]] {
  const text = (from: number, to: number) => hash(tenant, 'text', bare, from, to)
  const han = Array.from({ length: bare.length }, (_, i) => isHan(bare[i]!))
  const plain = (i: number) => i >= 0 && i < bare.length && /[a-z0-9]/.test(bare[i]!)
  const beside: Piece[] = []
  const apart: Piece[] = []
  for (let i = 0; i + 2 <= bare.length; i++) {
    const gap = (j: number) => hash(tenant, 'gap', bare[i]! + bare[j])
    if (plain(i) && plain(i + 1)) {
      // Pairs of Latin letters are everywhere; threes tell words apart.
      if (plain(i + 2)) beside.push([text(i, i + 3)])
      else if (!plain(i - 1)) beside.push([text(i, i + 2)])
    } else beside.push(han[i] && han[i + 1] ? [text(i, i + 2), gap(i + 1)] : [text(i, i + 2)])
    if (bare.length <= SHORT_MAX && han[i] && han[i + 2])
      apart.push([gap(i + 2), hash(tenant, 'text', bare[i]! + bare[i + 2])])
  }
  return [beside, apart]
}
