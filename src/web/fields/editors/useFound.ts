import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { get } from '../../api'
import type { Named } from '../value'

export type Found = Named & { note?: string }

const QUIET_MS = 120

/** Records of an object that answer to what is typed; before anything is typed, the ones last changed. */
export function useFound(target: ObjectMeta | undefined, typed: string): { items: Found[]; waiting: boolean } {
  const text = useQuiet(typed.trim())
  const query = useQuery({
    queryKey: ['found', target?.name, text],
    enabled: Boolean(target),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: () => (text && !target!.setup ? searched(target!, text) : listed(target!, text)),
  })
  return { items: query.data ?? [], waiting: query.isPending || text !== typed.trim() }
}

async function searched(target: ObjectMeta, text: string): Promise<Found[]> {
  const q = new URLSearchParams({ q: text, objects: target.name, limit: '20' })
  const { items } = await get<{ items: { id: string; title: string; subtitle?: string | null }[] }>(`/api/search?${q}`)
  return items.map(item => ({ id: item.id, name: item.title, note: item.subtitle ?? undefined }))
}

async function listed(target: ObjectMeta, text: string): Promise<Found[]> {
  const q = new URLSearchParams({ fields: target.title, sort: '-updatedAt', limit: '20' })
  if (text) q.set('filter', JSON.stringify({ field: target.title, op: 'contains', value: text }))
  const { items } = await get<{ items: Record<string, unknown>[] }>(`/api/${target.path}?${q}`)
  return items.map(item => ({ id: String(item.id), name: String(item[target.title] ?? '') }))
}

/** The text once typing has paused, so that not every letter asks the server. */
function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  return quiet
}
