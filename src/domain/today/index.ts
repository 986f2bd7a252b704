import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import type { Slice } from '../../core/slice'
import { todayOf } from './today'

export { type Day, type Duties, type DutyKind, type DutySource, duty } from './duties'
export type { Duty, Today } from './today'

const TODAY = about('What the caller should do now, most pressing first, each with its reason and what hangs on it')

/** What somebody should do now, from all the slices that ask something of them. */
export const today: Slice = {
  name: 'today',
  routes(app) {
    app.get('/api/workbench/today', TODAY, request => todayOf(ctxOf(request)))
  },
}
