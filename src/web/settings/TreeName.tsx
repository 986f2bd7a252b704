import type { ReactNode } from 'react'
import { Icon } from '../kit/Icon'
import { fill, useWords } from '../words'
import * as words from './words'

/** The first cell of a row in a tree: how deep it stands, and the button that folds what is below it. */
export function TreeName({
  depth,
  folds,
  folded,
  onFold,
  name,
  children,
}: {
  depth: number
  /** Something is below it; not given where nothing in the whole list is. */
  folds?: boolean
  folded: boolean
  onFold(): void
  name: string
  children: ReactNode
}) {
  const w = useWords(words)
  return (
    <span className="set-tree" style={{ paddingLeft: depth * 20 }}>
      {folds ? (
        <button
          type="button"
          className="twist"
          aria-expanded={!folded}
          aria-label={fill(w.below, { name })}
          onClick={onFold}
        >
          <Icon name="chevron-right" size={14} />
        </button>
      ) : (
        folds === false && <span className="twist" />
      )}
      {children}
    </span>
  )
}

/** The set with or without `key`. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}
