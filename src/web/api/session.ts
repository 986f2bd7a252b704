import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Lang } from '../../core/entity/label'
import type { Me } from '../../domain/org/me'
import { get, patch, post, remove } from './client'
import { queryClient } from './queryClient'

/** Who is signed in: the person, where they work, what they may do and what they arranged for themselves. */
export type Session = Me

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => get<Session>('/api/session'),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who is signed in. Only inside the frame, which waits for it. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

export const signIn = (given: { login: string; password: string; otp?: string; remember?: boolean }) =>
  post<Session>('/api/session', given)
export const signOut = () => remove('/api/session')

/** A preference and a way to change it, kept on the server; it applies at once. */
export function usePreference<T>(name: string, otherwise: T): [T, (value: T) => void] {
  const { data } = useQuery(sessionQuery)
  return [(data?.preferences?.[name] as T | undefined) ?? otherwise, value => void savePreference(name, value)]
}

/** Keeps one preference of the person signed in (PATCH /api/session/preferences). */
export async function savePreference(name: string, value: unknown): Promise<void> {
  queryClient.setQueryData(
    sessionQuery.queryKey,
    session => session && { ...session, preferences: { ...session.preferences, [name]: value } },
  )
  await patch('/api/session/preferences', { [name]: value })
}

/** Keeps the language a person chose; it follows them to every device. */
export async function saveLanguage(lang: Lang): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, session => session && { ...session, user: { ...session.user, lang } })
  await patch('/api/session/preferences', { lang })
}
