import type { Slice } from './core/slice'
import { coreSlices } from './core/slices'
import { activities } from './domain/activities'
import { announcements } from './domain/announcements'
import { approvals } from './domain/approvals'
import { bookings } from './domain/bookings'
import { careSlice } from './domain/care'
import { collisions } from './domain/collisions'
import { commissions } from './domain/commissions'
import { configurator } from './domain/configurator'
import { contracts } from './domain/contracts'
import { conversations } from './domain/conversations'
import { customers } from './domain/customers'
import { documents } from './domain/documents'
import { execution } from './domain/execution'
import { expenses } from './domain/expenses'
import { forecasts } from './domain/forecasts'
import { handovers } from './domain/handovers'
import { leads } from './domain/leads'
import { market } from './domain/market'
import { messages } from './domain/messages'
import { opportunities } from './domain/opportunities'
import { orders } from './domain/orders'
import { org } from './domain/org'
import { ownership } from './domain/ownership'
import { prices } from './domain/prices'
import { products } from './domain/products'
import { quality } from './domain/quality'
import { quotes } from './domain/quotes'
import { receivables } from './domain/receivables'
import { sales } from './domain/sales'
import { subscriptions } from './domain/subscriptions'
import { supervision } from './domain/supervision'
import { territories } from './domain/territories'
import { today } from './domain/today'
import { together } from './domain/together'
import { trust } from './domain/trust'
import { userRequests } from './domain/userRequests'
import { visits } from './domain/visits'
import { worklogs } from './domain/worklogs'

/** The product's table of contents: every slice, in the order in which a new tenant is set up. */
export const slices: readonly Slice[] = [
  ...coreSlices,
  org,
  ownership,
  trust,
  territories,
  customers,
  market,
  quality,
  products,
  leads,
  opportunities,
  forecasts,
  activities,
  visits,
  together,
  messages,
  documents,
  careSlice,
  approvals,
  userRequests,
  prices,
  configurator,
  execution,
  quotes,
  contracts,
  orders,
  subscriptions,
  bookings,
  receivables,
  sales,
  collisions,
  handovers,
  supervision,
  worklogs,
  announcements,
  conversations,
  expenses,
  commissions,
  today,
]
