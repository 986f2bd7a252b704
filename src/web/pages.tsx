import type { ComponentType } from 'react'
import type { Area } from '../core/entity/entity'
import type { Metadata } from '../core/metadata/types'
import type { Session } from './api'
import type { zhCN } from './words/words'

/** A page that metadata cannot draw. The router, column 2 and the command palette read this list. */
export interface PageEntry {
  /** Address pattern, e.g. `/calendar`, `/import/$object`. More exact than `/$object`, so it wins over an object's list. */
  path: string
  /** Its name: a key of `pages` in words/words.ts. */
  name: keyof typeof zhCN.pages
  icon: string
  /** Where column 2 lists it; none keeps it out of column 2 and palette (its address has parameters). */
  area?: Area
  /** Shown only when it answers true. */
  may?(session: Session, metadata: Metadata): boolean
  load(): Promise<ComponentType>
}

export const pages: readonly PageEntry[] = [
  {
    path: '/',
    name: 'workbench',
    icon: 'layout-dashboard',
    area: 'workbench',
    load: () => import('./workbench/Workbench').then(m => m.Workbench),
  },
  {
    path: '/notifications',
    name: 'notifications',
    icon: 'bell',
    area: 'workbench',
    load: () => import('./notifications/NotificationsPage').then(m => m.NotificationsPage),
  },
  { path: '/me', name: 'me', icon: 'user-round', load: () => import('./me/MePage').then(m => m.MePage) },
]
