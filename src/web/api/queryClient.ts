import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

/** One cache for everything read. Server events keep it fresh, so nothing is read again merely because a window got focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
})
