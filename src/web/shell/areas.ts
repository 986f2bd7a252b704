import type { Area } from '../../core/entity/entity'
import type { Metadata, ObjectMeta } from '../../core/metadata/types'
import type { Session } from '../api'
import { type PageEntry, pages } from '../pages'

/** What the rail offers, in its order, with the icon of each. */
const icons: Record<Area, string> = {
  workbench: 'layout-dashboard',
  customers: 'users-round',
  sales: 'trending-up',
  marketing: 'megaphone',
  service: 'headset',
  analysis: 'chart-column',
  together: 'message-square-text',
  settings: 'settings',
}
const ORDER = Object.keys(icons) as Area[]

export interface AreaOffer {
  area: Area
  icon: string
  pages: PageEntry[]
  objects: ObjectMeta[]
  /** Where the rail leads. */
  first: string
}

/** The areas in which the caller can see anything. */
export function areasFor(session: Session, metadata: Metadata): AreaOffer[] {
  return ORDER.flatMap(area => {
    const objects = metadata.objects.filter(o => o.area === area && !o.internal)
    const own = pages.filter(p => p.area === area && (!p.may || p.may(session, metadata)))
    const first = own[0]?.path ?? (objects[0] && `/${objects[0].path}`)
    return first ? [{ area, icon: icons[area], pages: own, objects, first }] : []
  })
}

/** The area an address belongs to. */
export function areaOf(pathname: string, areas: readonly AreaOffer[]): AreaOffer | undefined {
  const [first = ''] = pathname.split('/').filter(Boolean)
  return (
    areas.find(a => a.pages.some(p => (p.path === '/' ? pathname === '/' : matches(pathname, p.path)))) ??
    areas.find(a => a.objects.some(o => o.path === first)) ??
    areas.find(a => a.area === first)
  )
}
const matches = (pathname: string, path: string) => pathname === path || pathname.startsWith(`${path}/`)
