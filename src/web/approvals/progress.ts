import { useQuery } from '@tanstack/react-query'
import type { Progress, Purpose, Standing } from '../../domain/approvals/progress'
import { get, refresh } from '../api'
import { useLang } from '../words'

/** Everything about one request; undefined while none is chosen. */
export const useProgress = (id: string | undefined) =>
  useQuery({
    // Read again whenever its history is: by those who decide here, and by what the server tells of others.
    queryKey: ['history', 'approval-requests', id, 'progress', useLang()],
    queryFn: ({ signal }) => get<Progress>(`/api/approval-requests/${id}/progress`, signal),
    enabled: !!id,
  })

/** What there is to be approved at all. */
export const usePurposes = () =>
  useQuery({
    queryKey: ['approval-purposes', useLang()],
    queryFn: ({ signal }) => get<{ items: Purpose[] }>('/api/approval-purposes', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Where one record stands, newest request first. */
export function useStanding(object: { name: string; path: string }, id: string) {
  const purposes = usePurposes().data?.items ?? []
  return useQuery({
    queryKey: ['history', object.path, id, 'approvals', useLang()],
    queryFn: ({ signal }) => get<{ items: Standing[] }>(`/api/${object.path}/${id}/approvals`, signal),
    enabled: purposes.some(one => one.object === object.name),
  })
}

/** Has everything that shows requests read again. */
export function refreshApprovals(): void {
  for (const path of ['approval-requests', 'approval-tasks']) refresh(path)
}
