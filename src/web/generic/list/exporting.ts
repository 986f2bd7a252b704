import { get, post } from '../../api'

interface ExportJob {
  id: string
  status: 'queued' | 'running' | 'done' | 'failed'
}
export interface ExportRequest {
  object: string
  format: 'xlsx' | 'csv'
  fields?: readonly string[]
  filter?: unknown
  sort?: string
}
const POLL_MS = 800

/** Has the server write a file and downloads it when it is there. Resolves to false when the export failed. */
export async function exportFile(request: ExportRequest): Promise<boolean> {
  let job = await post<ExportJob>('/api/exports', request)
  while (job.status === 'queued' || job.status === 'running') {
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
    job = await get<ExportJob>(`/api/exports/${job.id}`)
  }
  if (job.status === 'failed') return false
  const link = document.createElement('a')
  link.href = `/api/exports/${job.id}/file`
  link.download = ''
  link.click()
  return true
}
