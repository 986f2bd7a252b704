import { useQuery } from '@tanstack/react-query'
import type { ActMeta, ObjectMeta } from '../../core/metadata/types'
import { get, type Row } from '../api'

/** A pool whose records the reader may see, and how much may still be taken from it; as GET /api/pools/mine answers. */
export interface PoolState {
  id: string
  name: string
  object: string
  board: { id: string; name: string }
  member: boolean
  administers: boolean
  waiting: number
  hidden: string[]
  limits: { of: 'daily' | 'total' | 'owned'; max: number; used: number; together: boolean }[]
}

/** Read again whenever records of the object change, since its key is among the object's sums. */
export const usePools = (object: Pick<ObjectMeta, 'name' | 'path' | 'pool'>) =>
  useQuery({
    queryKey: ['aggregate', object.path, 'pools'],
    queryFn: ({ signal }) => get<{ items: PoolState[] }>(`/api/pools/mine?object=${object.name}`, signal),
    enabled: !!object.pool,
    staleTime: 60_000,
  })

/** A time during which somebody owned a record, or it lay in a pool; as GET /api/{objects}/{id}/ownership answers. */
export interface Tenure {
  holder: { id: string; name: string } | null
  pool: { id: string; name: string } | null
  since: string
  until: string | null
  how: string
  why: string | null
}

/** Whole days from now to a moment, the day begun counted. */
export const daysTo = (at: unknown, now = Date.now()): number => Math.ceil((Date.parse(String(at)) - now) / 86_400_000)
/** Fewer days than this are shown as due. */
export const SOON_DAYS = 7
export const isSoon = (row: Row) => !!row.recycleDueAt && !row.recycleExempt && daysTo(row.recycleDueAt) <= SOON_DAYS

/** What rules of an object may count from. */
export const useBases = (object: string | undefined): string[] =>
  useQuery({
    queryKey: ['bases'],
    queryFn: ({ signal }) => get<{ bases: Record<string, string[]> }>('/api/pools/mine', signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.bases[object ?? ''] ?? []

/** True for whoever gives out what lies in pools: by their scope, or because they administer one. */
export function useMayGive(object: ObjectMeta): boolean {
  const { data } = usePools(object)
  return !object.poolMember || !!data?.items.some(pool => pool.administers)
}
/** Acts on what lies in a pool that are not for whoever may only claim from it. */
export const givesOut = (object: ObjectMeta, { offer, needs }: ActMeta): boolean =>
  !!object.pool && offer?.field === object.pool && needs !== 'read'
