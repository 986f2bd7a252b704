import { eventsSlice } from './events'
import { exportsSlice } from './exports'
import { files } from './files'
import { importsSlice } from './imports'
import { mergingSlice } from './merging'
import { searchSlice } from './search'
import type { Slice } from './slice'
import { vocabulary } from './vocabulary'

/** What core itself brings as slices: they stand before those of the business. */
export const coreSlices: readonly Slice[] = [
  vocabulary,
  files,
  searchSlice,
  eventsSlice,
  importsSlice,
  exportsSlice,
  mergingSlice,
]
