import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    globalSetup: 'test/postgres.ts',
    testTimeout: 20_000,
    // A browser on a busy machine may miss a wait; what is wrong fails three times.
    retry: 2,
    hookTimeout: 60_000,
  },
})
