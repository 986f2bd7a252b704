import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { receivableDictionaries } from './dictionaries'
import { dunning } from './dunning'
import { dunningLevel } from './dunningLevel'
import { goodsReturn } from './goodsReturn'
import { goodsReturnLine } from './goodsReturnLine'
import { instalment } from './instalment'
import { invoice } from './invoice'
import { invoiceLine } from './invoiceLine'
import { ledgerCheck } from './ledgerCheck'
import { ledgerDifference } from './ledgerDifference'
import { receivableMessages } from './messages'
import { payment } from './payment'
import { paymentMatch } from './paymentMatch'
import { paymentTerm } from './paymentTerm'
import { refund } from './refund'
import { writeOff } from './writeOff'
import { writeOffLine } from './writeOffLine'

learn(receivableMessages)

/** What customers owe (应收): instalments, receipts and what they pay, invoices, reminders, write-offs and returns. */
export const receivables: Slice = {
  name: 'receivables',
  entities: [
    paymentTerm,
    instalment,
    invoice,
    invoiceLine,
    payment,
    paymentMatch,
    goodsReturn,
    goodsReturnLine,
    refund,
    dunningLevel,
    dunning,
    writeOff,
    writeOffLine,
    ledgerCheck,
    ledgerDifference,
  ],
  dictionaries: receivableDictionaries,
}

export { instalment, invoice, invoiceLine, payment, paymentMatch }
