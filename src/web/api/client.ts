import type { Lang } from '../../core/entity/label'
import { currentLang } from '../words'
import { type Problem, problemOf, unreachable } from './problem'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON, or as it is when it is a form. */
  body?: unknown
  /** Sent as If-Match: 412 when somebody else changed the record first. */
  version?: number
  /** Makes a repeated POST safe. */
  key?: string
  /** Sent as Prefer: rather refused than made in haste. */
  careful?: boolean
  signal?: AbortSignal
  /** Language of the answer; the one spoken unless given. */
  lang?: Lang
}

let signedOut: (() => void) | undefined
/** Called when the server no longer knows who we are. */
export const whenSignedOut = (listener: () => void) => {
  signedOut = listener
}

/** Answers that begin.js asked for before this code was here; each serves once. */
const asked: Record<string, Promise<Response> | undefined> =
  (globalThis as { asked?: Record<string, Promise<Response>> }).asked ?? {}
function early(path: string): Promise<Response> | undefined {
  const answer = asked[path]
  delete asked[path]
  return answer
}

/** Asks the server. `path` begins with /api. Throws a Problem. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, version, key, careful, signal, lang = currentLang() } = options
  const form = body instanceof FormData
  const send = () =>
    fetch(path, {
      method,
      signal,
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
      headers: {
        accept: 'application/json',
        // The second is for when nobody is signed in: x-lang is a wish of a person.
        'x-lang': lang,
        'accept-language': lang,
        ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(careful ? { prefer: 'handling=strict' } : {}),
      },
    })
  const response = await ((method === 'GET' && early(path)) || send()).catch(error => {
    throw error.name === 'AbortError' ? error : unreachable()
  })
  if (!response.ok) throw await refused(response, path)
  return response.status === 204 ? (undefined as T) : response.json()
}

async function refused(response: Response, path: string): Promise<Problem> {
  const problem = await problemOf(response)
  if (response.status === 401 && !path.startsWith('/api/session')) signedOut?.()
  return problem
}

export const get = <T>(path: string, signal?: AbortSignal) => request<T>(path, { signal })
export const post = <T>(path: string, body?: unknown, options?: RequestOptions) =>
  request<T>(path, { method: 'POST', body: body ?? {}, ...options })
export const patch = <T>(path: string, body: unknown, options?: RequestOptions) =>
  request<T>(path, { method: 'PATCH', body, ...options })
export const remove = <T>(path: string, options?: RequestOptions) => request<T>(path, { method: 'DELETE', ...options })

/** Sends a file to keep; answers how it is referred to. */
export function upload<T = { id: string; name: string }>(file: File): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return request<T>('/api/files', { method: 'POST', body: form })
}

/** An address with its query; empty values are left out, structures become JSON. */
export function address(path: string, query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = new URLSearchParams(given.map(([k, v]) => [k, typeof v === 'object' ? JSON.stringify(v) : String(v)]))
  return given.length ? `${path}?${text}` : path
}
