import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../../core/metadata/types'
import { get, type Page, queryClient, type Row, recordQuery, recordsQuery } from '../../api'
import { childQuery } from './childQuery'
import type { TimelineItem } from './timeline'

interface Overview {
  record: Row
  children: Record<string, Page>
  timeline: { items: TimelineItem[]; nextCursor: string | null }
  allowed: string[]
}

/**
 * Reads all of a record's page in one request and hands each part of the page what it would ask for; from then on every part keeps
 * itself fresh.
 * @param objects those whose records may refer to this one
 */
export const useOverview = (object: ObjectMeta | undefined, id: string, objects: readonly ObjectMeta[]) =>
  useQuery({
    queryKey: ['overview', object?.path, id],
    enabled: !!object,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const path = object!.path
      const overview = await get<Overview>(`/api/${path}/${id}/overview`, signal)
      const { record } = overview
      queryClient.setQueryData(recordQuery(path, id).queryKey, record)
      queryClient.setQueryData(['allowed', path, id, record.version], { items: overview.allowed })
      queryClient.setQueryData(['timeline', path, id, null, false], onePage(overview.timeline))
      for (const { object: name, field } of object!.children) {
        const child = objects.find(o => o.name === name)
        const page = overview.children[name]
        if (!child || !page) continue
        queryClient.setQueryData(recordsQuery(child.path, childQuery(field, id)).queryKey, onePage(page))
      }
      return record.id
    },
  })

const onePage = <T>(page: T) => ({ pages: [page], pageParams: [undefined] })
