import type { FastifyInstance, InjectOptions } from 'fastify'
import { PASSWORD, type Who } from './making'

export interface Answer<T = any> {
  status: number
  body: T
  headers: Record<string, string | string[] | number | undefined>
}

/** Somebody's way of asking the server. `path` begins with /api. */
export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** The ways of asking a server, by whom. */
export interface Asking {
  /** Asks as one of the company's people, signed in by password. */
  as(who: Who): Caller
  /** Asks with given headers: none for a stranger, a cookie or a key for whoever holds it. */
  with(headers?: Record<string, string>): Caller
  /** Signs in anew. @returns the cookie header of the session */
  signIn(login: string, password?: string, more?: Record<string, unknown>): Promise<string>
}

export function asking(app: FastifyInstance): Asking {
  const cookies = new Map<string, Promise<string>>()
  const withHeaders = (headers: () => Promise<Record<string, string>>): Caller => {
    const ask = async (
      method: InjectOptions['method'],
      path: string,
      body?: unknown,
      own: Record<string, string> = {},
    ): Promise<Answer> => {
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const response = await app.inject({
        method,
        url: path,
        headers: { ...type, ...(await headers()), ...own },
        ...payload,
      })
      const json = /json/.test(String(response.headers['content-type'])) && response.body !== ''
      return { status: response.statusCode, body: json ? response.json() : response.body, headers: response.headers }
    }
    return {
      get: (path, own) => ask('GET', path, undefined, own),
      post: (path, body, own) => ask('POST', path, body, own),
      patch: (path, body, own) => ask('PATCH', path, body, own),
      delete: (path, body, own) => ask('DELETE', path, body, own),
    }
  }
  const all: Asking = {
    async signIn(login, password = PASSWORD, extra = {}) {
      const answer = await withHeaders(async () => ({})).post('/api/session', { login, password, ...extra })
      if (answer.status !== 200)
        throw new Error(`${login} can't sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
      return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!
    },
    as(who) {
      if (!cookies.has(who)) cookies.set(who, all.signIn(who))
      return withHeaders(async () => ({ cookie: await cookies.get(who)! }))
    },
    with: (headers = {}) => withHeaders(async () => headers),
  }

  return all
}
