import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 3,
    isolate: false,
    globalSetup: 'test/postgres.ts',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
