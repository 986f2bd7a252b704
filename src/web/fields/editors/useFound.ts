import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../../core/metadata/types'
import { get } from '../../api'
import { useQuiet } from '../../kit/useQuiet'
import type { Named } from '../value'

export type Found = Named & { note?: string }

const QUIET_MS = 120

/** A reference that narrows what is offered first: the contacts of the customer one writes about. */
export interface Among {
  field: string
  record: Named
}

/** Records of an object that answer to what is typed; before anything is typed, the ones last changed, those `among` first. */
export function useFound(
  target: ObjectMeta | undefined,
  typed: string,
  among?: Among,
): { items: Found[]; waiting: boolean } {
  const text = useQuiet(typed.trim(), QUIET_MS)
  const query = useQuery({
    queryKey: ['found', target?.name, text, among?.record.id ?? null],
    enabled: Boolean(target),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: () => (text && !target!.setup ? searched(target!, text) : listed(target!, text, among)),
  })
  return { items: query.data ?? [], waiting: query.isPending || text !== typed.trim() }
}

async function searched(target: ObjectMeta, text: string): Promise<Found[]> {
  const q = new URLSearchParams({ q: text, objects: target.name, limit: '20' })
  const { items } = await get<{ items: { id: string; title: string; subtitle?: string | null }[] }>(`/api/search?${q}`)
  return items.map(item => ({ id: item.id, name: item.title, note: item.subtitle ?? undefined }))
}

async function listed(target: ObjectMeta, text: string, among?: Among): Promise<Found[]> {
  const q = new URLSearchParams({ fields: target.title, sort: '-updatedAt', limit: '20' })
  const filter = text
    ? { field: target.title, op: 'contains', value: text }
    : among && { field: among.field, op: 'eq', value: among.record.id }
  if (filter) q.set('filter', JSON.stringify(filter))
  const { items } = await get<{ items: Record<string, unknown>[] }>(`/api/${target.path}?${q}`)
  return items.map(item => ({ id: String(item.id), name: String(item[target.title] ?? '') }))
}
