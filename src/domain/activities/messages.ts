import type { Messages } from '../../core/i18n/messages'

export const activityMessages: Messages = {
  'task.notOpen': ['这个任务已经结束。要再做，先重新打开', 'This task is closed already. Open it again first'],
  'activity.location': [
    '定位要有 latitude、longitude（度）和 accuracyMetres（米）',
    'A location has latitude, longitude (degrees) and accuracyMetres',
  ],
  'task.open': ['这个任务还没结束', 'This task is still open'],
}
