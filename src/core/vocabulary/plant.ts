import { v7 as uuid } from 'uuid'
import { inTransaction } from '../acts/perform'
import { type Host, systemContext } from '../context'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { wordsChanged } from './load'
import { declaredDictionaries } from './vocabulary'

/**
 * Gives a tenant the items of the declared dictionaries that it never had: all of them when it is new, those of a new release
 * afterwards. What an administrator renamed, switched off or deleted stays so.
 */
export async function plantDictionaries(ctx: Ctx): Promise<void> {
  const items = declaredDictionaries(ctx.program).flatMap(dictionary =>
    dictionary.items.map(([code, label, labelEn, parent, tone], i) => ({
      id: uuid(),
      dictionary: dictionary.name,
      code,
      label,
      labelEn,
      parent,
      tone,
      position: i + 1,
    })),
  )
  const planted = await ctx.db.query(sql`
    insert into dictionary_items (tenant_id, id, version, created_at, updated_at, dictionary, code, label, label_en, parent, tone, position, active)
    select ${ctx.tenant}::int4, s.id, 1, ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz,
      s.dictionary, s.code, s.label, s."labelEn", s.parent, s.tone, s.position, true
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as s(id uuid, dictionary text, code text, label text, "labelEn" text, parent text, tone text, position int4)
    where not exists (select from dictionary_items d where d.dictionary = s.dictionary and d.code = s.code)
    returning id`)
  if (planted.length) await wordsChanged(ctx)
}

/** The same for every tenant, at the start of a process: a new release may bring dictionaries and values. */
export async function plantEverywhere(host: Host): Promise<void> {
  const { rows } = await host.database.owner.query<{ id: number }>('select id from tenants order by id')
  for (const { id } of rows) await inTransaction(await systemContext(host, id, 'set-up'), plantDictionaries)
}
