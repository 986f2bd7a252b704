import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api'
import './kit/tokens.css'
import { router } from './shell/router'
import { currentLang } from './words'

document.documentElement.lang = currentLang()

// The page's code comes while the server is still being asked who we are.
type RouteId = keyof typeof router.routesById
for (const { routeId } of router.matchRoutes(router.latestLocation) as { routeId: RouteId }[])
  void router.loadRouteChunk(router.routesById[routeId])

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
