import { Notifications } from './Notifications'

export const NotificationsPage = () => (
  <div className="notes-page">
    <Notifications />
  </div>
)
