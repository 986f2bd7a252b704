/** Whose records: a wider scope contains every narrower one. */
export const SCOPES = ['none', 'own', 'team', 'department', 'board', 'all'] as const
export type Scope = (typeof SCOPES)[number]
export type FieldAccess = 'none' | 'masked' | 'read' | 'write'

export interface ObjectRights {
  read: Scope
  create: boolean
  update: Scope
  delete: Scope
  import: boolean
  export: boolean
  /** By act name; an act not named follows `update`. */
  acts: Record<string, Scope>
  /** By field name; a field not named follows the object. */
  fields: Record<string, FieldAccess>
  /** Phones, e-mails and what else is sensitive, where `fields` doesn't name it. Missing means write. */
  sensitive: FieldAccess
}

/** What a role says: by object name, `*` for all other objects of the business, `*setup` for all other objects of the company's set-up. Missing means none. */
export type Rights = Record<string, Partial<ObjectRights>>
