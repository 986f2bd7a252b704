import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** GET /metrics: Prometheus text, for callers on this machine. */
export function measure(app: FastifyInstance): void {
  const registry = new Registry()
  // The event loop's delay would be sampled a hundred times a second, also when nobody works.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 1_000 })
  const seconds = new Histogram({
    name: 'guanxi_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 5],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.code(404).send()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
