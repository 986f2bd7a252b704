import type { FastifyInstance } from 'fastify'
import type { Label } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { labelIn } from '../../core/i18n/say'
import { moments, OWN_MOMENTS } from './moments'

const MOMENTS = about('From what the day can be counted on which a step of an order is due')

/** A moment, as the settings offer it. */
export interface MomentMeta {
  name: string
  label: string
}

/** GET /api/order-types/moments: from what steps can be due. */
export function executionRoutes(app: FastifyInstance): void {
  app.get('/api/order-types/moments', MOMENTS, async (request): Promise<{ items: MomentMeta[] }> => {
    const { lang } = ctxOf(request)
    const all: [string, Label][] = [
      ...Object.entries(OWN_MOMENTS),
      ...[...moments()].map(([name, { label }]): [string, Label] => [name, label]),
    ]
    return { items: all.map(([name, label]) => ({ name, label: labelIn(label, lang) })) }
  })
}
