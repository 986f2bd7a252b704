import { useQuery } from '@tanstack/react-query'
import type { Booked, HallPlan, SpaceCalendar } from '../../domain/bookings'
import { address, get, queryClient, refresh } from '../api'

/** The spaces of a publication against its issues between two days. */
export const useCalendar = (publication: string | undefined, from: string, to: string) =>
  useQuery({
    queryKey: ['space-calendar', publication, from, to],
    queryFn: ({ signal }) => get<SpaceCalendar>(address('/api/bookings/calendar', { publication, from, to }), signal),
    enabled: !!publication,
    placeholderData: before => before,
  })
export const useHall = (hall: string | undefined) =>
  useQuery({
    queryKey: ['hall-plan', hall],
    queryFn: ({ signal }) => get<HallPlan>(address('/api/bookings/hall', { hall }), signal),
    enabled: !!hall,
  })

/** Something was held, moved or let go: all that shows it is read again. */
export function refreshBookings(): void {
  for (const key of ['space-calendar', 'hall-plan', 'issue-plan'])
    void queryClient.invalidateQueries({ queryKey: [key] })
  refresh('bookings')
  refresh('execution-steps')
}

export type State = 'free' | 'held' | 'sold' | 'off'
/** How a space stands, as a whole: free as long as one of its places is. */
export function stateOf(bookings: readonly Booked[], places: number, active: boolean): State {
  if (bookings.length < places) return active ? 'free' : 'off'
  return bookings.some(one => one.status === 'held') ? 'held' : 'sold'
}
