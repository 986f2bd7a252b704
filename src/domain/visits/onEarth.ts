import { type Reaction, reaction } from '../../core/acts/act'
import { refuseInvalid } from '../../core/acts/refusal'
import type { Entity } from '../../core/entity'

/** Refuses a place off the earth. Half of one is none yet: people fill in one field after the other. */
function check({ latitude, longitude }: Record<string, any>): void {
  const beyond = (value: number | null | undefined, most: number) => value != null && Math.abs(value) > most
  const wrong = [...(beyond(latitude, 90) ? ['latitude'] : []), ...(beyond(longitude, 180) ? ['longitude'] : [])]
  refuseInvalid(wrong.map(field => ({ field, code: 'visit.place' })))
}

/** Keeps the place of an object's records, in its fields latitude and longitude, on the earth. */
export const onEarth = (entity: Entity<any>): Reaction =>
  reaction<Entity<any>>(
    entity,
    ['create', 'update'],
    async (_ctx, row) => check(row),
    async () => {},
    async (_ctx, rows) => {
      for (const row of rows) check(row)
    },
  )
