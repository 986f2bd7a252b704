import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { companyProfile } from './companyProfile'
import { revokeLink, sendDocument, shareLink } from './deliver'
import { documentDictionaries } from './dictionaries'
import { document } from './document'
import { documentDelivery } from './documentDelivery'
import { documentTemplate } from './documentTemplate'
import { documentView } from './documentView'
import { documentMessages } from './messages'
import { documentPages } from './publicRoutes'
import { documentRoutes } from './routes'
import { templateRules } from './templateRules'

learn(documentMessages)

/** Papers made of records (文件): by templates, as PDF or Word, sent to customers, and what they did with them. */
export const documents: Slice = {
  name: 'documents',
  entities: [companyProfile, documentTemplate, document, documentDelivery, documentView],
  acts: [sendDocument, shareLink, revokeLink],
  reactions: templateRules,
  dictionaries: documentDictionaries,
  routes: app => {
    documentRoutes(app)
    documentPages(app)
  },
}

export { amountInWords } from './amountInWords'
export { makeDocument, printable } from './make'
export { pageOf } from './pageLayout'
export { press } from './press'
export type { Answer, Printable } from './printable'
export type { Kept, PrintedObject } from './routes'
export type { Sheet } from './sheet'
export { amountText } from './texts'
export type { Variables } from './variables'
export { companyProfile, document, documentTemplate }
