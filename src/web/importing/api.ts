import { asProblem, get, post, queryClient, request } from '../api'
import { toast } from '../kit/Toast'
import { fill, wordsIn } from '../words'
import type { Options } from './options'
import * as words from './words'

export interface Preview {
  upload: string
  file: {
    name: string
    format: string
    encoding: string | null
    delimiter: string | null
    sheet: string | null
    sheets: string[]
    rows: number
    partial: boolean
  }
  columns: { name: string; samples: string[]; filled: number }[]
  mapping: Record<string, string | null>
  template: string | null
  fields: { name: string; label: string; kind: string; required: boolean; custom: boolean }[]
  /** Reference fields in the file whose missing records may be made. */
  creatable: { field: string; object: string; label: string }[]
  unready: { message: string } | null
  problems: { field: string; columns: string[]; message: string; count: number; rows: number[] }[]
  values: { field: string; dictionary: string; words: { text: string; count: number }[] }[]
  /** Names in reference fields that no record bears. */
  names: {
    field: string
    object: string
    words: { text: string; count: number; like: { id: string; name: string } | null }[]
  }[]
  similar: { count: number; examples: { row: number; title: string; as: string; sameAsRow: number | null }[] }
  samples: Sample[]
  counts: { created: number; updated: number; skipped: number; failed: number; similar: number; along: number }
}
export interface Sample {
  row: number
  cells: string[]
  values: Record<string, string>
  problems: { field: string; message: string }[]
}
export interface ImportJob {
  id: string
  status: 'queued' | 'running' | 'done' | 'failed'
  object: string
  fileName: string
  mode: 'dry-run' | 'run'
  progress: number
  rows: number
  created: number
  updated: number
  unchanged: number
  skipped: number
  failed: number
  similar: number
  /** New records of other objects. */
  along: number
  undone: { removed: number; reverted: number; keptCount: number; kept: { id: string; name: string | null }[] } | null
  failure: { message: string } | null
  createdAt: string
}

export const isRunning = (job: Pick<ImportJob, 'status'>) => job.status === 'queued' || job.status === 'running'

/** Sends a file, to be looked at and kept until it is imported. */
export function sendFile(object: string, file: File): Promise<Preview> {
  const form = new FormData()
  form.append('object', object)
  form.append('file', file)
  return request<Preview>('/api/imports/preview', { method: 'POST', body: form })
}
const asked = ({ mapping, ...rest }: Options) => ({ ...rest, ...(mapping ? { mapping } : {}) })

/** What the file sent would become with these options. */
export const lookAt = (object: string, upload: string, fileName: string, options: Options, signal?: AbortSignal) =>
  request<Preview>('/api/imports/preview', {
    method: 'POST',
    body: { object, upload, fileName, ...asked(options) },
    signal,
  })
export const startImport = (
  object: string,
  upload: string,
  fileName: string,
  options: Options,
  mode: 'dry-run' | 'run',
) =>
  post<{ id: string }>(
    '/api/imports',
    { object, upload, fileName, mode, ...asked(options) },
    { key: crypto.randomUUID() },
  )
export const readImport = (id: string) => get<ImportJob>(`/api/imports/${id}`)

/** Takes an import back and says what became of it. */
export async function undoImport(id: string): Promise<void> {
  const w = wordsIn(words)
  try {
    const job = await post<ImportJob>(`/api/imports/${id}/undo`)
    const { removed = 0, reverted = 0, keptCount = 0 } = job.undone ?? {}
    toast({
      text: job.undone
        ? fill(keptCount ? w.undoneKept : w.undoneAll, { removed, reverted, kept: keptCount })
        : w.undoing,
    })
  } catch (thrown) {
    toast({ tone: 'over', text: asProblem(thrown).message })
  }
  for (const queryKey of [['imports'], ['import', id], ['records'], ['aggregate']])
    void queryClient.invalidateQueries({ queryKey })
}
