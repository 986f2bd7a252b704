import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../slice'
import { uploadPath } from './place'

const UPLOAD_KEPT_MS = 3 * 86_400_000

/** Uploads that nobody came back to are deleted after three days. */
export const sweepJob: Job = {
  name: 'import.sweep',
  cron: '20 3 * * *',
  async run(ctx) {
    const folder = uploadPath(ctx, '.')
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const file = await stat(path).catch(() => null)
      if (file && Date.now() - file.mtimeMs > UPLOAD_KEPT_MS) await rm(path, { force: true })
    }
  },
}
