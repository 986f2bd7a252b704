import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Lang } from '../../core/entity/label'
import type { Metadata, ObjectMeta } from '../../core/metadata/types'
import { useLang } from '../words'
import { request } from './client'

export const metadataQuery = (lang: Lang) =>
  queryOptions({
    queryKey: ['metadata', lang],
    async queryFn() {
      const told = await request<Metadata>('/api/metadata', { lang })
      // Asked for before it was known which language is spoken, it comes in the person's.
      return told.lang === lang ? told : request<Metadata>('/api/metadata', { lang })
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Everything the caller may see, in the caller's language. The frame waits for it, so it is always there. */
export const useMetadata = (): Metadata => useSuspenseQuery(metadataQuery(useLang())).data

/** An object by its name (`account`) or its path (`accounts`); undefined when the caller may not see it. */
export function useObject(name: string): ObjectMeta | undefined {
  return objectOf(useMetadata(), name)
}
export const objectOf = (metadata: Metadata, name: string) =>
  metadata.objects.find(o => o.name === name || o.path === name)
