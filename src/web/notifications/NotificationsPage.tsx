import { Notifications } from './Notifications'

export const NotificationsPage = () => (
  <div className="notes-page">
    <Notifications heading="h1" />
  </div>
)
