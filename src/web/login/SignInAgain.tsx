import { queryClient, sessionQuery } from '../api'
import { Over } from '../kit/Panel'
import { useWords } from '../words'
import { LoginForm } from './LoginForm'
import * as words from './words'

/** Asks for the password again over a page whose session ended, so that nothing typed there is lost. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const before = queryClient.getQueryData(sessionQuery.queryKey)
  return (
    <Over label={w.expired} className="k-dialog" style={{ width: 408 }} onClose={() => {}}>
      <h2 className="k-dialog-title">{w.expired}</h2>
      <div className="k-dialog-body login-again">
        <p className="login-text">{w.expiredText}</p>
        <LoginForm
          login={before?.user.login}
          onDone={session => {
            // Somebody else at the same screen must not see what the first one saw.
            if (before && session.user.id !== before.user.id) return location.assign('/')
            queryClient.setQueryData(sessionQuery.queryKey, session)
            void queryClient.invalidateQueries()
            onDone()
          }}
        />
      </div>
    </Over>
  )
}
