import { reachOf } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Line } from './forecast'

/** Where a line stands: under which other one, and who answers for it. */
export interface Place {
  key: string
  level: Line['level']
  id: string
  name: string
  parent: string | null
  owner: string | null
  board: string | null
}

interface Person {
  id: string
  name: string
  board: string
  department: string | null
}
interface Department {
  id: string
  name: string
  parent: string | null
  board: string | null
  head: string | null
}
interface Board {
  id: string
  name: string
}

/**
 * The tree of those whose figures the caller answers for, in the order of their screen: company, boards, departments, people. Only
 * people among `owners` stand in it, and what leads to them. A salesperson stands alone; whoever leads some people sees these, under
 * their department where the caller leads all of it.
 * @param unowned boards with figures that are nobody's
 */
export async function placesOf(
  ctx: Ctx,
  owners: readonly string[],
  unowned: readonly { owner: string | null; board: string | null }[],
): Promise<Place[]> {
  const reach = reachOf(ctx, ctx.words.entity('opportunity'), 'read')
  const me = ctx.user.system ? [] : [ctx.user.id]
  const wanted = [...new Set([...owners, ...(reach.kind === 'people' ? me : [])])]
  const people =
    await ctx.db.query<Person>(sql`select u.id, u.name, u.board_id as board, u.department_id as department from users u
    left join departments d on d.id = u.department_id where u.id = any(${wanted}::uuid[]) order by d.head_id is not distinct from u.id desc, u.name, u.id`)
  const alone = reach.kind === 'people' && reach.people.length === 1
  if (alone) return people.map(person => placed(person, null))
  const departments = await ctx.db.query<Department>(
    sql`select id, name, parent_id as parent, board_id as board, head_id as head from departments where deleted_at is null order by position, name, id`,
  )
  const boards = await ctx.db.query<Board>(
    sql`select id, name from boards where deleted_at is null order by position, name, id`,
  )
  if (reach.kind === 'people') return team(people, departments, reach.people, ctx.user.id)
  const company = reach.kind === 'everything' && boards.length > 1
  const nobody = new Set(unowned.flatMap(one => (one.owner === null && one.board ? [one.board] : [])))
  const shown = boards.filter(
    board =>
      people.some(person => person.board === board.id) ||
      nobody.has(board.id) ||
      (reach.kind === 'board' && reach.board === board.id),
  )
  return [
    ...(company
      ? [{ key: 'company:', level: 'company' as const, id: '', name: '', parent: null, owner: null, board: null }]
      : []),
    ...shown.flatMap(board => {
      const here = people.filter(person => person.board === board.id)
      const key = `board:${board.id}`
      return [
        {
          key,
          level: 'board' as const,
          ...board,
          parent: company ? 'company:' : null,
          owner: null,
          board: board.id,
        },
        ...merged(below(here, departments, key), key, board.name),
        ...(nobody.has(board.id)
          ? [
              {
                key: `nobody:${board.id}`,
                level: 'nobody' as const,
                id: board.id,
                name: '',
                parent: key,
                owner: null,
                board: board.id,
              },
            ]
          : []),
      ]
    }),
  ]
}

/** A department that is all of its board, and called like it, says nothing new: what is in it stands under the board. */
function merged(places: readonly Place[], board: string, name: string): readonly Place[] {
  const tops = places.filter(one => one.parent === board)
  const [only] = tops
  if (tops.length !== 1 || only!.level !== 'department' || only!.name !== name) return places
  return places.flatMap(one => (one === only ? [] : [one.parent === only!.key ? { ...one, parent: board } : one]))
}

const placed = (person: Person, parent: string | null): Place => ({
  key: `person:${person.id}`,
  level: 'person',
  id: person.id,
  name: person.name,
  parent,
  owner: person.id,
  board: person.board,
})

/** Departments that lead to the people, each with its own; people of none stand at the end. */
function below(people: readonly Person[], departments: readonly Department[], root: string): Place[] {
  const known = new Map(departments.map(one => [one.id, one]))
  const needed = new Set<string>()
  for (const person of people)
    for (let at = known.get(person.department ?? ''); at && !needed.has(at.id); at = known.get(at.parent ?? ''))
      needed.add(at.id)
  const walk = (parent: string | null, key: string): Place[] =>
    departments
      .filter(one => needed.has(one.id) && (needed.has(one.parent ?? '') ? one.parent : null) === parent)
      .flatMap(one => [
        {
          key: `department:${one.id}`,
          level: 'department' as const,
          id: one.id,
          name: one.name,
          parent: key,
          owner: one.head,
          board: one.board,
        },
        ...people.filter(person => person.department === one.id).map(person => placed(person, `department:${one.id}`)),
        ...walk(one.id, `department:${one.id}`),
      ])
  return [
    ...walk(null, root),
    ...people.filter(person => !needed.has(person.department ?? '')).map(person => placed(person, root)),
  ]
}

/** Whom somebody leads: under the departments whose heads are among them, the others beside. */
function team(
  people: readonly Person[],
  departments: readonly Department[],
  led: readonly string[],
  me: string,
): Place[] {
  const whole = departments.filter(one => one.head && led.includes(one.head))
  const root: Place = { key: `team:${me}`, level: 'team', id: me, name: '', parent: null, owner: me, board: null }
  const inside = below(
    people,
    whole.map(one => ({ ...one, parent: whole.some(other => other.id === one.parent) ? one.parent : null })),
    root.key,
  )
  const tops = inside.filter(one => one.parent === root.key)
  return tops.length === 1 ? inside.map(one => (one === tops[0] ? { ...one, parent: null } : one)) : [root, ...inside]
}
