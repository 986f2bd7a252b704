import { useQuery } from '@tanstack/react-query'
import type { Passed, Standing } from '../../domain/opportunities'
import { get, queryClient, type Row } from '../api'

const PATH = 'opportunities'
const keyOf = (id: string) => ['timeline', PATH, id, 'exit']

/** Where an opportunity stands, read anew whenever something happened to it or to what belongs to it. */
export const useStanding = (row: Row) =>
  useQuery({
    queryKey: [...keyOf(row.id), row.version],
    queryFn: ({ signal }) => get<Standing>(`/api/${PATH}/${row.id}/exit`, signal),
    placeholderData: before => before,
  })

export const standingChanged = (id: string) => void queryClient.invalidateQueries({ queryKey: keyOf(id) })

/** How a stage lies to where the opportunity is. */
export type Lie = 'passed' | 'skipped' | 'current' | 'ahead'
export function lieOf(stages: readonly Passed[], stage: Passed): Lie {
  if (stage.current) return 'current'
  const here = stages.findIndex(one => one.current)
  if (stages.indexOf(stage) > here) return 'ahead'
  return stage.entered ? 'passed' : 'skipped'
}
