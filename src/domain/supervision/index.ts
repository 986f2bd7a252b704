import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { boundaries } from './boundaries'
import { supervisionMessages } from './messages'
import { supervisionRoutes } from './routes'
import { supervise } from './supervise'
import { useRule } from './useRule'

export { useRule }

learn(supervisionMessages)

/** Rules of use (管理办法) for each board, and how people keep them: notices, what managers hear, the report. */
export const supervision: Slice = {
  name: 'supervision',
  entities: [useRule],
  reactions: boundaries,
  jobs: [supervise],
  routes: supervisionRoutes,
}
