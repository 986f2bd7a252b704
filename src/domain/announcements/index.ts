import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { announce, updateAnnouncement } from './announce'
import { announcement } from './announcement'
import { announcementMessages } from './messages'
import { confirm, readAnnouncement } from './readAnnouncement'
import { readReceipt } from './readReceipt'
import { announcementRoutes } from './routes'
import { tell } from './tell'

learn(announcementMessages)

/** What everybody, a board or a department is to know, and who has read it. */
export const announcements: Slice = {
  name: 'announcements',
  entities: [announcement, readReceipt],
  acts: [announce, updateAnnouncement, readAnnouncement, confirm],
  dictionaries: [
    {
      name: 'announcementAudience',
      label: ['公告范围', 'Audience'],
      items: [
        ['all', '所有人', 'Everybody'],
        ['board', '版块', 'Board'],
        ['department', '部门', 'Department'],
      ],
    },
  ],
  jobs: [tell],
  routes: announcementRoutes,
}

export { receive } from './readReceipt'
export type { Announced, Receipts } from './routes'
export { announcement, readReceipt }
