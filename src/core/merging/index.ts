import type { Slice } from '../slice'
import { mergingRoutes } from './routes'

export { mergeInto } from './merge'

/** Making several records one, and taking it back. Objects that say how duplicates are recognised have the acts. */
export const mergingSlice: Slice = { name: 'merging', routes: mergingRoutes }
