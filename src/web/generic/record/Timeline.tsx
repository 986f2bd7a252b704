import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Metadata, ObjectMeta } from '../../../core/metadata/types'
import { address, get, post, type Row, useMetadata } from '../../api'
import { dayText, todayInChina, weekdayText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { Button } from '../../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../../kit/States'
import { useWords } from '../../words'
import { talksAbout } from './name'
import { TimelineEntry } from './TimelineEntry'
import { byDay, type TimelineItem } from './timeline'
import * as sentences from './words'

interface Page {
  items: TimelineItem[]
  nextCursor: string | null
}
/** Part of a timeline: the records of one object, or those of them that have one code in their leading choice. */
interface Part {
  id: string
  label: string
  kinds?: string
  field?: string
  code?: string
}
const ENOUGH = 8

/** All that happened with a record, newest first, split by days. */
export function Timeline({ object, row, brief }: { object: ObjectMeta; row: Row; brief?: boolean }) {
  const words = useWords(sentences)
  const metadata = useMetadata()
  const parts = partsOf(object, metadata, words)
  const [chosen, setChosen] = useState('all')
  const part = parts.find(p => p.id === chosen) ?? parts[0]!
  // Beside a list there is room for what was said, not for every change of a field.
  const kinds = brief
    ? [...new Set(parts.flatMap(p => (p.kinds && p.kinds !== 'change' ? [p.kinds] : [])))].join(',')
    : part.kinds
  const counts = useCounts(object, row.id, metadata, !brief)
  const query = useInfiniteQuery({
    queryKey: ['timeline', object.path, row.id, kinds ?? null, brief ?? false],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        address(`/api/${object.path}/${row.id}/timeline`, {
          cursor: pageParam,
          kinds: part.kinds,
          limit: brief ? 5 : part.code ? 100 : 30,
        }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  })
  const items = (query.data?.pages ?? []).flatMap(page => page.items)
  const shown = part.code ? items.filter(item => item.record?.[part.field!] === part.code) : items
  const { hasNextPage, isFetching, fetchNextPage } = query
  const needsMore = part.code !== undefined && shown.length < ENOUGH && hasNextPage && !isFetching
  useEffect(() => {
    if (needsMore) void fetchNextPage()
  }, [needsMore, fetchNextPage])

  return (
    <div className="timeline">
      {!brief && (
        <div className="timeline-parts" role="toolbar" aria-label={words.tabs.timeline}>
          {parts.map(p => (
            <button type="button" key={p.id} aria-pressed={p === part} onClick={() => setChosen(p.id)}>
              {p.label}
              {counts[p.id] !== undefined && <span>{counts[p.id]}</span>}
            </button>
          ))}
        </div>
      )}
      {query.error ? (
        <ErrorState problem={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={brief ? 3 : 6} height={64} />
      ) : shown.length === 0 && !hasNextPage ? (
        part.id === 'all' ? (
          <Empty title={words.noTimeline} text={talksAbout(object) ? words.noTimelineText : words.noneSeen} />
        ) : (
          <p className="record-none">{words.noneOfKind}</p>
        )
      ) : brief ? (
        shown
          .slice(0, 4)
          .map(item => <TimelineEntry key={`${item.kind} ${item.id}`} item={item} object={object} row={row} brief />)
      ) : (
        byDay(shown).map(({ day, items: ofDay }) => (
          <section key={day}>
            <DayHead day={day} />
            {ofDay.map(item => (
              <TimelineEntry key={`${item.kind} ${item.id}`} item={item} object={object} row={row} />
            ))}
          </section>
        ))
      )}
      {!brief && hasNextPage && (
        <Button look="text" className="timeline-more" busy={isFetching} onClick={() => fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

/** 今天 · 昨天 · 11-20 星期五 */
function DayHead({ day }: { day: string }) {
  const { lang } = useLookup()
  const shown = dayText(day, lang)
  const named = shown !== day && shown !== day.slice(5)
  return (
    <h3 className="timeline-day">
      {named || day.slice(0, 4) !== todayInChina().slice(0, 4) ? shown : `${shown} ${weekdayText(day, lang)}`}
    </h3>
  )
}

/** What the timeline can be narrowed to: kinds of what happened (calls, visits), other objects, changes of the record itself. */
function partsOf(object: ObjectMeta, metadata: Metadata, words: typeof sentences.zhCN): Part[] {
  const dated = metadata.objects.filter(o => {
    const pointer = o.fields.some(f => f.name === 'aboutObject') && (!object.timeline || o.name === 'comment')
    return o.timeline && (pointer || o.fields.some(f => f.target === object.name && !f.system))
  })
  const of = (o: ObjectMeta): Part[] => {
    const leading =
      o.name === 'activity' ? o.fields.find(f => f.name === o.subtitle[0] && f.kind === 'choice') : undefined
    const items = leading ? metadata.dictionaries[leading.dictionary!]?.items.filter(i => !i.inactive) : undefined
    if (!leading || !items?.length) return [{ id: o.name, label: o.label, kinds: o.name }]
    return items.map(i => ({
      id: `${o.name} ${i.code}`,
      label: i.label,
      kinds: o.name,
      field: leading.name,
      code: i.code,
    }))
  }
  return [
    { id: 'all', label: words.timelineAll },
    ...dated.flatMap(of),
    { id: 'change', label: words.kinds.change!, kinds: 'change' },
  ]
}

/** How many of each kind there are, where the record is referred to directly. */
function useCounts(object: ObjectMeta, id: string, metadata: Metadata, enabled: boolean): Record<string, number> {
  const activity = metadata.objects.find(o => o.name === 'activity')
  const by = activity?.fields.find(f => f.kind === 'ref' && f.target === object.name)
  const { data } = useQuery({
    queryKey: ['timeline', object.path, id, 'counts'],
    enabled: enabled && by !== undefined,
    queryFn: () =>
      post<{ items: Record<string, unknown>[] }>(`/api/${activity!.path}/aggregate`, {
        groupBy: ['type'],
        measures: [{ fn: 'count' }],
        filter: { field: by!.name, op: 'eq', value: id },
      }).then(
        answer => answer.items,
        () => [],
      ),
  })
  return Object.fromEntries((data ?? []).map(group => [`activity ${group.type}`, Number(group.count)]))
}
