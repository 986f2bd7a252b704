import { type Act, act, reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { insert } from '../../core/records/write'
import { follow } from './follow'
import { notify } from './notify'

/** The acts by which a person begins and ceases to hear of a record of `entity`. */
export function followActs(entity: Entity<any>): Act[] {
  return [
    act(entity, 'follow', {
      label: ['关注', 'Follow'],
      icon: 'star',
      needs: 'read',
      undo: 'unfollow',
      async run(ctx, record) {
        const [already] = await ctx.db.query(
          sql`select 1 from follows where user_id = ${ctx.user.id} and about_object = ${entity.name} and about_id = ${record.id} and deleted_at is null`,
        )
        if (!already) await insert(ctx, follow, { user: ctx.user.id, aboutObject: entity.name, aboutId: record.id })
      },
    }),
    act(entity, 'unfollow', {
      label: ['取消关注', 'Unfollow'],
      icon: 'star-off',
      needs: 'read',
      undo: 'follow',
      async run(ctx, record) {
        await ctx.db.query(
          sql`delete from follows where user_id = ${ctx.user.id} and about_object = ${entity.name} and about_id = ${record.id}`,
        )
      },
    }),
  ]
}

/** Followers hear when somebody else changes the record; its new owner hears that it is theirs now. */
export const news = (entity: Entity<any>) =>
  reaction(
    entity,
    ['update'],
    async (ctx, row: any, before: any) => {
      if (ctx.origin.by === 'import' || ctx.origin.by === 'set-up') return
      const about = { aboutObject: entity.name, aboutId: row.id as string, title: String(row[entity.title] ?? '') }
      if (row.owner && row.owner !== before?.owner) await notify(ctx, { to: [row.owner], type: 'owner', ...about })
      const followers = await ctx.db.query<{ user: string }>(
        sql`select user_id as user from follows where about_object = ${entity.name} and about_id = ${row.id} and deleted_at is null`,
      )
      await notify(ctx, {
        to: followers.map(f => f.user).filter(id => id !== row.owner || row.owner === before?.owner),
        type: 'follow',
        ...about,
      })
    },
    // Hundreds at once are told of as one, by whoever gives them.
    async () => {},
  )
