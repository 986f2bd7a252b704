import { perform } from '../../core/acts/perform'
import { contract } from '../contracts'
import { account } from '../customers'
import { printable } from '../documents'
import { order, orderLine } from '../orders'
import { quote, quoteLine } from '../quotes'
import { instalment, invoice, invoiceLine } from '../receivables'

const THROUGH = ['account', 'contact', 'owner']
/** What only we need to know of a sale. */
const OURS = ['cost', 'largestDiscount', 'belowFloor', 'needsApproval', 'orderDiscount', 'pricing']
const COLUMNS = ['name', 'quantity', 'unit', 'unitPrice', 'taxRate', 'gross']

const undecided = (record: Record<string, unknown>) =>
  ['running', 'returned', 'rejected', 'withdrawn'].includes(String(record.approval)) ||
  (record.needsApproval === true && record.approval !== 'approved')

/** What of the sale of things is printed: quotes, orders, contracts, requests for invoices, statements. */
const papers = [
  printable({
    entity: quote,
    label: ['报价单', 'Quotation'],
    through: [...THROUGH, 'opportunity'],
    secret: OURS,
    lines: {
      entity: quoteLine,
      filter: ({ id }) => ({ field: 'quote', op: 'eq', value: id }),
      sort: 'position',
      columns: COLUMNS,
    },
    facts: ['account', 'contact', 'contact.phone', 'quotedOn', 'validUntil', 'owner', 'owner.phone'],
    amounts: ['net', 'tax', 'gross'],
    inWords: 'gross',
    texts: ['paymentTerms', 'deliveryTerms', 'note'],
    signs: 'us',
    draft: undecided,
    async sent(ctx, row) {
      if (row.status === 'draft') await perform(ctx, quote, 'send', row.id, {})
    },
    async answered(ctx, row, { answer, by, note }) {
      const said = [by, note].filter(Boolean).join('：')
      await (answer === 'accepted'
        ? perform(ctx, quote, 'accept', row.id, {})
        : perform(ctx, quote, 'decline', row.id, { declineReason: 'other', declineNote: said }))
    },
  }),
  printable({
    entity: order,
    label: ['订单确认书', 'Order confirmation'],
    through: [...THROUGH, 'quote', 'contract'],
    secret: OURS,
    lines: {
      entity: orderLine,
      filter: ({ id }) => ({ field: 'order', op: 'eq', value: id }),
      sort: 'position',
      columns: COLUMNS,
    },
    facts: [
      'account',
      'contact',
      'contact.phone',
      'customerReference',
      'orderedOn',
      'deliverOn',
      'owner',
      'owner.phone',
    ],
    amounts: ['net', 'tax', 'gross'],
    inWords: 'gross',
    texts: ['paymentTerms', 'deliveryTerms', 'note'],
    signs: 'both',
    draft: record => undecided(record) || record.status === 'draft',
  }),
  printable({
    entity: contract,
    label: ['合同', 'Contract'],
    through: [...THROUGH, 'quote'],
    lines: {
      entity: quoteLine,
      filter: ({ quote: made }) => (made?.id ? { field: 'quote', op: 'eq', value: made.id } : null),
      sort: 'position',
      columns: COLUMNS,
    },
    facts: [
      'account',
      'account.address',
      'account.creditCode',
      'contact',
      'ourSignatory',
      'theirSignatory',
      'startsOn',
      'endsOn',
    ],
    amounts: ['net', 'tax', 'gross'],
    inWords: 'gross',
    texts: ['paymentTerms'],
    paragraphs: ({ clauses }) => (Array.isArray(clauses) ? clauses.map(({ title, text }) => ({ title, text })) : []),
    signs: 'both',
    parties: true,
    draft: undecided,
  }),
  printable({
    entity: invoice,
    label: ['开票申请单', 'Invoice request'],
    through: ['account', 'order', 'contract', 'owner'],
    lines: {
      entity: invoiceLine,
      filter: ({ id }) => ({ field: 'invoice', op: 'eq', value: id }),
      sort: 'createdAt',
      columns: ['name', 'quantity', 'unit', 'net', 'taxRate', 'tax', 'gross'],
    },
    facts: ['account', 'kind', 'buyer', 'taxNumber', 'addressAndPhone', 'bankAndAccount', 'requestedOn', 'issuedOn'],
    amounts: ['net', 'tax', 'gross'],
    inWords: 'gross',
    texts: ['note'],
    signs: 'us',
  }),
  printable({
    entity: account,
    label: ['对账单', 'Statement of account'],
    act: ['对账单', 'Statement'],
    through: ['primaryContact', 'owner'],
    lines: {
      entity: instalment,
      filter: ({ id }) => ({
        and: [
          { field: 'account', op: 'eq', value: id },
          { field: 'status', op: 'in', value: ['open', 'partly'] },
        ],
      }),
      sort: 'dueOn',
      columns: ['name', 'order', 'contract', 'dueOn', 'amount', 'paid', 'openAmount'],
      totals: ['amount', 'paid', 'openAmount'],
    },
    facts: ['name', 'code', 'primaryContact', 'primaryContact.phone', 'address', 'owner', 'owner.phone'],
    amounts: [],
    texts: [],
    signs: 'both',
  }),
]

export const printedActs = papers.flatMap(paper => paper.acts)
export const printedReactions = papers.flatMap(paper => paper.reactions)
