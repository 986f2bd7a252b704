import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../kit/Button'
import { fill, useWords } from '../words'
import { useUnread } from './unread'
import * as words from './words'

const NotificationsDrawer = lazy(() => import('./Notifications').then(m => ({ default: m.NotificationsDrawer })))

/** The bell of the top bar, with how many wait. */
export function Bell() {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  const unread = useUnread()
  return (
    <>
      <IconButton
        icon="bell"
        label={unread ? fill(w.unread, { n: unread }) : w.title}
        className="top-bell"
        onClick={() => setOpen(true)}
      >
        {unread > 0 && <span className="top-bell-count">{unread > 99 ? '99+' : unread}</span>}
      </IconButton>
      {open && (
        <Suspense>
          <NotificationsDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
