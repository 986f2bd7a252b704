import { matchingRoutes, weightRoutes } from '../matching/routes'
import type { Slice } from '../slice'
import { rebuildSearch } from './rebuild'
import { searchRoutes } from './routes'

/** Finding records: by what was typed, and as duplicates of a draft. */
export const searchSlice: Slice = {
  name: 'search',
  jobs: [rebuildSearch],
  routes(app) {
    searchRoutes(app)
    matchingRoutes(app)
    weightRoutes(app)
  },
}
