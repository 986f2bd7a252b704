import type { ActMeta, FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { isPointer } from '../../fields/value'

/** What of an object stands where on its page. Everything follows from metadata; an object may name its own order. */
export interface RecordLayout {
  /** Beside the name: what kind of record it is. */
  chips: FieldMeta[]
  /** Under the name, after the owner. */
  meta: FieldMeta[]
  figures: FieldMeta[]
  facts: { name: string; label: string | null; fields: FieldMeta[] }[]
  /** Buttons in the head; the rest of the acts stand behind ⋯. */
  acts: ActMeta[]
  moreActs: ActMeta[]
  /** Live cards at the right. */
  cards: { object: ObjectMeta; field: string; label: string }[]
}

interface Order {
  chips?: string[]
  meta?: string[]
  figures?: string[]
  /** Acts that make sense now, most wanted first; without it all of them. */
  acts?(row: Row): string[]
  /** Acts to be offered before all others that make sense now. */
  first?: string[]
  /** Names of child objects, first first; others follow. */
  cards?: string[]
  /** Names of child objects whose cards are drawn by pages of their own. */
  drawn?: string[]
}

/** Only where the order that metadata suggests is not the one people look for. */
const orders: Record<string, Order> = {
  account: {
    chips: ['level', 'type'],
    meta: ['region', 'industry', 'source'],
    figures: ['lastContactAt', 'nextFollowUpOn', 'creditLimit', 'annualRevenue', 'employees'],
    cards: ['contact', 'quote', 'order', 'contract', 'affiliation', 'accountLink'],
    drawn: ['opportunity', 'instalment', 'payment', 'invoice'],
  },
  contact: {
    chips: ['role'],
    meta: ['account', 'position', 'department'],
    figures: ['phone', 'email', 'birthday'],
    cards: ['affiliation'],
  },
  opportunity: {
    chips: ['status', 'forecast'],
    meta: ['account', 'contact', 'source'],
    figures: ['amount', 'closeDate', 'probability', 'lastContactAt', 'nextStepOn'],
    acts: row =>
      row.status === 'open'
        ? ['win', 'lose', 'quote', 'order', 'goBack', 'switch', 'split', 'submit', 'handOver']
        : row.status === 'won'
          ? ['order', 'quote', 'handOver']
          : ['handOver'],
    cards: ['opportunityLine', 'quote', 'order', 'contract', 'opportunityCompetitor'],
    drawn: ['opportunityContact'],
  },
  lead: {
    chips: ['status'],
    meta: ['company', 'contactPerson', 'source'],
    figures: ['lastInquiryAt', 'inquiries', 'lastContactAt', 'createdAt'],
    acts: row =>
      row.pool
        ? ['claim', 'assign', 'assignByRule', 'movePool', 'discard']
        : row.status === 'converted'
          ? ['unconvert', 'handOver']
          : row.status === 'invalid'
            ? ['reopen', 'release', 'handOver']
            : ['convert', 'discard', 'release', 'assignByRule', 'handOver'],
  },
  product: {
    chips: ['kind'],
    meta: ['category', 'series', 'parent'],
    figures: ['listPrice', 'floorPrice', 'cost', 'leadDays', 'onSaleUntil'],
    cards: ['competitorProduct'],
    drawn: ['product', 'bomLine', 'productStock', 'priceEntry', 'configurationModel', 'literature'],
  },
  quote: {
    chips: ['status'],
    meta: ['account', 'opportunity', 'contact'],
    figures: ['gross', 'listAmount', 'largestDiscount', 'validUntil', 'quotedOn'],
    first: ['order', 'send', 'accept', 'decline', 'submit', 'contract', 'revise', 'copy'],
    drawn: ['quote', 'quoteLine'],
  },
  order: {
    chips: ['status'],
    meta: ['account', 'quote', 'contract'],
    figures: ['gross', 'listAmount', 'orderedOn', 'deliverOn', 'cost'],
    first: ['confirm', 'fulfil', 'submit', 'contract', 'copy', 'reopen', 'cancel'],
    drawn: ['orderLine', 'instalment', 'invoice', 'subscription', 'participant'],
  },
  instalment: {
    chips: ['status'],
    meta: ['account', 'order', 'contract'],
    figures: ['openAmount', 'amount', 'paid', 'dueOn', 'dunnedOn'],
  },
  payment: {
    chips: ['status', 'method'],
    meta: ['account', 'payer'],
    figures: ['amount', 'openAmount', 'matched', 'refunded', 'receivedOn'],
    first: ['settle', 'unmatch', 'refund', 'reverse'],
  },
  invoice: {
    chips: ['status', 'kind'],
    meta: ['account', 'order', 'redOf'],
    figures: ['gross', 'openAmount', 'paid', 'redAmount', 'issuedOn'],
    first: ['issue', 'takeBack', 'void', 'withdraw'],
  },
  goodsReturn: {
    chips: ['status', 'approval'],
    meta: ['account', 'order'],
    figures: ['gross', 'credited', 'receivedOn', 'settledOn'],
    first: ['submit', 'receive', 'settle', 'cancel'],
  },
  writeOff: {
    chips: ['approval', 'reason'],
    meta: ['account'],
    figures: ['amount', 'writtenOffOn', 'revokedOn'],
    first: ['submit', 'revoke'],
  },
  contract: {
    chips: ['status', 'kind'],
    meta: ['account', 'contact', 'quote'],
    figures: ['gross', 'baseGross', 'signedOn', 'startsOn', 'endsOn'],
    first: ['sign', 'activate', 'submit', 'renew', 'terminate'],
    cards: ['contractAmendment', 'order'],
    drawn: ['instalment', 'invoice'],
  },
  task: {
    chips: ['status', 'priority'],
    meta: ['account', 'contact'],
    figures: ['dueAt', 'remindAt', 'completedAt'],
    acts: row => (row.status === 'open' ? ['complete', 'cancel'] : ['reopen']),
  },
  user: {
    chips: ['status'],
    meta: ['position', 'department', 'board'],
    acts: row => (row.status === 'frozen' ? ['unfreeze', 'resetPassword'] : ['resetPassword', 'freeze']),
  },
}

const FIGURES = 5
const BUTTONS = 2
/** Acts every record has; the page has its own places for them. */
const OWN_PLACE = new Set([
  'create',
  'update',
  'delete',
  'restore',
  'share',
  'unshare',
  'follow',
  'unfollow',
  'merge',
  'unmerge',
])
const FIGURE_KINDS = new Set(['money', 'number', 'date', 'instant'])

const named = (object: ObjectMeta, names: string[] | undefined) =>
  names?.map(name => object.fields.find(f => f.name === name)).filter(f => f !== undefined)

export function layoutOf(object: ObjectMeta, metadata: Pick<Metadata, 'objects'>, row: Row): RecordLayout {
  const order = orders[object.name] ?? {}
  // Whose it was and will be stands in the head and in the ledger.
  const own = object.fields.filter(
    f => !f.system && f.kind !== 'structure' && !isPointer(f) && !(object.pool && f.section === 'ownership'),
  )
  const listed = new Set(object.list)
  const oneChoice = own.filter(f => f.kind === 'choice' && !f.many && f.name !== 'currency' && listed.has(f.name))
  const chips = (named(object, order.chips) ?? oneChoice).slice(0, 2)
  const taken = new Set([object.title, 'currency', ...chips.map(f => f.name)])

  const figureLike = own
    .filter(f => FIGURE_KINDS.has(f.kind) && !f.because && (listed.has(f.name) || f.kind === 'money' || f.readOnly))
    .sort((a, b) => Number(b.kind === 'money') - Number(a.kind === 'money'))
  const figures = distinct([...(named(object, order.figures) ?? []), ...figureLike]).slice(0, FIGURES)

  const subtitle = object.subtitle.map(path => object.fields.find(f => f.name === path)).filter(f => f !== undefined)
  const meta = distinct([...(named(object, order.meta) ?? []), ...subtitle])
    .filter(f => !taken.has(f.name) && f.name !== 'owner')
    .slice(0, 3)

  const offered = object.acts.filter(a => a.on === 'record' && !OWN_PLACE.has(a.name))
  const { first = [] } = order
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
  const acts = order.acts
    ? order.acts(row).flatMap(name => offered.filter(a => a.name === name))
    : [...offered].sort((a, b) => rank(a.name) - rank(b.name))
  const buttons = acts.slice(0, BUTTONS)

  return {
    chips,
    meta,
    figures,
    facts: sectionsOf(
      object,
      own.filter(f => f.name !== object.title),
    ),
    acts: buttons,
    moreActs: acts.filter(a => !buttons.includes(a)),
    cards: cardsOf(object, metadata, order.cards ?? []).filter(card => !order.drawn?.includes(card.object.name)),
  }
}

const distinct = (fields: FieldMeta[]) => [...new Map(fields.map(f => [f.name, f])).values()]

/** Fields in their sections; those without one close the first, or stand alone where an object has no sections. */
export function sectionsOf(object: ObjectMeta, fields: FieldMeta[]): RecordLayout['facts'] {
  const known = new Set(object.sections.map(s => s.name))
  const loose = fields.filter(f => !f.section || !known.has(f.section))
  if (known.size === 0) return [{ name: '', label: null, fields: loose }]
  return object.sections
    .map((s, index) => ({
      name: s.name,
      label: s.label,
      fields: [...fields.filter(f => f.section === s.name), ...(index === 0 ? loose : [])],
    }))
    .filter(section => section.fields.length > 0)
}

/** Child objects worth a card: what has a form of its own and does not already stand on the timeline. */
function cardsOf(object: ObjectMeta, metadata: Pick<Metadata, 'objects'>, order: string[]): RecordLayout['cards'] {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const seen = new Set<string>()
  return object.children
    .flatMap(child => {
      const childObject = metadata.objects.find(o => o.name === child.object)
      if (!childObject || childObject.internal || childObject.setup || childObject.timeline) return []
      const key = `${child.object}.${child.field}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ object: childObject, field: child.field, label: child.label }]
    })
    .sort((a, b) => rank(a.object.name) - rank(b.object.name))
}
