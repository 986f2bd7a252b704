import type { ObjectRights, Rights, Scope } from '../../core/access/rights'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'

export const SCOPES = ['none', 'own', 'team', 'department', 'board', 'all'] as const satisfies readonly Scope[]
export const SCOPED = ['read', 'update', 'delete'] as const
export const FLAGS = ['create', 'import', 'export'] as const
export type Part = Partial<ObjectRights>

/** Who speaks for an object that a role doesn't name. People are business enough to be searched, and still the set-up's alone. */
export const generalOf = (object: Pick<ObjectMeta, 'name' | 'setup'>): '*' | '*setup' =>
  object.setup || object.name === 'user' ? '*setup' : '*'

/** What a role says of an object, itself or through what it says of all. */
export const partOf = (rights: Rights, object: Pick<ObjectMeta, 'name' | 'setup'>): Part =>
  rights[object.name] ?? rights[generalOf(object)] ?? {}

/** The same rights with another part for one name; a part of `undefined` leaves the object to what is said of all. */
export function withPart(rights: Rights, name: string, part: Part | undefined): Rights {
  const { [name]: _, ...others } = rights
  return part === undefined ? others : { ...others, [name]: part }
}

/** A part with one entry of its `acts` or `fields` changed; `undefined` removes it. */
export function withEntry<K extends 'acts' | 'fields'>(
  part: Part,
  map: K,
  name: string,
  value: ObjectRights[K][string] | undefined,
): Part {
  const { [name]: _, ...others } = (part[map] ?? {}) as Record<string, unknown>
  const next = value === undefined ? others : { ...others, [name]: value }
  const { [map]: __, ...rest } = part
  return Object.keys(next).length ? { ...rest, [map]: next } : rest
}

/** What an act may be done to: one that a role doesn't name follows the right it needs. */
export const actScope = (part: Part, act: string, needs: 'read' | 'update' = 'update'): Scope =>
  part.acts?.[act] ?? part[needs] ?? 'none'

const SENSITIVE: readonly FieldMeta['kind'][] = ['phone', 'email']

/** Words of a sentence about what a role may do with an object; places in braces are filled. */
export interface RightsWords {
  nothing: string
  sees: Record<Scope, string>
  changes: Record<Scope, string>
  deletes: Record<Scope, string>
  same: string
  flags: Record<(typeof FLAGS)[number], string>
  acts: string
  actScopes: Record<Scope, string>
  masked: string
  hidden: string
  readOnly: string
  sensitiveMasked: string
  sensitiveHidden: string
  sensitiveRead: string
  comma: string
  semicolon: string
  list: string
}

/** 查看本版块，新建，修改和删除本人的，导入；电话、邮箱遮盖显示. */
export function rightsSentence(
  part: Part,
  object: Pick<ObjectMeta, 'acts' | 'fields'> | undefined,
  w: RightsWords,
): string {
  const read = part.read ?? 'none'
  if (read === 'none' && !part.create) return w.nothing
  const update = part.update ?? 'none'
  const remove = part.delete ?? 'none'
  const may = [
    read !== 'none' && w.sees[read],
    part.create && w.flags.create,
    update !== 'none' && (update === remove ? w.same.replace('{scope}', w.actScopes[update]) : w.changes[update]),
    remove !== 'none' && update !== remove && w.deletes[remove],
    part.import && w.flags.import,
    part.export && w.flags.export,
    ...Object.entries(part.acts ?? {}).map(([name, scope]) =>
      w.acts
        .replace('{act}', object?.acts.find(a => a.name === name)?.label ?? name)
        .replace('{scope}', w.actScopes[scope]),
    ),
  ]
  const label = (name: string) => object?.fields.find(f => f.name === name)?.label ?? name
  const fields = (access: string) =>
    Object.entries(part.fields ?? {})
      .filter(([, said]) => said === access)
      .map(([name]) => label(name))
      .join(w.list)
  const hasSensitive = !object || object.fields.some(f => SENSITIVE.includes(f.kind))
  const but = [
    hasSensitive && part.sensitive === 'masked' && w.sensitiveMasked,
    hasSensitive && part.sensitive === 'none' && w.sensitiveHidden,
    hasSensitive && part.sensitive === 'read' && w.sensitiveRead,
    fields('masked') && w.masked.replace('{fields}', fields('masked')),
    fields('none') && w.hidden.replace('{fields}', fields('none')),
    fields('read') && w.readOnly.replace('{fields}', fields('read')),
  ]
  return [may, but]
    .map(clauses => clauses.filter(Boolean).join(w.comma))
    .filter(Boolean)
    .join(w.semicolon)
}
