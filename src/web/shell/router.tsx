import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { asProblem, metadataQuery, queryClient, sessionQuery } from '../api'
import { type ListSearch, listSearch } from '../generic/list/definition'
import { Toaster } from '../kit/Toast'
import { Tooltips } from '../kit/Tooltip'
import { pages } from '../pages'
import { currentLang, speak } from '../words'
import { NoPage, PageFailed } from './Failed'
import { Frame, FrameSkeleton } from './Frame'

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toaster />
      <Tooltips />
    </>
  ),
  notFoundComponent: NoPage,
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('../login/LoginPage'), 'LoginPage'),
})

/** Everything for which one must be signed in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  async beforeLoad({ location }) {
    // Both at once: most people's language is the one kept here, and then the second answer counts too.
    const metadata = queryClient.ensureQueryData(metadataQuery(currentLang())).catch(asProblem)
    const session = await queryClient.ensureQueryData(sessionQuery).catch(asProblem)
    if ('status' in session) {
      if (session.status === 401)
        throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { to: location.href } })
      throw session
    }
    if (session.mustChangePassword) throw redirect({ to: '/login' })
    if (session.user.lang && session.user.lang !== currentLang()) {
      speak(session.user.lang as ReturnType<typeof currentLang>)
      await queryClient.ensureQueryData(metadataQuery(currentLang()))
    } else {
      const answered = await metadata
      if ('status' in answered) throw answered
    }
  },
  component: Frame,
  pendingComponent: FrameSkeleton,
  pendingMs: 0,
  pendingMinMs: 0,
  errorComponent: PageFailed,
})

const list = createRoute({
  getParentRoute: () => frame,
  path: '/$object',
  validateSearch: (search: Record<string, unknown>): ListSearch => listSearch(search),
  component: lazyRouteComponent(() => import('../generic/list/ListPage'), 'ListPage'),
})
const record = createRoute({
  getParentRoute: () => frame,
  path: '/$object/$id',
  // The list one walks through; see generic/record/Walk.
  validateSearch: (search: Record<string, unknown>): ListSearch => listSearch(search),
  component: lazyRouteComponent(() => import('../generic/record/RecordPage'), 'RecordPage'),
})
const own = pages.map(page =>
  createRoute({
    getParentRoute: () => frame,
    path: page.path,
    // Pages keep what they like in the address and read it themselves.
    validateSearch: (search: Record<string, unknown>) => search,
    component: lazyRouteComponent(async () => ({ Page: await page.load() }), 'Page'),
  }),
)

export const router = createRouter({
  routeTree: root.addChildren([login, frame.addChildren([list, record, ...own])]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NoPage,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
