import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Lang } from '../../core/entity/label'
import { queryClient, type Session, saveLanguage, sessionQuery } from '../api'
import { Icon } from '../kit/Icon'
import { Logo } from '../shell/Frame'
import { LANGUAGES } from '../shell/TopBar'
import { setTheme, useTheme } from '../shell/theme'
import { speak, useLang, useWords } from '../words'
import './Login.css'
import { LoginForm, OwnPassword } from './LoginForm'
import { Network } from './Network'
import * as words from './words'

export function LoginPage() {
  const w = useWords(words)
  const { product } = useWords()
  const lang = useLang()
  useTheme()
  const dark = document.documentElement.dataset.theme === 'dark'
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<Lang | null>(null)
  const { to } = useSearch({ from: '/login' })
  // Whoever signed in before and has not set a password of their own is sent here again.
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const enter = (entered: Session) => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, entered)
    if (chosen) void saveLanguage(chosen)
    // Only addresses of our own: a link must not lead elsewhere after log-in.
    void navigate({ href: to && /^\/(?![/\\])/.test(to) ? to : '/', replace: true })
  }
  return (
    <div className="login">
      <aside className="login-aside">
        <div className="login-brand">
          <Logo size={26} />
          {product}
        </div>
        <Network label={w.picture} />
        <div>
          <p className="login-claim">
            {w.claim[0]}
            <br />
            {w.claim[1]}
          </p>
          <p className="login-text">{w.claimText}</p>
        </div>
      </aside>
      <main className="login-main">
        <div className="login-brand login-brand-phone">
          <Logo size={26} />
          {product}
        </div>
        <div className="login-box">
          {session?.mustChangePassword ? <OwnPassword onDone={enter} /> : <LoginForm onDone={enter} />}
          <p className="login-note">{w.noAccount}</p>
        </div>
        <footer className="login-foot">
          {(Object.keys(LANGUAGES) as Lang[]).map(one => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === lang}
              onClick={() => {
                speak(one)
                setChosen(one)
              }}
            >
              {one === 'zh-CN' ? '简体' : one === 'zh-TW' ? '繁體' : 'English'}
            </button>
          ))}
          <i />
          <button type="button" onClick={() => setTheme(dark ? 'light' : 'dark')}>
            <Icon name={dark ? 'sun' : 'moon'} size={14} />
            {dark ? w.light : w.dark}
          </button>
        </footer>
      </main>
    </div>
  )
}
