import { Fragment, type ReactNode, useEffect, useState } from 'react'
import type { Metadata, ObjectMeta } from '../../../core/metadata/types'
import { objectOf, useMetadata } from '../../api'
import { Icon } from '../../kit/Icon'
import { Menu, type MenuEntry } from '../../kit/Menu'
import { Popover } from '../../kit/Popover'
import { useWords } from '../../words'
import { type Reached, reach } from './columns'
import { FieldPicker } from './FieldPicker'
import {
  type At,
  addAlternative,
  addClause,
  asClauses,
  type Condition,
  type Filter,
  finished,
  isCondition,
  isOver,
  nodeAt,
  partsOf,
  plain,
  replaceAt,
  same,
  withOperator,
} from './filter'
import { offered, opening, operatorText } from './sentence'
import './sentence.css'
import { pathLabel } from './pathLabel'
import { ValueEditor } from './ValueEditor'
import { ValueText } from './ValueText'
import * as words from './words'

/** Which word of which clause is open, and the element its list hangs from. */
interface Open {
  at: At
  word: 'field' | 'operator' | 'value' | 'or' | 'add'
  anchor: HTMLElement
}
const id = (at: At, word: string) => `${word}-${at.join('-')}`

/**
 * The filter as a sentence: 负责人 是 我 · 等级 是 重点、战略. Every word opens a list under itself; groups stand in brackets.
 * Clauses that still lack a value stay here and are not asked for.
 */
export function FilterSentence({
  object,
  filter,
  onChange,
  children,
}: {
  object: ObjectMeta
  filter: Filter | null
  onChange(filter: Filter | null): void
  children?: ReactNode
}) {
  const w = useWords(words)
  const metadata = useMetadata()
  const [draft, setDraft] = useState<Filter>(() => asClauses(filter))
  const [open, setOpen] = useState<Open | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a filter from elsewhere replaces what is being written
  useEffect(() => {
    if (!same(plain(finished(draft)), plain(filter))) setDraft(asClauses(filter))
  }, [filter])

  const change = (next: Filter | null) => {
    const clauses = asClauses(next)
    setDraft(clauses)
    const asked = plain(finished(clauses))
    if (!same(asked, plain(filter))) onChange(asked)
  }
  const put = (at: At, node: Filter | null) => change(replaceAt(draft, at, node))
  /** The word just written asks for its value at once. The element exists only after the sentence is drawn again. */
  const ask = (at: At, word: Open['word']) =>
    setTimeout(() => {
      const anchor = document.getElementById(id(at, word))
      setOpen(anchor ? { at, word, anchor } : null)
    })
  const close = () => setOpen(null)

  function chosen(path: string, over: boolean, on: ObjectMeta) {
    if (!open) return
    const { at, word } = open
    const field = over ? undefined : reach(metadata, on, path)?.field
    const node: Condition = over || !field ? { field: path, op: 'some' } : opening(field, path)
    const before = nodeAt(draft, at)
    if (word === 'field') {
      const old = before as Condition
      put(
        at,
        field && offered(field).includes(old.op) && field.kind === reach(metadata, on, old.field)?.field.kind
          ? { ...old, field: path }
          : node,
      )
      return void ask(at, over ? 'add' : 'value')
    }
    const or = word === 'or'
    const next = or ? addAlternative(draft, at, node) : addClause(draft, at, node)
    change(next)
    ask(whereAdded(next, at, or), over ? 'add' : 'value')
  }

  const clauses = asClauses(draft).and
  const node = open && nodeAt(draft, open.at)
  const on = open ? objectAt(metadata, object, draft, open.word === 'add' ? open.at : open.at.slice(0, -1)) : object
  const condition = node && isCondition(node) ? node : undefined
  const reached = condition && !isOver(condition) ? reach(metadata, on, condition.field) : undefined

  return (
    <div className="sentence" role="group" aria-label={w.filter}>
      <Icon name="list-filter" className="sentence-icon" />
      <div className="sentence-words">
        {clauses.map((clause, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause is its place in the sentence
          <Fragment key={i}>
            {i > 0 && (
              <span className="sentence-and" aria-hidden="true">
                ·
              </span>
            )}
            <Clause node={clause} at={[i]} object={object} open={open} onOpen={setOpen} />
          </Fragment>
        ))}
        <button
          type="button"
          id={id([], 'add')}
          className="sentence-add"
          onClick={e => setOpen({ at: [], word: 'add', anchor: e.currentTarget })}
        >
          <Icon name="plus" size={14} />
          {w.addCondition}
        </button>
      </div>
      {children}

      {open && (open.word === 'field' || open.word === 'or' || open.word === 'add') && (
        <Popover anchor={open.anchor} label={w.chooseField} onClose={close}>
          <FieldPicker
            object={on}
            over={open.word !== 'field' || isOver(condition ?? draft)}
            onChoose={(path, over) => chosen(path, over, on)}
            onClose={close}
          />
        </Popover>
      )}
      {open?.word === 'operator' && condition && (
        <Menu
          anchor={open.anchor}
          label={w.changeTo}
          onClose={close}
          entries={operatorEntries(condition, reached, w, {
            to: changed => {
              put(open.at, changed)
              if (
                !isOver(changed) &&
                changed.op !== 'isNull' &&
                changed.op !== 'notNull' &&
                changed.value === undefined
              )
                ask(open.at, 'value')
            },
            or: () => ask(open.at, 'or'),
            remove: () => put(open.at, null),
          })}
        />
      )}
      {open?.word === 'value' && condition && reached && (
        <Popover anchor={open.anchor} label={reached.field.label} onClose={close}>
          <ValueEditor
            object={object}
            reached={reached}
            condition={condition}
            rest={open.at.length === 1 ? plain(finished(replaceAt(draft, open.at, null))) : undefined}
            onChange={changed => put(open.at, changed)}
            onOperator={changed => {
              put(open.at, changed)
              if (changed.op === 'isNull' || changed.op === 'notNull') close()
            }}
            onClose={close}
          />
        </Popover>
      )}
    </div>
  )
}

