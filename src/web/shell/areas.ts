import type { Area } from '../../core/entity/entity'
import type { Metadata, ObjectMeta } from '../../core/metadata/types'
import type { Session } from '../api'
import { type PageEntry, pages } from '../pages'
import { zhCN } from '../words/words'

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
/** Where the records are the work, their lists stand before the pages about them. */
const LISTS_FIRST: readonly Area[] = ['customers', 'sales', 'marketing', 'service']
export const listsFirst = (area: Area) => LISTS_FIRST.includes(area)

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
    const list = objects[0] && `/${objects[0].path}`
    const first = listsFirst(area) ? (list ?? own[0]?.path) : (own[0]?.path ?? list)
    return first ? [{ area, icon: icons[area], pages: own, objects, first }] : []
  })
}

export interface Group {
  /** A key of `groups` in words/words.ts; none stands on top without a heading. */
  group?: PageEntry['group']
  pages: PageEntry[]
  objects: ObjectMeta[]
}
/** In the order in which column 2 shows them. */
const GROUPS = Object.keys(zhCN.groups) as (keyof typeof zhCN.groups)[]

/** What column 2 lists, under headings where pages and objects ask for them. An object whose records a page shows is that page. */
export function groupsOf({ area, pages: own, objects }: AreaOffer): Group[] {
  const listed = objects.filter(o => !pages.some(p => p.insteadOf === o.name))
  const groupOf = (object: ObjectMeta) => object.group ?? (area === 'settings' ? 'business' : undefined)
  return [undefined, ...GROUPS]
    .map(group => ({
      group,
      pages: own.filter(p => p.group === group),
      objects: listed.filter(o => groupOf(o) === group),
    }))
    .filter(g => g.pages.length + g.objects.length > 0)
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
