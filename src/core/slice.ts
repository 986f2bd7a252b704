import type { FastifyInstance } from 'fastify'
import type { Act, Reaction } from './acts/act'
import type { Ctx, Principal } from './ctx'
import type { Entity } from './entity/entity'
import type { Label } from './entity/label'
import type { Change } from './events/journal'
import type { Other } from './matching/distinct'

/** A dictionary a slice brings; an administrator edits its items afterwards. Items are [code, zh, en, parent?, tone?]. */
export interface DictionarySeed {
  name: string
  label: Label
  tree?: boolean
  items: readonly (readonly [code: string, zh: string, en: string, parent?: string, tone?: string])[]
}
/** Work that runs apart from a request. `payload` is JSON; it may run twice and must then have one effect. */
export interface Job<P = any> {
  name: string
  /** Crontab line in China's time, for work that time starts. */
  cron?: string
  run(ctx: Ctx, payload: P): Promise<void>
}
/**
 * What follows an act after it is committed, even when the process dies in between: it may run twice and must then have one
 * effect. It runs apart from the act, in order with all others, so what takes long belongs into a job it enqueues.
 */
export interface Follower {
  object: string
  /** Any act of the object unless named. */
  acts?: readonly string[]
  run(ctx: Ctx, change: Change): Promise<void>
}
/** A slice of the business: what domain.ts lists and core draws everything from. */
export interface Slice {
  name: string
  entities?: readonly Entity<any>[]
  acts?: readonly Act[]
  reactions?: readonly Reaction[]
  dictionaries?: readonly DictionarySeed[]
  jobs?: readonly Job[]
  followers?: readonly Follower[]
  /** Endpoints that are neither an object's nor an act's, under /api. `ctxOf(request)` gives the caller. */
  routes?(app: FastifyInstance): void
  /** Who a person is, asked of the slice that keeps people when work is done on somebody's behalf; null for the frozen and the gone. */
  principal?(ctx: Ctx, userId: string): Promise<Principal | null>
  /** Keeps that a new record is another than some it looks like, asked of the slice that keeps such decisions. */
  distinct?(ctx: Ctx, entity: Entity, id: string, others: readonly Other[]): Promise<void>
  /** Once for a new tenant, as the system, in one transaction. */
  setUp?(ctx: Ctx): Promise<void>
}
