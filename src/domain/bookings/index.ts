import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { booking } from './booking'
import { bookingDictionaries } from './dictionaries'
import { exhibition } from './exhibition'
import { expire } from './expire'
import { hall } from './hall'
import { assign, extend, hold, move, release } from './hold'
import { keep } from './keep'
import { layOut } from './layOut'
import { bookingMessages } from './messages'
import { followIssue, followOrder } from './orders'
import { participant } from './participant'
import { bookingRoutes } from './routes'
import { space } from './space'

export type { Booked, CalendarIssue, CalendarSpace, HallPlan, Planned, SpaceCalendar, Stand } from './calendar'
export { booking, exhibition, hall, participant, space }

learn(bookingMessages)

/** Space that is sold only once: positions in issues of a publication, stands in halls of an exhibition (版位、展位). */
export const bookings: Slice = {
  name: 'bookings',
  entities: [exhibition, hall, space, booking, participant],
  acts: [hold, extend, release, move, assign, layOut],
  reactions: [...keep, followOrder, followIssue],
  dictionaries: bookingDictionaries,
  jobs: [expire],
  routes: bookingRoutes,
}
