import { useLocation, useNavigate } from '@tanstack/react-router'
import { useWords } from '../words'
import { Keys } from './Keys'
import './Me.css'
import { Password } from './Password'
import { Profile } from './Profile'
import { Sessions } from './Sessions'
import { TwoFactor } from './TwoFactor'
import * as words from './words'

const sections = { profile: Profile, password: Password, twoFactor: TwoFactor, sessions: Sessions, keys: Keys }
type Section = keyof typeof sections

/** What people set for themselves. The address names the section. */
export function MePage() {
  const w = useWords(words)
  const navigate = useNavigate()
  const asked = (useLocation().search as { section?: string }).section
  const section: Section = asked && asked in sections ? (asked as Section) : 'profile'
  const Shown = sections[section]
  return (
    <div className="my">
      <header className="my-head">
        <h1>{w.title}</h1>
      </header>
      <div className="my-body">
        <nav className="my-sections" aria-label={w.title}>
          {(Object.keys(sections) as Section[]).map(one => (
            <button
              key={one}
              type="button"
              className={`side-entry${one === section ? ' on' : ''}`}
              aria-current={one === section ? 'page' : undefined}
              onClick={() =>
                void navigate({ to: '/me' as never, search: (one === 'profile' ? {} : { section: one }) as never })
              }
            >
              {w[one]}
            </button>
          ))}
        </nav>
        <section className="my-section" aria-label={w[section]}>
          <h2>{w[section]}</h2>
          <Shown />
        </section>
      </div>
    </div>
  )
}
