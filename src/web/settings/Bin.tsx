import { useQueries } from '@tanstack/react-query'
import { readPage, useMetadata } from '../api'
import { Icon } from '../kit/Icon'
import { Empty, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import './settings.css'
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
    <div className="set">
      <header className="set-head">
        <h1>{pages.bin}</h1>
      </header>
      <p className="set-note">{w.binText}</p>
      <div className="set-body">
        {waiting ? (
          <SkeletonRows rows={6} />
        ) : found.length === 0 ? (
          <Empty title={w.binEmpty} />
        ) : (
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
        )}
      </div>
    </div>
  )
}
