import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Starts the product as people run it, over a database that is there already; it answers at `/readyz` once it is ready.
 * @param url address of the database
 * @param dataDir where it keeps its files
 */
export const startServer = (url: string, port: number, dataDir: string): ChildProcess =>
  spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, DATABASE_URL: url, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
