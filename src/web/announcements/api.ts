import { useQuery } from '@tanstack/react-query'
import type { Announced, Receipts } from '../../domain/announcements'
import { address, get, post, refresh } from '../api'

/** Announcements the caller sees; those whose day has passed with `past`. */
export const useAnnouncements = (past = false) =>
  useQuery({
    queryKey: ['aggregate', 'announcements', 'current', past],
    queryFn: ({ signal }) =>
      get<{ items: Announced[] }>(address('/api/announcements/current', { past: past || undefined }), signal),
  })

/** Who has read it: read again whenever a receipt comes in. */
export const useReceipts = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['aggregate', 'read-receipts', id],
    queryFn: ({ signal }) => get<Receipts>(`/api/announcements/${id}/receipts`, signal),
    enabled,
  })

export async function markRead(id: string, act: 'read' | 'confirm'): Promise<void> {
  await post(`/api/announcements/${id}/${act}`)
  for (const path of ['announcements', 'notifications']) refresh(path)
}

/** It still asks something of its reader. */
export const asks = (one: Announced): boolean => one.forMe && (one.mustConfirm ? !one.confirmedAt : !one.readAt)
