import { Link as RouterLink, useRouter } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

/** A link to an address known only at run time (`/accounts?view=…`); opens in place, and in a new tab as links do. */
export function Link({ to, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { to: string; children?: ReactNode }) {
  const [path = '/', query] = to.split('?')
  const router = useRouter()
  const search = query ? router.options.parseSearch!(`?${query}`) : {}
  return (
    <RouterLink {...(rest as object)} to={path as never} search={search as never} activeOptions={{ exact: true }} />
  )
}
