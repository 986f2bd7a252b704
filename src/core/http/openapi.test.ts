import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'

let company: Company
let api: any
beforeAll(async () => {
  company = await freshCompany()
  api = (await company.with().get('/api/openapi.json')).body
})
afterAll(() => company.close())

/** Every route under /api that the server registered: method and path. */
function registered(): [method: string, path: string][] {
  // Fastify prints its tree of routes; each line names a whole path.
  const lines = company.app.printRoutes({ commonPrefix: false }).split('\n')
  const above: string[] = []
  return lines.flatMap((line): [string, string][] => {
    const [, indent, segment, methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
    if (segment === undefined) return []
    const depth = indent!.length / 4
    above.splice(depth, above.length, segment)
    const path = above.join('')
    return (methods ?? '')
      .split(', ')
      .filter(Boolean)
      .map(method => [method, path])
  })
}

describe('the description of the API', () => {
  it('has every route', () => {
    const routes = registered().filter(
      ([method, path]) =>
        path.startsWith('/api/') && !path.includes('*') && !['HEAD', 'OPTIONS', 'TRACE'].includes(method),
    )
    expect(routes.length).toBeGreaterThan(60)
    const described = (method: string, path: string) => api.paths[path]?.[method.toLowerCase()]?.summary
    const silent = routes.filter(([method, path]) => {
      const written = path.replace(/:(\w+)/g, '{$1}')
      return !described(method, written) && !described(method, written.replace('{objects}', 'accounts'))
    })
    expect(silent).toEqual([])
  })

  it('says what a route asks for', () => {
    const signIn = api.paths['/api/session'].post
    expect(signIn.security).toEqual([])
    expect(signIn.requestBody.content['application/json'].schema.required).toEqual(['login', 'password'])
    const upload = api.paths['/api/files'].post.requestBody.content['multipart/form-data']
    expect(upload.schema.properties.file.format).toBe('binary')
    expect(api.paths['/api/search'].get.parameters.map((p: any) => p.name)).toEqual(['q', 'objects', 'limit'])
    expect(api.paths['/api/{objects}/{id}/overview'].get.parameters.map((p: any) => p.in)).toEqual(['path', 'path'])
  })

  it('refers to nothing that it does not have', () => {
    const refs = [...JSON.stringify(api).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!)
    expect([...new Set(refs)].filter(name => !api.components.schemas[name])).toEqual([])
  })
})
