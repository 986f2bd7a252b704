import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { earning } from '../commissions'
import { checkSums, runCheck } from './check'
import { receivableDictionaries } from './dictionaries'
import { dunOverdue } from './dun'
import { dunning } from './dunning'
import { dunningLevel } from './dunningLevel'
import { receipts } from './earned'
import { goodsReturn } from './goodsReturn'
import { goodsReturnLine } from './goodsReturnLine'
import { instalment } from './instalment'
import { instalmentCredit } from './instalmentCredit'
import { invoice } from './invoice'
import { invoiceLine } from './invoiceLine'
import { issue, requestInvoice, takeBack, voidInvoice, withdraw } from './invoicing'
import { ledgerCheck } from './ledgerCheck'
import { ledgerDifference } from './ledgerDifference'
import { matchAll, matchJob } from './matchAll'
import { matchRun } from './matchRun'
import { receivableMessages } from './messages'
import { markOverdue } from './night'
import { payment } from './payment'
import { paymentMatch } from './paymentMatch'
import { giveBack, reverse, settle, unmatch } from './payments'
import { paymentTerm } from './paymentTerm'
import { savePlan } from './planAct'
import { refund } from './refund'
import { cancelReturn, createReturn, keepReturns, receive, returnApproval, settleReturn } from './returning'
import { receivableRoutes } from './routes'
import { receivableRules } from './rules'
import { setUpReceivables } from './setUp'
import { writeOff } from './writeOff'
import { writeOffLine } from './writeOffLine'
import { createWriteOff, revoke, writeOffApproval } from './writingOff'
import './duties'

learn(receivableMessages)
earning(receipts)

/**
 * What customers owe (应收): plans of what is due of orders and contracts, receipts and what they pay, invoices, reminders, write-offs
 * and returns. Money is whole fen. What a record keeps of its parts is added up from them whenever they change (`sums.ts`), under
 * locks, and every night once more: `check.ts` lists each cent that does not agree.
 */
export const receivables: Slice = {
  name: 'receivables',
  entities: [
    paymentTerm,
    instalment,
    invoice,
    invoiceLine,
    payment,
    paymentMatch,
    matchRun,
    goodsReturn,
    goodsReturnLine,
    instalmentCredit,
    refund,
    dunningLevel,
    dunning,
    writeOff,
    writeOffLine,
    ledgerCheck,
    ledgerDifference,
  ],
  acts: [
    savePlan,
    settle,
    unmatch,
    reverse,
    giveBack,
    matchAll,
    requestInvoice,
    issue,
    withdraw,
    voidInvoice,
    takeBack,
    createReturn,
    ...returnApproval.acts,
    receive,
    settleReturn,
    cancelReturn,
    createWriteOff,
    ...writeOffApproval.acts,
    revoke,
    runCheck,
  ],
  reactions: [...receivableRules, ...keepReturns, ...returnApproval.reactions, ...writeOffApproval.reactions],
  dictionaries: receivableDictionaries,
  jobs: [matchJob, markOverdue, dunOverdue, checkSums],
  routes: receivableRoutes,
  setUp: setUpReceivables,
}

export { type Ageing, type AgeingBy, type AgeingLine, ageing, BUCKET_LABELS } from './ageing'
export type { Billable } from './billed'
export { checkAll } from './check'
export type { Credit } from './credit'
export { dunningRound } from './dun'
export { overdueNight } from './night'
export type { MoneyOfAccount } from './ofAccount'
export { propose, proposeAll } from './propose'
export type { Matching, MatchLine, Proposed } from './routes'
export { type Movement, type Statement, statement, usualPeriod } from './statement'
export { goodsReturn, instalment, invoice, invoiceLine, payment, paymentMatch, paymentTerm, writeOff }
