import { useQueries } from '@tanstack/react-query'
import { readPage, useMetadata } from '../api'
import { Icon } from '../kit/Icon'
import { Empty } from '../kit/States'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import { SettingsPage } from './Page'
import * as words from './words'

/** What was deleted, object by object; the object's own list of it restores. */
export function Bin() {
  const w = useWords(words)
  const { pages } = useWords()
  const objects = useMetadata().objects.filter(o => !o.internal)
  const counts = useQueries({
    queries: objects.map(o => ({
      queryKey: ['records', o.path, 'bin', 'count'],
      queryFn: () => readPage(o.path, { fields: ['id'], limit: 1, count: 'exact', deleted: 'only' }),
    })),
  })
  const found = objects.flatMap((object, i) => {
    const total = counts[i]?.data?.total ?? 0
    return total > 0 ? [{ object, total }] : []
  })
  const waiting = counts.some(c => c.isPending)
  return (
    <SettingsPage
      title={pages.bin}
      note={w.binText}
      query={{ isPending: waiting, error: null }}
      empty={found.length === 0 && <Empty title={w.binEmpty} />}
    >
      <table className="set-table">
        <thead>
          <tr>
            <th>{w.object}</th>
            <th className="number">{w.deletedCount}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ object, total }) => (
            <tr key={object.name}>
              <td>
                <Link className="set-kind" to={`/${object.path}?deleted=only`}>
                  <Icon name={object.icon ?? 'list'} />
                  {object.label}
                </Link>
              </td>
              <td className="number">{total.toLocaleString('en-US')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsPage>
  )
}