interface Opening {
  open: Open | null
  onOpen(open: Open): void
}

function Word({
  at,
  word,
  kind,
  open,
  onOpen,
  children,
}: Opening & { at: At; word: Open['word']; kind: string; children: ReactNode }) {
  return (
    <button
      type="button"
      id={id(at, word)}
      className={`sentence-word ${kind}`}
      aria-haspopup="dialog"
      aria-expanded={open?.word === word && same(open.at, at)}
      onClick={event => onOpen({ at, word, anchor: event.currentTarget })}
    >
      {children}
    </button>
  )
}

/** A clause in its words; a group or a condition on children says its own clauses in brackets. */
function Clause({ node, at, object, ...opening }: Opening & { object: ObjectMeta; node: Filter; at: At }) {
  const w = useWords(words)
  const metadata = useMetadata()
  const here = { at, ...opening }

  if (!isCondition(node) || isOver(node)) {
    const over = isCondition(node) ? node : undefined
    const child = over ? childOf(metadata, object, over.field) : undefined
    const inside = child?.object ?? object
    const parts = partsOf(node)
    const several = over && parts[0] && 'and' in parts[0] ? parts[0].and : undefined
    const joint = 'or' in node ? w.or : w.and
    return (
      <span className="sentence-clause">
        {over && (
          <>
            <Word {...here} word="operator" kind="op">
              {over.op === 'some' ? w.has : w.hasNone}
            </Word>
            <Word {...here} word="field" kind="field">
              {child?.label ?? w.unknownField}
            </Word>
          </>
        )}
        {'not' in node && <span className="sentence-plain">{w.not}</span>}
        <span className="sentence-bracket open">（</span>
        {(several ?? parts).map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause is its place in the sentence
          <Fragment key={i}>
            {i > 0 && <span className="sentence-plain">{joint}</span>}
            <Clause node={part} at={several ? [...at, 0, i] : [...at, i]} {...opening} object={inside} />
          </Fragment>
        ))}
        {over && (
          <button
            type="button"
            id={id(at, 'add')}
            className="sentence-inner-add"
            aria-label={w.addHere}
            onClick={e => opening.onOpen({ at, word: 'add', anchor: e.currentTarget })}
          >
            <Icon name="plus" size={12} />
          </button>
        )}
        <span className="sentence-bracket close">）</span>
      </span>
    )
  }

  const reached = reach(metadata, object, node.field)
  const hasValue = node.op !== 'isNull' && node.op !== 'notNull'
  return (
    <span className="sentence-clause">
      <Word {...here} word="field" kind="field">
        {reached ? pathLabel(reached, w.through) : w.unknownField}
      </Word>
      <span id={id(at, 'or')}>
        <Word {...here} word="operator" kind="op">
          {operatorText(reached?.field, node, w)}
        </Word>
      </span>
      {hasValue && (
        <Word {...here} word="value" kind="value">
          <ValueText field={reached?.field} condition={node} />
        </Word>
      )}
    </span>
  )
}

/** The child object that `contacts.account` names, by path or name; also one that has no list of its own. */
function childOf(
  metadata: Metadata,
  object: ObjectMeta,
  name: string,
): { object: ObjectMeta; label: string } | undefined {
  const [path, field] = name.split('.')
  const child = object.children.find(c => (c.path === path || c.object === path) && (!field || c.field === field))
  const found = objectOf(metadata, child?.object ?? path!)
  const refers = child || found?.fields.some(f => f.name === field && f.target === object.name)
  return found && refers ? { object: found, label: child?.label ?? found.label } : undefined
}

/** The object whose fields a place in the filter speaks of: that of the nearest condition on children around it. */
function objectAt(metadata: Metadata, object: ObjectMeta, filter: Filter, at: At): ObjectMeta {
  let on = object
  for (let depth = 0; depth <= at.length; depth++) {
    const node = nodeAt(filter, at.slice(0, depth))
    if (node && isOver(node)) on = childOf(metadata, on, (node as Condition).field)?.object ?? on
  }
  return on
}

/** Where a clause that was just added stands. */
function whereAdded(filter: Filter, at: At, or: boolean): At {
  if (or) {
    const around = nodeAt(filter, at.slice(0, -1))
    return around && 'or' in around ? [...at.slice(0, -1), around.or.length - 1] : [...at, 1]
  }
  const node = nodeAt(filter, at)!
  const inner = isOver(node) ? partsOf(node)[0]! : node
  const into = isOver(node) ? [...at, 0] : at
  return isCondition(inner) ? into : [...into, partsOf(inner).length - 1]
}

function operatorEntries(
  condition: Condition,
  reached: Reached | undefined,
  w: typeof words.zhCN,
  then: { to(condition: Condition): void; or(): void; remove(): void },
): MenuEntry[] {
  const to = (op: Condition['op']) => ({
    label: operatorText(reached?.field, { field: condition.field, op }, w),
    checked: op === condition.op,
    onSelect: () => then.to(withOperator(condition, op)),
  })
  const ways: MenuEntry[] = isOver(condition)
    ? (['some', 'none'] as const).map(op => ({ ...to(op), onSelect: () => then.to({ ...condition, op }) }))
    : reached
      ? offered(reached.field).map(to)
      : []
  return [
    ...ways,
    '-',
    { label: w.addAlternative, icon: 'split', onSelect: then.or },
    { label: w.removeCondition, icon: 'x', onSelect: then.remove },
  ]
}
