import type { Slice } from '../slice'
import { eventRoutes } from './stream'

/** What happens, told live to whoever may see it. */
export const eventsSlice: Slice = { name: 'events', routes: eventRoutes }
