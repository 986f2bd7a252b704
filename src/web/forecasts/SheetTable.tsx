import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import type { Sheet } from '../../domain/forecasts'
import { IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { fill, useWords } from '../words'
import { lineName, partText } from './lines'
import { type Cells, figureOf, fromBelow, fromParts, textOf } from './sheet'
import * as words from './words'

type Line = Sheet['lines'][number]

/** The sheet: a row for each line, a column for the year and each of its parts, every cell a field. */
export function SheetTable({
  sheet,
  parts,
  values,
  typed,
  onType,
  onMenu,
}: {
  sheet: Sheet
  parts: readonly string[]
  values: Cells
  typed: Readonly<Record<string, Readonly<Record<string, string>>>>
  onType(key: string, cells: Record<string, string>): void
  onMenu(at: HTMLElement, key: string): void
}) {
  const w = useWords(words)
  const { lines, measure } = sheet
  const year = String(sheet.year)
  const columns = [year, ...parts]
  const few = lines.length <= 24
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const depth = new Map<string, number>()
  for (const line of lines) depth.set(line.key, line.parent ? (depth.get(line.parent) ?? 0) + 1 : 0)
  const isOpen = (line: Line) => (few || depth.get(line.key)! < 2) !== toggled.has(line.key)
  const visible = new Map<string, boolean>()
  for (const line of lines) if (!line.parent || visible.get(line.parent)) visible.set(line.key, isOpen(line))
  const shown = lines.filter(line => visible.has(line.key))
  const toggle = (key: string) =>
    setToggled(before => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const shownIn = (line: Line, period: string) => typed[line.key]?.[period] ?? textOf(line.cells[period], measure)

  /** A block copied from a spreadsheet fills the cells from here on, to the right and down. */
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '')
    if (!/[\t\n]/.test(text)) return
    event.preventDefault()
    for (const [i, line] of text.split('\n').entries()) {
      const target = shown[row + i]
      if (!target?.may) continue
      const cells = line.split('\t').flatMap((cell, j) => {
        const period = columns[column + j]
        return period ? [[period, cell.trim()] as const] : []
      })
      onType(target.key, Object.fromEntries(cells))
    }
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="set-body fc-sheet-body" tabIndex={0} role="region" aria-label={w.targets} onKeyDown={walk}>
      <table className="set-table fc-sheet">
        <thead>
          <tr>
            <th>
              {w.who}{' '}
              <span className="t3">
                · {measure === 'count' ? w.unitCount : sheet.currency === 'CNY' ? w.unitYuan : sheet.currency}
              </span>
            </th>
            <th className="number">{w.whole}</th>
            {parts.map(part => (
              <th key={part} className="number">
                {partText(w, part)}
              </th>
            ))}
            <th className="number">{w.parts}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, row) => {
            const name = lineName(w, line)
            const below = lines.filter(one => one.parent === line.key && one.level !== 'nobody')
            const sums = fromBelow(values, below, columns)
            const whole = values[line.key]?.[year]
            const partsSum = fromParts(values[line.key], parts)
            return (
              <tr key={line.key}>
                <td className="fc-who">
                  <span className="set-tree" style={{ paddingLeft: depth.get(line.key)! * 16 }}>
                    {below.length > 0 ? (
                      <button
                        type="button"
                        className="twist"
                        aria-expanded={isOpen(line)}
                        aria-label={`${isOpen(line) ? w.fold : w.open} ${name}`}
                        onClick={() => toggle(line.key)}
                      >
                        <Icon name="chevron-right" size={14} />
                      </button>
                    ) : (
                      <span className="fc-leaf" />
                    )}
                    <span className="ellipsis">{name}</span>
                    <span className="spring" />
                    {(line.may || below.some(one => one.may)) && (
                      <IconButton
                        icon="split"
                        size={24}
                        label={`${w.splitTitle} ${name}`}
                        onClick={event => onMenu(event.currentTarget, line.key)}
                      />
                    )}
                  </span>
                </td>
                {columns.map((period, column) => {
                  const text = shownIn(line, period)
                  const value = values[line.key]?.[period] ?? null
                  const sum = sums[period]
                  // What nobody set is what its parts, or those below, add up to.
                  const added = (period === year ? partsSum : null) ?? sum ?? null
                  const label = fill(w.cell, { who: name, period: period === year ? w.whole : partText(w, period) })
                  const wrong = text !== '' && figureOf(text, measure) === undefined
                  return (
                    <td key={period} className={`number fc-cell${period === year ? ' fc-year' : ''}`}>
                      {line.may ? (
                        <input
                          className={text !== textOf(line.cells[period], measure) ? 'changed' : undefined}
                          inputMode="decimal"
                          aria-label={label}
                          aria-invalid={wrong || undefined}
                          data-row={row}
                          data-column={column}
                          value={text}
                          placeholder={added === null ? undefined : textOf(added, measure)}
                          onChange={event => onType(line.key, { [period]: event.target.value })}
                          onBlur={() => !wrong && text !== '' && tidy(line, period, text)}
                          onPaste={event => paste(event, row, column)}
                          onFocus={event => event.target.select()}
                        />
                      ) : (
                        <span className={value === null ? 't3' : undefined}>
                          {text || (added === null ? '–' : textOf(added, measure))}
                        </span>
                      )}
                      {value !== null && sum !== undefined && sum !== value && (
                        <small className="due" data-tip={fill(w.below, { value: textOf(sum, measure) })}>
                          {fill(sum < value ? w.short : w.over, { value: textOf(Math.abs(sum - value), measure) })}
                        </small>
                      )}
                    </td>
                  )
                })}
                <td className="number fc-parts">
                  {partsSum === null ? <span className="t3">–</span> : textOf(partsSum, measure)}
                  {partsSum !== null && whole !== null && whole !== undefined && whole !== partsSum && (
                    <small className="due">
                      {fill(partsSum < whole ? w.short : w.over, {
                        value: textOf(Math.abs(partsSum - whole), measure),
                      })}
                    </small>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )

  /** 12万 becomes 120,000 once one goes on. */
  function tidy(line: Line, period: string, text: string) {
    const plain = textOf(figureOf(text, measure), measure)
    if (plain !== text) onType(line.key, { [period]: plain })
  }
}

/** Arrows and Enter go from cell to cell as in a spreadsheet; left and right only at the ends of what is typed. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const from = event.target
  if (!(from instanceof HTMLInputElement) || from.dataset.row === undefined || event.nativeEvent.isComposing) return
  const all = from.selectionStart === 0 && from.selectionEnd === from.value.length
  const step =
    event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey)
      ? [1, 0]
      : event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey)
        ? [-1, 0]
        : event.key === 'ArrowRight' && (all || from.selectionStart === from.value.length)
          ? [0, 1]
          : event.key === 'ArrowLeft' && (all || from.selectionEnd === 0)
            ? [0, -1]
            : null
  if (!step) return
  event.preventDefault()
  let row = Number(from.dataset.row)
  let column = Number(from.dataset.column)
  // Lines that one may not change have no fields; the next that has is meant.
  for (let i = 0; i < 200; i++) {
    row += step[0]!
    column += step[1]!
    const next = event.currentTarget.querySelector<HTMLInputElement>(
      `input[data-row="${row}"][data-column="${column}"]`,
    )
    if (next) return next.focus()
    if (row < 0 || column < 0 || column > 20) return
  }
}
