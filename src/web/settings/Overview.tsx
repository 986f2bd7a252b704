import { useMetadata, useSession } from '../api'
import { Icon } from '../kit/Icon'
import { areasFor, groupsOf } from '../shell/areas'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import './settings.css'
import * as words from './words'

/** All that can be set, with a line on each; on the telephone the way into the settings. */
export function Overview() {
  const w = useWords(words)
  const { pages, groups, areas } = useWords()
  const area = areasFor(useSession(), useMetadata()).find(a => a.area === 'settings')
  return (
    <div className="set">
      <header className="set-head">
        <h1>{areas.settings}</h1>
      </header>
      <div className="set-body set-overview">
        {area &&
          groupsOf(area).map(({ group, objects, pages: own }) => (
            <section key={group ?? ''}>
              {group && <h2>{groups[group]}</h2>}
              <ul>
                {objects.map(object => (
                  <li key={object.name}>
                    <Link to={`/${object.path}`}>
                      <Icon name={object.icon ?? 'list'} />
                      <span>{object.label}</span>
                      <span className="small t2">{w.about[object.name]}</span>
                    </Link>
                  </li>
                ))}
                {own
                  .filter(page => page.path !== '/settings')
                  .map(page => (
                    <li key={page.path}>
                      <Link to={page.path}>
                        <Icon name={page.icon} />
                        <span>{pages[page.name]}</span>
                        <span className="small t2">{w.about[page.name]}</span>
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
      </div>
    </div>
  )
}
