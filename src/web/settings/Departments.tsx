import { useState } from 'react'
import { type Row, refresh, rowsOf, useAggregate, useObject, useRecords } from '../api'
import { FieldCell } from '../fields/FieldCell'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Menu } from '../kit/Menu'
import { Empty, NoRights } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { forest } from './forest'
import { SettingsPage } from './Page'
import { removeFrom } from './removal'
import { TreeName, toggled } from './TreeName'
import * as words from './words'

interface Named {
  id: string
  name: string
}

/** The tree of departments, with who heads each and how many work in it. */
export function Departments() {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const object = useObject('department')
  const query = useRecords('departments', {
    fields: ['name', 'parent', 'board', 'head', 'position', 'version'],
    sort: 'position',
    limit: 500,
  })
  const people = useAggregate('users', { groupBy: ['department'], measures: [{ fn: 'count' }] })
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [menu, setMenu] = useState<{ row: Row; anchor: HTMLElement } | null>(null)
  if (!object) return <NoRights />

  const fieldOf = (name: string) => object.fields.find(f => f.name === name)!
  const count = new Map(people.data?.items.map(i => [(i.department as Named | null)?.id, Number(i.count)]))
  const rows = forest(
    rowsOf(query.data),
    r => r.id,
    r => (r.parent as Named | null)?.id,
    folded,
  )
  const create = (parent?: Row) =>
    openForm({
      object: 'department',
      preset: {
        parent: parent && { id: parent.id, name: String(parent.name) },
        board: parent?.board,
      },
    })
  const remove = (row: Row) =>
    removeFrom('departments', { id: row.id, name: String(row.name) }, () => refresh('departments'))
  return (
    <>
      <SettingsPage
        title={pages.departments}
        count={query.data && rowsOf(query.data).length}
        acts={
          object.can.create && (
            <Button icon="plus" onClick={() => create()}>
              {w.newDepartment}
            </Button>
          )
        }
        query={query}
        empty={
          rows.length === 0 && (
            <Empty title={w.noDepartments} text={w.noDepartmentsText}>
              {object.can.create && <Button onClick={() => create()}>{w.newDepartment}</Button>}
            </Empty>
          )
        }
      >
        <table className="set-table">
          <thead>
            <tr>
              <th>{fieldOf('name').label}</th>
              <th className="wide">{fieldOf('board').label}</th>
              <th>{fieldOf('head').label}</th>
              <th className="number">{w.people}</th>
              <th>
                <span className="visually-hidden">{kit.more}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ item: row, depth, children }) => (
              <tr key={row.id}>
                <td>
                  <TreeName
                    depth={depth}
                    folds={children > 0}
                    folded={folded.has(row.id)}
                    onFold={() => setFolded(toggled(folded, row.id))}
                    name={String(row.name)}
                  >
                    <Link to={`/departments/${row.id}`}>{String(row.name)}</Link>
                  </TreeName>
                </td>
                <td className="wide">
                  <FieldCell field={fieldOf('board')} value={row.board} row={row} />
                </td>
                <td>
                  <FieldCell field={fieldOf('head')} value={row.head} row={row} />
                </td>
                <td className="number">
                  {count.get(row.id) ? (
                    <Link
                      to={`/users?filter=${encodeURIComponent(JSON.stringify({ field: 'department', op: 'eq', value: row.id }))}`}
                    >
                      {count.get(row.id)}
                    </Link>
                  ) : (
                    <span className="set-none">–</span>
                  )}
                </td>
                <td className="acts">
                  {(object.can.create || object.can.update || object.can.delete) && (
                    <IconButton
                      icon="ellipsis"
                      size={28}
                      label={fill(w.moreOf, { name: String(row.name) })}
                      aria-haspopup="menu"
                      onClick={event => setMenu({ row, anchor: event.currentTarget })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SettingsPage>
      {menu && (
        <Menu
          anchor={menu.anchor}
          label={String(menu.row.name)}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[
            object.can.create && { label: w.newBelow, icon: 'plus', onSelect: () => create(menu.row) },
            object.can.update && {
              label: kit.edit,
              icon: 'pencil',
              onSelect: () => openForm({ object: 'department', id: menu.row.id }),
            },
            object.can.delete && {
              label: kit.remove,
              icon: 'trash-2',
              danger: true,
              onSelect: () => void remove(menu.row),
            },
          ]}
        />
      )}
    </>
  )
}
