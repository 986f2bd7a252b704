import { useMetadata } from '../api'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import type { Gain, Preview } from './territory'
import * as words from './words'
import './territories.css'

const count = (n: number) => n.toLocaleString('en-US')

/** Who gains and who loses, what stays, and some of the records. */
export function Outlook({ preview, wide }: { preview: Preview; wide?: boolean }) {
  const w = useWords(words).trial
  const { dictionaries } = useMetadata()
  const why = (code: string) => dictionaries.recycleExemption?.items.find(item => item.code === code)?.label ?? code
  const changed = (gains: readonly Gain[]) => gains.filter(one => one.gains || one.losses)
  const tables = [
    { title: w.territories, rows: changed(preview.territories) },
    { title: w.people, rows: changed(preview.people) },
  ].filter(table => table.rows.length > 0)
  return (
    <>
      {preview.nowhere > 0 && <p className="t2">{fill(w.nowhere, { n: count(preview.nowhere) })}</p>}
      {preview.kept.length > 0 && (
        <p className="t2">
          {w.stay}
          {' · '}
          {preview.kept.map(one => `${why(one.why)} ${count(one.count)}`).join('、')}
        </p>
      )}
      <div className={wide ? 'realign-two' : undefined}>
        {tables.map(({ title, rows }) => (
          <Gains key={title} title={title} rows={rows} />
        ))}
      </div>
      {preview.samples.length > 0 && <Samples preview={preview} />}
    </>
  )
}

export function Gains({ title, rows }: { title: string; rows: readonly Gain[] }) {
  const w = useWords(words).trial
  return (
    <section>
      <h4>{title}</h4>
      <table className="territory-gains">
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col" className="number">
              {w.now}
            </th>
            <th scope="col" className="number">
              {w.gains}
            </th>
            <th scope="col" className="number">
              {w.losses}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(one => (
            <tr key={one.id}>
              <td className="ellipsis">{one.name}</td>
              <td className="number t2">{count(one.now)}</td>
              <td className="number">{one.gains ? <span className="plus">+{count(one.gains)}</span> : ''}</td>
              <td className="number">{one.losses ? <span className="minus">−{count(one.losses)}</span> : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Samples({ preview }: { preview: Preview }) {
  const w = useWords(words).trial
  const { objects } = useMetadata()
  const pathOf = (name: string) => objects.find(object => object.name === name)?.path ?? name
  return (
    <section>
      <h4>{w.samples}</h4>
      <ul className="territory-samples">
        {preview.samples.map(one => (
          <li key={`${one.object} ${one.id}`}>
            <Link to={`/${pathOf(one.object)}/${one.id}`} className="ellipsis">
              {one.name}
            </Link>
            <span className="small">
              {[
                one.was !== one.becomes && `${one.was ?? w.noPlace} → ${one.becomes ?? w.noPlace}`,
                one.heir && `${one.owner ?? w.nobody} → ${one.heir}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
