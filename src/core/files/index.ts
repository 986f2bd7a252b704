import type { Slice } from '../slice'
import { fileRoutes } from './routes'
import { sweepFiles } from './sweep'

export { attach, type StoredFile, visibleFile } from './attach'

/** Files that people upload, and their small versions. */
export const files: Slice = { name: 'files', routes: fileRoutes, jobs: [sweepFiles] }
