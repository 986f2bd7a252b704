export { address, get, patch, post, remove, request, upload } from './client'
export { countQuery, useCount } from './counts'
export { metadataQuery, objectOf, useMetadata, useObject } from './metadata'
export { asProblem, type FieldProblem, Problem } from './problem'
export { queryClient } from './queryClient'
export {
  type AggregateQuery,
  type BatchResult,
  type Change,
  type Doing,
  type ListQuery,
  type Page,
  type Row,
  readPage,
  recordQuery,
  recordsQuery,
  refresh,
  rowsOf,
  totalOf,
  useAct,
  useAggregate,
  useBatch,
  useRecord,
  useRecords,
  useSave,
} from './records'
export { type Session, saveLanguage, savePreference, sessionQuery, usePreference, useSession } from './session'
