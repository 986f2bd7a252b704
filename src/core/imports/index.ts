import type { Slice } from '../slice'
import { importRoutes } from './routes'
import { importJob } from './run'
import { sweepJob } from './sweep'
import { undoJob } from './undo'

/** Files that become records. */
export const importsSlice: Slice = { name: 'imports', routes: importRoutes, jobs: [importJob, undoJob, sweepJob] }
