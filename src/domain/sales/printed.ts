import { perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { date, money, text } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { contract } from '../contracts'
import { account } from '../customers'
import { amountText, printable } from '../documents'
import { order, orderLine } from '../orders'
import { quote, quoteLine } from '../quotes'
import { invoice, invoiceLine, statement, usualPeriod } from '../receivables'

const THROUGH = ['account', 'contact', 'owner']
/** What only we need to know of a sale. */
const OURS = ['cost', 'largestDiscount', 'belowFloor', 'needsApproval', 'orderDiscount', 'pricing']
const COLUMNS = ['name', 'quantity', 'unit', 'unitPrice', 'taxRate', 'gross']

const undecided = (record: Record<string, unknown>) =>
  ['running', 'returned', 'rejected', 'withdrawn'].includes(String(record.approval)) ||
  (record.needsApproval === true && record.approval !== 'approved')

/** A line of a statement of account: what changed what a customer owes. */
const movementFields = {
  on: date({ label: ['日期', 'Date'] }),
  what: text({ label: ['摘要', 'What for'] }),
  dueOn: date({ label: ['应收日期', 'Due on'] }),
  charged: money({ label: ['应收', 'Charged'] }),
  received: money({ label: ['已收', 'Received'] }),
  balance: money({ label: ['余额', 'Balance'] }),
}

/** A customer's account this year, in renminbi. */
const standing = (ctx: Ctx, account: string) => {
  const { from, to } = usualPeriod(ctx)
  return statement(ctx, account, from, to, 'CNY')
}

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
    facts: ['account.address', 'account.creditCode', 'contact', 'ourSignatory', 'theirSignatory', 'startsOn', 'endsOn'],
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
      fields: movementFields,
      columns: Object.keys(movementFields),
      async rows(ctx, record) {
        const { movements } = await standing(ctx, record.id)
        return movements.map(({ on, kind, title, dueOn, amount, balance }) => ({
          on,
          what: [say(`statement.${kind}`, {}, ctx.lang), title].filter(Boolean).join(' '),
          dueOn,
          charged: amount > 0 ? amount : null,
          received: amount > 0 ? null : -amount,
          balance,
        }))
      },
    },
    async more(ctx, record) {
      const { from, to } = usualPeriod(ctx)
      const found = record.id ? await standing(ctx, record.id) : null
      const figure = (minor: number | undefined) => (minor === undefined ? '' : amountText(minor))
      return {
        period: { label: ['对账期间', 'Period'], text: `${from} – ${to}` },
        opening: { label: ['期初余额', 'Opening balance'], text: figure(found?.opening) },
        charged: { label: ['本期应收', 'Charged'], text: figure(found?.charged) },
        received: { label: ['本期已收', 'Received'], text: figure(found ? -found.received : undefined) },
        closing: { label: ['期末余额', 'Closing balance'], text: figure(found?.closing) },
      }
    },
    facts: ['name', 'code', 'primaryContact', 'primaryContact.phone', 'address', 'period', 'owner', 'owner.phone'],
    amounts: ['opening', 'charged', 'received', 'closing'],
    texts: [],
    signs: 'both',
  }),
]

export const printedActs = papers.flatMap(paper => paper.acts)
export const printedReactions = papers.flatMap(paper => paper.reactions)
