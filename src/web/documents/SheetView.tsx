import type { Sheet } from '../../domain/documents'
import { fill, useWords } from '../words'
import * as words from './words'

/** What a document says, as it will stand on paper. */
export function SheetView({ sheet }: { sheet: Sheet }) {
  const w = useWords(words)
  return (
    <article className="paper" lang={sheet.lang} aria-label={w.preview}>
      {sheet.draft && <p className="paper-draft">{sheet.draft}</p>}
      <header className="paper-head">
        {sheet.company && (
          <div>
            <b>{sheet.company.name}</b>
            {sheet.company.lines.filter(Boolean).map(line => (
              <small key={line}>{line}</small>
            ))}
          </div>
        )}
        {sheet.code && <span>{sheet.code}</span>}
      </header>
      <h2>{sheet.title}</h2>
      <dl className="paper-facts">
        {sheet.facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {sheet.opening && <p className="paper-text">{sheet.opening}</p>}
      {sheet.lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="paper-lines" tabIndex={0} role="region" aria-label={sheet.title}>
          <table>
            <thead>
              <tr>
                {sheet.columns.map(({ name, label, figure }) => (
                  <th key={name} scope="col" className={figure ? 'number' : undefined}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.lines.map((line, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a paper have no other name
                <tr key={i}>
                  {line.map((text, at) => (
                    <td key={sheet.columns[at]!.name} className={sheet.columns[at]!.figure ? 'number' : undefined}>
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sheet.more > 0 && <p className="t3 small">{fill(w.more, { n: sheet.more })}</p>}
      {(sheet.totals.length > 0 || sheet.inWords) && (
        <div className="paper-totals">
          {sheet.inWords ? (
            <p>
              <small>{sheet.inWords.label}</small>
              <b>{sheet.inWords.text}</b>
            </p>
          ) : (
            <span />
          )}
          <dl>
            {sheet.totals.map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {sheet.paragraphs.map(({ title, text }) => (
        <section key={title}>
          <h3>{title}</h3>
          <p className="paper-text">{text}</p>
        </section>
      ))}
      <footer className="paper-sign">
        {sheet.signatures.map(({ label, name }) => (
          <div key={label}>
            {label}：{name}
          </div>
        ))}
      </footer>
    </article>
  )
}
