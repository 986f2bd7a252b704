import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MergePreview } from '../../core/merging/preview'
import type { Merge } from '../../core/merging/routes'
import { get, post, type Row } from '../api'

export type Preview = Omit<MergePreview, 'records' | 'result'> & { records: Row[]; result: Record<string, unknown> }

/** What a merge of `ids`, the first of which stays, would make. */
export const usePreview = (path: string, ids: readonly string[], take: Record<string, string>) =>
  useQuery({
    queryKey: ['merge-preview', path, ids, take],
    enabled: ids.length > 1,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      post<Preview>(`/api/${path}/${ids[0]}/merge-preview`, { from: ids.slice(1), take }, { signal }),
  })

/** Merges into a record that are not taken back. */
export const useMerges = (path: string, id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['history', path, id, 'merges'],
    enabled,
    queryFn: ({ signal }) => get<{ items: Merge[] }>(`/api/${path}/${id}/merges`, signal).then(answer => answer.items),
  })

/** The address of the page that merges these. */
export const mergePage = (path: string, ids: readonly string[]) => `/merge/${path}?ids=${ids.join(',')}`
