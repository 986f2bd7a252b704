import type { Slice } from '../slice'
import { exportRoutes } from './routes'
import { exportJob } from './run'
import { sweepJob } from './sweep'

/** Lists that become files. */
export const exportsSlice: Slice = { name: 'exports', routes: exportRoutes, jobs: [exportJob, sweepJob] }
