import type { Act } from '../acts/act'
import type { Entity } from '../entity'
import { mergeAct } from './merge'
import { unmergeAct } from './unmerge'

/** The acts of objects that say how duplicates are recognised: what can be the same can be made one. */
export const mergeActs = (entity: Entity<any>): Act[] => (entity.match ? [mergeAct(entity), unmergeAct(entity)] : [])
