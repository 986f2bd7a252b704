import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useMetadata, useSession } from '../api'
import { whenSignedOut } from '../api/client'
import { Forms } from '../generic/form/Forms'
import { IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Skeleton } from '../kit/States'
import { undoLast } from '../kit/Toast'
import { pages } from '../pages'
import { useWords } from '../words'
import { type AreaOffer, areaOf, areasFor } from './areas'
import './Frame.css'
import { useLiveChanges } from './live'
import { closeOverlay, openPalette, openShortcuts, useOverlay } from './overlay'
import { PhoneBar } from './PhoneBar'
import { Rail } from './Rail'
import { SideColumn } from './SideColumn'
import { useShortcut } from './shortcuts'
import { TopBar } from './TopBar'
import { useTitle } from './title'
import { useNarrow } from './width'
import * as words from './words'

const loadPalette = () => import('./Palette')
const Palette = lazy(() => loadPalette().then(m => ({ default: m.Palette })))
const ShortcutHelp = lazy(() => import('./ShortcutHelp').then(m => ({ default: m.ShortcutHelp })))
const SignInAgain = lazy(() => import('../login/SignInAgain').then(m => ({ default: m.SignInAgain })))

const PALETTE_AFTER_MS = 1500

/** The one frame around every page: rail, column 2, top bar; on a telephone a bar at the bottom. */
export function Frame() {
  const { skip } = useWords(words)
  const names = useWords()
  const session = useSession()
  const metadata = useMetadata()
  const { pathname, search } = useLocation()
  const narrow = useNarrow(1280)
  const areas = areasFor(session, metadata)
  const area = areaOf(pathname, areas)
  const [fold, setFold] = useState<boolean | null>(null)
  // A record's page has its own columns, and so has a board; column 2 stays away from them unless somebody asks.
  const isBoard = (search as { display?: unknown }).display === 'board'
  const folded = (fold ?? (narrow || isBoard || isRecord(pathname))) || !area
  const [expired, setExpired] = useState(false)
  const overlay = useOverlay()
  const online = useOnline()
  useLiveChanges()
  // A record's page puts the record's own name there.
  useTitle(isRecord(pathname) ? undefined : titleOf(pathname, area, names.pages))

  useShortcut('/', openPalette)
  useShortcut('?', openShortcuts)
  useShortcut('[', () => setFold(!folded))
  useShortcut('z', undoLast, true)
  useEffect(() => whenSignedOut(() => setExpired(true)), [])
  // Whoever presses Ctrl K types on at once; its code must be here by then.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), PALETTE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      openPalette()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [])

  return (
    <div className={`frame${folded ? ' folded' : ''}`}>
      <a className="frame-skip" href="#content">
        {skip}
      </a>
      <Rail areas={areas} area={area} />
      {area && !folded && <SideColumn area={area} onFold={() => setFold(true)} />}
      <TopBar unfold={folded && area ? () => setFold(false) : undefined} />
      <main id="content" className="frame-main" tabIndex={-1}>
        {!online && <Offline />}
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <PhoneBar areas={areas} area={area} />
      <Suspense>
        {overlay === 'palette' && <Palette areas={areas} onClose={closeOverlay} />}
        {overlay === 'shortcuts' && <ShortcutHelp onClose={closeOverlay} />}
        {expired && <SignInAgain onDone={() => setExpired(false)} />}
        <Forms />
      </Suspense>
    </div>
  )
}

const titleOf = (pathname: string, area: AreaOffer | undefined, names: Record<string, string>) => {
  const page = pages.find(p => p.path === pathname)
  return page ? (names[page.name] ?? '') : (area?.objects.find(o => `/${o.path}` === pathname)?.label ?? '')
}

const isRecord = (pathname: string) => /^\/[^/]+\/[0-9a-f-]{36}(\/edit)?$/.test(pathname)

const subscribeOnline = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
const useOnline = () => useSyncExternalStore(subscribeOnline, () => navigator.onLine)

function Offline() {
  const { offline } = useWords(words)
  return (
    <div className="frame-offline" role="status">
      <Icon name="wifi-off" size={14} />
      {offline}
    </div>
  )
}

/** The frame before anything is known about who looks at it. */
export function FrameSkeleton() {
  const { search } = useWords(words)
  return (
    <div className={`frame${isRecord(location.pathname) ? ' folded' : ''}`} aria-busy="true">
      <div className="rail">
        <span className="rail-logo">
          <Logo />
        </span>
        {[1, 2, 3, 4].map(n => (
          <span key={n} className="rail-item">
            <Skeleton width={20} height={20} />
          </span>
        ))}
      </div>
      <div className="side-column" />
      <header className="top-bar">
        <span className="top-search">
          <Icon name="search" />
          <span className="spring ellipsis">{search}</span>
        </span>
      </header>
      <main className="frame-main">
        <PageSkeleton />
      </main>
    </div>
  )
}

/** A page before its code is here: a head, and lines below it. */
export const PageSkeleton = () => (
  <div className="page-skeleton" aria-busy="true">
    <div className="page-skeleton-head">
      <Skeleton width={160} height={16} />
    </div>
    {Array.from({ length: 12 }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines that stand for nothing
      <div key={i} className="k-skeleton-row" style={{ height: 36 }}>
        <Skeleton width={`${30 + ((i * 29) % 30)}%`} />
        <Skeleton width={64} />
        <Skeleton width={72} />
      </div>
    ))}
  </div>
)

/** Two links of a chain. */
export const Logo = ({ size = 24 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    aria-hidden="true"
  >
    <rect x="2.500" y="2.500" width="12" height="12" rx="4.500" />
    <path d="M9.500 14.500V17a4.500 4.500 0 0 0 4.500 4.500h3a4.500 4.500 0 0 0 4.500-4.500v-3A4.500 4.500 0 0 0 17 9.500h-2.500" />
  </svg>
)

/** Folds column 2. */
export const FoldButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <IconButton icon="panel-left" size={28} label={label} onClick={onClick} />
)
