import { matchingRoutes } from '../matching/routes'
import type { Slice } from '../slice'
import { searchRoutes } from './routes'

export const searchSlice: Slice = {
  name: 'search',
  routes(app) {
    searchRoutes(app)
    matchingRoutes(app)
  },
}
