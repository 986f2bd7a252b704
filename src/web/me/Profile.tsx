import type { Lang } from '../../core/entity/label'
import { useMetadata, useSession } from '../api'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Segmented } from '../kit/Tabs'
import { areasFor } from '../shell/areas'
import { Link } from '../shell/Link'
import { chooseLanguage, LANGUAGES, leave } from '../shell/TopBar'
import { setTheme, type Theme, useTheme } from '../shell/theme'
import * as shell from '../shell/words'
import { useLang, useWords } from '../words'
import * as words from './words'

export function Profile() {
  const w = useWords(words)
  const { themes } = useWords(shell)
  const { user, board, department, roles } = useSession()
  const lang = useLang()
  const theme = useTheme()
  const facts: [string, string | null | undefined][] = [
    [w.login, user.login],
    [w.board, board?.name],
    [w.department, department?.name],
    [w.position, user.position],
    [w.roles, roles.map(r => r.name).join(lang === 'en' ? ', ' : '、')],
    [w.phone, user.phone],
    [w.email, user.email],
  ]
  return (
    <>
      <div className="my-name">
        <Avatar name={user.name} size={40} me />
        <b>{user.name}</b>
      </div>
      <dl className="my-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || <span className="t3">–</span>}</dd>
          </div>
        ))}
        <div>
          <dt>{w.language}</dt>
          <dd>
            <Segmented
              label={w.language}
              value={lang}
              onChange={one => void chooseLanguage(one)}
              options={(Object.keys(LANGUAGES) as Lang[]).map(id => ({ id, label: LANGUAGES[id] }))}
            />
          </dd>
        </div>
        <div>
          <dt>{w.theme}</dt>
          <dd>
            <Segmented
              label={w.theme}
              value={theme}
              onChange={setTheme}
              options={(['light', 'dark', 'system'] as Theme[]).map(id => ({ id, label: themes[id] }))}
            />
          </dd>
        </div>
      </dl>
      <p className="my-text">{w.profileText}</p>
      <Areas />
      <Button icon="log-out" onClick={() => void leave()}>
        {w.signOut}
      </Button>
    </>
  )
}

/** On a telephone the rail is away; everything that stands there is reached from here. */
function Areas() {
  const w = useWords(words)
  const { areas: names } = useWords()
  const areas = areasFor(useSession(), useMetadata())
  return (
    <nav className="my-areas" aria-label={w.everything}>
      <h3>{w.everything}</h3>
      {areas.map(offer => (
        <Link key={offer.area} to={offer.first} className="side-entry">
          <Icon name={offer.icon} />
          {names[offer.area]}
        </Link>
      ))}
    </nav>
  )
}
