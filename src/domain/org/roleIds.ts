import { invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, listOf, structure } from '../../core/entity'
import { syllablesOf } from '../../core/search/pinyin'

const isReference = (value: unknown) =>
  typeof value === 'string' ||
  (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')

/** Roles of a user as the API takes them: codes, ids, or the `{ id }` that reading answers. */
export const rolesInput = structure<
  unknown[],
  { label: readonly ['角色', 'Roles']; check: (value: unknown) => string | null }
>({
  label: ['角色', 'Roles'],
  check: listOf(isReference, 50, 'field.notList'),
})

/** Ids of roles given by code or id. @throws 422 naming the first that does not exist */
export async function roleIds(ctx: Ctx, given: unknown): Promise<string[]> {
  const wanted = ((given ?? []) as (string | { id: string })[]).map(r => (typeof r === 'string' ? r : r.id))
  if (wanted.length === 0) return []
  const known = await ctx.db.query<{ id: string; code: string }>(
    sql`select id, code from roles where deleted_at is null`,
  )
  return wanted.map(one => {
    const found = known.find(role => (isId(one) ? role.id === one.toLowerCase() : role.code === one))
    if (!found) throw invalid('roles', 'user.noSuchRole', { role: one.slice(0, 60) })
    return found.id
  })
}

/** A log-in name that nobody bears yet, from how a name sounds: 王伟 is wangwei, the next one wangwei2. */
export async function freeLogin(ctx: Ctx, name: unknown): Promise<string | undefined> {
  if (typeof name !== 'string') return undefined
  const plain = [...name.normalize('NFKC').trim().toLowerCase()].slice(0, 30)
  const spoken = syllablesOf(plain.join(''), true)
  const login = plain
    .map((character, i) => spoken[i] || character)
    .join('')
    .replace(/\s+/g, '.')
    .replace(/[^\p{L}\p{N}._-]/gu, '')
    .slice(0, 60)
  if (login === '') return undefined
  const taken = await ctx.db.query<{ login: string }>(sql`select login from users where starts_with(login, ${login})`)
  const isTaken = (one: string) => taken.some(user => user.login === one)
  if (!isTaken(login)) return login
  for (let n = 2; ; n++) if (!isTaken(`${login}${n}`)) return `${login}${n}`
}

/** A log-in name as it is kept and compared: one width, lower case. */
export function loginOf(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.trim() === '') return undefined
  const login = typed.normalize('NFKC').trim().toLowerCase()
  if (!/^[\p{L}\p{N}._@+-]{1,64}$/u.test(login)) throw invalid('login', 'user.badLogin')
  return login
}
