import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { get, type Row } from '../../api'

/** The object with what this record allows the caller now: nothing is offered that would be refused. Until that is known, what the caller may do with some record. */
export function useAllowed(object: ObjectMeta, row: Row): ObjectMeta {
  const { data } = useQuery({
    queryKey: ['allowed', object.path, row.id, row.version],
    queryFn: ({ signal }) => get<{ items: string[] }>(`/api/${object.path}/${row.id}/allowed`, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  return useMemo(() => {
    if (!data) return object
    const allows = (act: string) => data.items.includes(act)
    return {
      ...object,
      can: {
        ...object.can,
        update: object.can.update && allows('update'),
        delete: object.can.delete && allows('delete'),
      },
      acts: object.acts.filter(act => act.on === 'object' || allows(act.name)),
    }
  }, [object, data])
}
