import { useQuery } from '@tanstack/react-query'
import type { LogDay, PlanResult, TeamMember } from '../../domain/worklogs'
import { address, get, refresh, useMetadata, useSession } from '../api'
import { useLang } from '../words'

/** A person's day; the caller's without `user`. Read again whenever a log changes. */
export const useLogDay = (day: string, user?: string) =>
  useQuery({
    queryKey: ['aggregate', 'work-logs', 'day', day, user ?? null, useLang()],
    queryFn: ({ signal }) => get<LogDay>(address('/api/work-logs/day', { day, user }), signal),
  })

export const useTeam = (from: string, to: string) =>
  useQuery({
    queryKey: ['aggregate', 'work-logs', 'team', from, to],
    queryFn: ({ signal }) => get<{ items: TeamMember[] }>(address('/api/work-logs/team', { from, to }), signal),
    placeholderData: before => before,
  })

export const useResult = (plan: string | undefined) =>
  useQuery({
    queryKey: ['aggregate', 'work-plans', 'result', plan],
    queryFn: ({ signal }) => get<PlanResult>(`/api/work-plans/${plan}/result`, signal),
    enabled: !!plan,
  })

export const refreshLogs = () => refresh('work-logs')

/** What is counted, with its label, in the administrator's order. */
export function useMeasures(): { code: string; label: string }[] {
  const { dictionaries } = useMetadata()
  return (dictionaries.workMeasure?.items ?? []).filter(item => !item.inactive)
}

/** True for those who read more logs than their own. */
export function useLeads(): boolean {
  const read = useSession().rights.workLog?.read ?? 'none'
  return read !== 'own' && read !== 'none'
}
