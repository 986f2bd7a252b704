import { useState } from 'react'
import { useMetadata, usePreference } from '../api'
import { atNoon, moneyText, todayInChina, weekdayText } from '../fields/format'
import { openForm } from '../generic/form/open'
import { Button } from '../kit/Button'
import { fill, useLang, useWords } from '../words'
import { Arrange } from './Arrange'
import { type Arrangement, arranged, type Column } from './arrangement'
import { useToday } from './FirstPanel'
import { type PanelName, panels } from './panels'
import './Workbench.css'
import * as words from './words'

const standard: Arrangement = {
  main: ['tasks', 'followUps', 'silent', 'contacts', 'changes'],
  side: ['goal', 'agenda', 'approvals', 'announcements', 'workLog', 'recycling', 'month', 'news'],
}

/** What to do now, and what happened. Everybody arranges it for themselves. */
export function Workbench() {
  const w = useWords(words)
  const metadata = useMetadata()
  const [arranging, setArranging] = useState<HTMLElement | null>(null)
  const seen = (name: PanelName) => metadata.objects.some(o => o.name === panels[name].object)
  const [kept, keep] = usePreference<Partial<Arrangement & { known: string[] }>>('workbench', {})
  const arrangement = arranged(kept, standard)
  const column = (name: Column) =>
    arrangement[name]
      .filter((p): p is PanelName => p in panels && seen(p as PanelName))
      .map(p => {
        const { Panel, half } = panels[p]
        return (
          <div key={p} className={half && name === 'main' ? 'workbench-half' : 'workbench-whole'}>
            <Panel />
          </div>
        )
      })
  const canLog = metadata.objects.some(o => o.name === 'activity' && o.can.create)
  return (
    <div className="workbench">
      <header className="workbench-head">
        <Today />
        <span className="spring" />
        <Button
          look="text"
          icon="columns-3"
          className="workbench-arrange"
          onClick={event => setArranging(event.currentTarget)}
        >
          {w.arrange}
        </Button>
        {canLog && (
          <Button icon="pencil" onClick={() => openForm({ object: 'activity' })}>
            {w.logContact}
          </Button>
        )}
      </header>
      {arranging && (
        <Arrange
          anchor={arranging}
          arrangement={arrangement}
          standard={standard}
          offered={(Object.keys(panels) as PanelName[]).filter(seen)}
          onChange={next => keep({ ...next, known: [...standard.main, ...standard.side] })}
          onClose={() => setArranging(null)}
        />
      )}
      <div className="workbench-columns">
        <div className="workbench-main">{column('main')}</div>
        <aside className="workbench-side">{column('side')}</aside>
      </div>
    </div>
  )
}

/** The day, and what it asks for in one sentence. */
function Today() {
  const w = useWords(words)
  const lang = useLang()
  const { data } = useToday()
  const day = todayInChina()
  const now = atNoon(day)
  const [worth] = data?.worth ?? []
  const comma = lang === 'en' ? ', ' : '，'
  return (
    <div className="workbench-today">
      <h1>
        {lang === 'en'
          ? new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' }).format(now)
          : fill(w.date, { month: now.getMonth() + 1, day: now.getDate() })}{' '}
        {weekdayText(day, lang)}
      </h1>
      <p>
        {data && (
          <>
            {data.total ? fill(w.summary.todo, { n: data.total }) : w.summary.nothing}
            {worth && (
              <>
                {comma}
                {w.summary.worth} <b>{moneyText(worth.amount, worth.currency)}</b>
              </>
            )}
            {data.late > 0 && (
              <>
                {comma}
                <span className="over">{fill(w.summary.over, { n: data.late })}</span>
              </>
            )}
          </>
        )}
      </p>
    </div>
  )
}
