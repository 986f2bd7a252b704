import type { Lang } from '../../core/entity/label'
import { useSession } from '../api'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/Tabs'
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
      <Button icon="log-out" onClick={() => void leave()}>
        {w.signOut}
      </Button>
    </>
  )
}
