import { type FieldAccess, type ObjectRights, type Rights, SCOPES, type Scope } from './rights'

export const FIELD_ACCESS = ['none', 'masked', 'read', 'write'] as const satisfies readonly FieldAccess[]

const widest = (scopes: readonly Scope[]): Scope => SCOPES[Math.max(0, ...scopes.map(s => SCOPES.indexOf(s)))]!
const mostAccess = (all: readonly FieldAccess[]): FieldAccess =>
  FIELD_ACCESS[Math.max(0, ...all.map(a => FIELD_ACCESS.indexOf(a)))]!
const namesIn = (maps: readonly object[]) => [...new Set(maps.flatMap(Object.keys))]

/**
 * What all roles together allow on one object, every field filled.
 * @param setup the object is part of the company's set-up, so `*setup` speaks for it where a role doesn't name it
 */
export function unionOf(roles: readonly Rights[], object: string, setup: boolean): ObjectRights {
  const said = roles.map(role => role[object] ?? role[setup ? '*setup' : '*'] ?? {})
  // A role that doesn't let one see the object has no say about its fields.
  const seeing = said.filter(r => (r.read ?? 'none') !== 'none' || r.create)
  const acts = namesIn(said.map(r => r.acts ?? {}))
  const fields = namesIn(seeing.map(r => r.fields ?? {}))
  return {
    read: widest(said.map(r => r.read ?? 'none')),
    create: said.some(r => r.create),
    update: widest(said.map(r => r.update ?? 'none')),
    delete: widest(said.map(r => r.delete ?? 'none')),
    import: said.some(r => r.import),
    export: said.some(r => r.export),
    acts: Object.fromEntries(acts.map(act => [act, widest(said.map(r => r.acts?.[act] ?? r.update ?? 'none'))])),
    // Which fields are sensitive isn't known here: where one role names a field and another only speaks of sensitive ones, the field counts as such.
    fields: Object.fromEntries(
      fields.map(f => [f, mostAccess(seeing.map(r => r.fields?.[f] ?? r.sensitive ?? 'write'))]),
    ),
    sensitive: mostAccess(seeing.map(r => r.sensitive ?? 'write')),
  }
}

/** True when whoever holds `mine` on an object may do everything that `theirs` allows on it. */
export function covers(mine: ObjectRights, theirs: ObjectRights): boolean {
  const within = (a: Scope, b: Scope) => SCOPES.indexOf(a) <= SCOPES.indexOf(b)
  const noMore = (a: FieldAccess, b: FieldAccess) => FIELD_ACCESS.indexOf(a) <= FIELD_ACCESS.indexOf(b)
  const sees = theirs.read !== 'none' || theirs.create
  return (
    (['read', 'update', 'delete'] as const).every(k => within(theirs[k], mine[k])) &&
    (['create', 'import', 'export'] as const).every(k => !theirs[k] || mine[k]) &&
    namesIn([mine.acts, theirs.acts]).every(act =>
      within(theirs.acts[act] ?? theirs.update, mine.acts[act] ?? mine.update),
    ) &&
    (!sees ||
      (noMore(theirs.sensitive, mine.sensitive) &&
        namesIn([mine.fields, theirs.fields]).every(f =>
          noMore(theirs.fields[f] ?? 'write', mine.fields[f] ?? mine.sensitive),
        )))
  )
}
