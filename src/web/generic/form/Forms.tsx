import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { isNamed } from '../../fields/value'
import { closeForm, type RecordRequest, useOpenForms } from './open'

const RecordForm = lazy(() => import('./RecordForm').then(m => ({ default: m.RecordForm })))
const ActDialog = lazy(() => import('./ActDialog').then(m => ({ default: m.ActDialog })))

/** What is filled in on a page of its own instead of a drawer: documents with lines. */
const PAGES: Readonly<Record<string, (request: RecordRequest) => string>> = {
  quote: () => '/quotes/new',
  // An order of a quote takes what is open of it.
  order: ({ preset }) => (isNamed(preset?.quote) ? `/quotes/${preset.quote.id}/order` : '/orders/new'),
}

/** Goes to the page on which a new record is written, with what it begins with. */
function Elsewhere({ request, to }: { request: RecordRequest; to: string }) {
  const navigate = useNavigate()
  useEffect(() => {
    closeForm(request)
    void navigate({ to: to as never, state: { preset: request.preset ?? {} } as never })
  }, [request, to, navigate])
  return null
}

/** Where forms appear that `openForm` asked for. Stands once, in the frame; the forms themselves are fetched when first needed. */
export function Forms() {
  const open = useOpenForms()
  return (
    <Suspense>
      {open.map((request, index) =>
        'act' in request ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack, its members never move
          <ActDialog key={index} request={request} onClose={() => closeForm(request)} />
        ) : !request.id && PAGES[request.object] ? (
          <Elsewhere key={request.object} request={request} to={PAGES[request.object]!(request)} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack, its members never move
          <RecordForm key={index} request={request} onClose={() => closeForm(request)} />
        ),
      )}
    </Suspense>
  )
}
