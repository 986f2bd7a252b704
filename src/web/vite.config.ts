import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chunks, preloads } from './build/chunks'
import { compressed } from './build/compressed'
import { icons } from './build/icons'
import { maps } from './build/maps'
import { traditionalWords } from './build/traditionalWords'

const here = fileURLToPath(new URL('.', import.meta.url))

/** `npx vite build --config src/web/vite.config.ts` writes dist/web; `npx vite --config …` serves it before the API of `API` (default http://localhost:3000). */
export default defineConfig({
  root: here,
  plugins: [
    react(),
    icons(fileURLToPath(new URL('..', import.meta.url))),
    maps(),
    traditionalWords(),
    preloads(),
    compressed(),
  ],
  cacheDir: '../../node_modules/.vite-web',
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: chunks } },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    // Our own folder of sources has the same name as the API.
    proxy: { '^/api/(?!.*\\.ts)': { target: process.env.API ?? 'http://localhost:3000' } },
  },
})
