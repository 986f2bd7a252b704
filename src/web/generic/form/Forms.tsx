import { lazy, Suspense } from 'react'
import { closeForm, useOpenForms } from './open'

const RecordForm = lazy(() => import('./RecordForm').then(m => ({ default: m.RecordForm })))
const ActDialog = lazy(() => import('./ActDialog').then(m => ({ default: m.ActDialog })))

/** Where forms appear that `openForm` asked for. Stands once, in the frame; the forms themselves are fetched when first needed. */
export function Forms() {
  const open = useOpenForms()
  return (
    <Suspense>
      {open.map((request, index) =>
        'act' in request ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack, its members never move
          <ActDialog key={index} request={request} onClose={() => closeForm(request)} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack, its members never move
          <RecordForm key={index} request={request} onClose={() => closeForm(request)} />
        ),
      )}
    </Suspense>
  )
}
