import type { RouteOptions } from 'fastify'

/** What a route is for, in its `config`: the API's description is drawn from it. */
export interface About {
  summary: string
  /** Parameters of the address after `?`, by name. */
  query?: Record<string, string>
  /** Members of the JSON body by name; a `?` behind the name marks what may be missing. `form`: a multipart form. */
  body?: Record<string, string>
  form?: boolean
  /** What a successful answer is, where it is no JSON object. */
  answer?: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    about?: About
  }
}

/** The options of a route that says what it is for: `app.get('/api/regions', about('China’s divisions'), …)`. `open`: without a log-in. */
export const about = (summary: string, { open, ...more }: Omit<About, 'summary'> & { open?: boolean } = {}) => ({
  config: { ...(open ? { open } : {}), about: { summary, ...more } satisfies About },
})

/** A registered route, as the description needs it. */
export interface Described {
  method: string
  /** With parameters as OpenAPI writes them: `/api/{objects}/{id}/history`. */
  path: string
  open: boolean
  about?: About
}

/** The routes under /api that `route` registers; those that only catch what nobody answers are none. */
export const describedRoutes = ({ method, url, config }: RouteOptions): Described[] =>
  !url.startsWith('/api/') || url.includes('*')
    ? []
    : [method]
        .flat()
        .filter(name => name !== 'HEAD' && name !== 'OPTIONS')
        .map(name => ({
          method: name.toLowerCase(),
          path: url.replace(/:(\w+)/g, '{$1}'),
          open: !!config?.open,
          about: config?.about,
        }))
