import { SCOPES } from '../../core/access/rights'
import { FIELD_ACCESS } from '../../core/access/union'

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScope = (value: unknown) => (SCOPES as readonly unknown[]).includes(value)
const isAccess = (value: unknown) => (FIELD_ACCESS as readonly unknown[]).includes(value)
const isFlag = (value: unknown) => typeof value === 'boolean'
const mapOf = (each: (value: unknown) => boolean) => (value: unknown) =>
  isMap(value) && Object.values(value).every(each)

const parts: Record<string, (value: unknown) => boolean> = {
  read: isScope,
  update: isScope,
  delete: isScope,
  create: isFlag,
  import: isFlag,
  export: isFlag,
  acts: mapOf(isScope),
  fields: mapOf(isAccess),
  sensitive: isAccess,
}

/** Refuses what is no `Rights`: answers the code of a sentence, null when it is well formed. */
export function checkRights(value: unknown): string | null {
  const wellFormed =
    isMap(value) &&
    Object.values(value).every(
      object =>
        isMap(object) &&
        Object.entries(object).every(([part, said]) => Object.hasOwn(parts, part) && parts[part]!(said)),
    )
  return wellFormed ? null : 'role.badRights'
}
