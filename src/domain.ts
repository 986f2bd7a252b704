import type { Slice } from './core/slice'
import { coreSlices } from './core/slices'
import { activities } from './domain/activities'
import { customers } from './domain/customers'
import { org } from './domain/org'
import { together } from './domain/together'

/** The product's table of contents: every slice, in the order in which a new tenant is set up. */
export const slices: readonly Slice[] = [...coreSlices, org, customers, activities, together]
