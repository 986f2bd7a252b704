import { useInfiniteQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../../core/metadata/types'
import { address, get, type Row } from '../../api'
import { Button } from '../../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../../kit/States'
import { useWords } from '../../words'
import { ChangeLines } from './ChangeLines'
import type { HistoryItem } from './conflict'
import * as sentences from './words'

/** Every change of a record, newest first; each value can be restored. */
export function History({ object, row }: { object: ObjectMeta; row: Row }) {
  const words = useWords(sentences)
  const query = useInfiniteQuery({
    queryKey: ['history', object.path, row.id],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: HistoryItem[]; nextCursor: string | null }>(
        address(`/api/${object.path}/${row.id}/history`, { cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  })
  if (query.error) return <ErrorState problem={query.error} onRetry={() => query.refetch()} />
  if (query.isPending) return <SkeletonRows rows={8} height={28} />
  const items = query.data.pages.flatMap(page => page.items)
  if (items.length === 0) return <Empty title={words.noHistory} />
  return (
    <div className="history">
      {items.map(item => (
        <ChangeLines key={item.id} object={object} row={row} item={item} />
      ))}
      {query.hasNextPage && (
        <Button look="text" busy={query.isFetching} onClick={() => query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
