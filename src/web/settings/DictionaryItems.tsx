import { type FormEvent, useRef, useState } from 'react'
import { asProblem, patch, post, remove as removeAt, request, useObject } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { Button, IconButton } from '../kit/Button'
import { Input } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import type { DictionaryEntry } from './Dictionaries'
import { forest } from './forest'
import { ItemForm } from './ItemForm'
import { type Item, itemsChanged, moved, newNames, useItems } from './items'
import { MergeItem } from './MergeItem'
import { PasteItems } from './PasteItems'
import { TreeName, toggled } from './TreeName'
import * as words from './words'

type Open =
  | { what: 'menu'; item: Item; anchor: HTMLElement }
  | { what: 'form'; item?: Item; parent?: string | null }
  | { what: 'merge'; item: Item }
  | { what: 'paste'; text: string }

/** One dictionary: its items in their order, each to be changed, moved, switched off or merged into another. */
export function DictionaryItems({ dictionary, onChanged }: { dictionary: DictionaryEntry; onChanged(): void }) {
  const w = useWords(words)
  const { kit } = useWords()
  const object = useObject('dictionaryItem')
  const query = useItems(dictionary.name)
  const [folded, setFolded] = useState<ReadonlySet<string> | null>(null)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const close = () => setOpen(null)
  const all = query.data ?? []
  const parents = new Set(all.map(i => i.parent).filter(p => p !== null))
  // A long tree begins with its trunk.
  const closed = folded ?? (all.length > LONG ? (parents as Set<string>) : new Set<string>())
  const wanted = typed.trim().toLowerCase()
  const rows = wanted
    ? all
        .filter(i => `${i.label} ${i.code} ${i.labelEn ?? ''}`.toLowerCase().includes(wanted))
        .map(item => ({ item, depth: 0, children: 0 }))
    : forest(
        all,
        i => i.code,
        i => i.parent,
        closed,
      )
  const done = (text: string, undo?: () => Promise<unknown>) => {
    changed()
    toast({ text, ...(undo ? { undo: () => undo().then(changed) } : {}) })
  }
  const changed = () => {
    itemsChanged()
    onChanged()
  }
  const complain = (thrown: unknown) => {
    changed()
    toast({ tone: 'over', text: asProblem(thrown).message })
  }
  const set = (item: Item, values: Partial<Item>) => patch(`/api/dictionary-items/${item.id}`, values)
  const siblings = (item: Item) => all.filter(i => (i.parent ?? null) === (item.parent ?? null))

  async function move(item: Item, by: 1 | -1) {
    try {
      for (const one of moved(siblings(item), item, by)) await set(one.item, { position: one.position })
      changed()
    } catch (thrown) {
      complain(thrown)
    }
  }
  async function switchTo(item: Item, active: boolean) {
    try {
      await set(item, { active })
      done(fill(active ? w.switchedOn : w.switchedOff, { name: item.label }), () => set(item, { active: !active }))
    } catch (thrown) {
      complain(thrown)
    }
  }
  async function remove(item: Item) {
    try {
      await removeAt(`/api/dictionary-items/${item.id}`)
      done(fill(w.removed, { name: item.label }), () => post(`/api/dictionary-items/${item.id}/restore`))
    } catch (thrown) {
      complain(thrown)
    }
  }
  async function importFile(chosen: File) {
    const form = new FormData()
    form.append('file', chosen)
    try {
      const counts = await request<{ created: number; updated: number }>(
        `/api/dictionaries/${dictionary.name}/import`,
        { method: 'POST', body: form },
      )
      done(fill(w.itemsImported, counts))
    } catch (thrown) {
      complain(thrown)
    }
  }
  return (
    <section className="set-main" aria-label={dictionary.label}>
      <div className="set-main-head">
        <h2>{dictionary.label}</h2>
        <span className="small t3">{dictionary.name}</span>
        <span className="spring" />
        <Input
          type="search"
          className="set-search"
          aria-label={w.findItem}
          placeholder={w.findItem}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        {object?.can.create && (
          <>
            <Button size={28} look="text" icon="clipboard-paste" onClick={() => setOpen({ what: 'paste', text: '' })}>
              {w.pasteLines}
            </Button>
            <Button size={28} look="text" icon="upload" onClick={() => file.current?.click()}>
              {w.importCsv}
            </Button>
            <input
              ref={file}
              type="file"
              hidden
              accept=".csv,text/csv"
              aria-label={w.importCsv}
              onChange={event => {
                const chosen = event.target.files?.[0]
                event.target.value = ''
                if (chosen) void importFile(chosen)
              }}
            />
          </>
        )}
      </div>
      <div className="set-body">
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : rows.length === 0 ? (
          <Empty title={typed ? fill(w.nothingNamed, { text: typed }) : w.noItems} />
        ) : (
          <table className="set-table">
            <thead>
              <tr>
                <th>{w.itemName}</th>
                <th className="wide">{w.itemEnglish}</th>
                <th className="wide">{w.itemCode}</th>
                <th>{w.itemState}</th>
                <th>
                  <span className="visually-hidden">{kit.more}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ item, depth, children }) => (
                <tr key={item.id}>
                  <td className={item.active === false ? 'inactive' : undefined}>
                    <TreeName
                      depth={depth}
                      folds={parents.size > 0 && !wanted ? children > 0 : undefined}
                      folded={closed.has(item.code)}
                      onFold={() => setFolded(toggled(closed, item.code))}
                      name={item.label}
                    >
                      <button
                        type="button"
                        className="open"
                        onClick={() => setOpen({ what: 'form', item })}
                        onKeyDown={event => {
                          const by = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key]
                          if (!by) return
                          event.preventDefault()
                          void move(item, by as 1 | -1)
                        }}
                      >
                        {item.tone ? <CodeChip label={item.label} tone={item.tone} /> : item.label}
                      </button>
                    </TreeName>
                  </td>
                  <td className="wide t2">{item.labelEn ?? <span className="set-none">–</span>}</td>
                  <td className="wide mono">{item.code}</td>
                  <td className={item.active === false ? 't3' : undefined}>
                    {item.active === false ? w.inactive : w.active}
                  </td>
                  <td className="acts">
                    <IconButton
                      icon="ellipsis"
                      size={28}
                      label={fill(w.moreOf, { name: item.label })}
                      aria-haspopup="menu"
                      onClick={event => setOpen({ what: 'menu', item, anchor: event.currentTarget })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {object?.can.create && (
        <AddItem
          dictionary={dictionary.name}
          known={all.map(i => i.label)}
          onAdded={name => done(fill(w.added, { name }))}
          onLines={text => setOpen({ what: 'paste', text })}
        />
      )}
      {open?.what === 'menu' && (
        <Menu
          anchor={open.anchor}
          label={open.item.label}
          placement="bottom-end"
          onClose={close}
          entries={[
            { label: kit.edit, icon: 'pencil', onSelect: () => setOpen({ what: 'form', item: open.item }) },
            object?.can.create && {
              label: w.addBelow,
              icon: 'plus',
              onSelect: () => setOpen({ what: 'form', parent: open.item.code }),
            },
            '-',
            !wanted && {
              label: w.moveUp,
              icon: 'arrow-up',
              kbd: 'Alt ↑',
              disabled: siblings(open.item)[0] === open.item,
              onSelect: () => void move(open.item, -1),
            },
            !wanted && {
              label: w.moveDown,
              icon: 'arrow-down',
              kbd: 'Alt ↓',
              disabled: siblings(open.item).at(-1) === open.item,
              onSelect: () => void move(open.item, 1),
            },
            '-',
            {
              label: open.item.active === false ? w.switchOn : w.switchOff,
              icon: open.item.active === false ? 'eye' : 'eye-off',
              onSelect: () => void switchTo(open.item, open.item.active === false),
            },
            object?.acts.some(a => a.name === 'merge') && {
              label: w.mergeInto,
              icon: 'merge',
              onSelect: () => setOpen({ what: 'merge', item: open.item }),
            },
            object?.can.delete && {
              label: kit.remove,
              icon: 'trash-2',
              danger: true,
              onSelect: () => void remove(open.item),
            },
          ]}
        />
      )}
      {open?.what === 'form' && (
        <ItemForm
          dictionary={dictionary.name}
          items={all}
          item={open.item}
          parent={open.parent}
          onClose={close}
          onSaved={name => done(fill(open.item ? w.changed : w.added, { name }))}
        />
      )}
      {open?.what === 'merge' && (
        <MergeItem
          item={open.item}
          items={all}
          onClose={close}
          onMerged={into => done(fill(w.merged, { from: open.item.label, into }))}
        />
      )}
      {open?.what === 'paste' && (
        <PasteItems
          dictionary={dictionary.name}
          known={all.map(i => i.label)}
          text={open.text}
          onClose={close}
          onAdded={n => done(fill(w.addedMany, { n }))}
        />
      )}
    </section>
  )
}

const LONG = 60

/** A line at the foot: Enter adds an item; several lines pasted are looked at first. */
function AddItem({
  dictionary,
  known,
  onAdded,
  onLines,
}: {
  dictionary: string
  known: string[]
  onAdded(name: string): void
  onLines(text: string): void
}) {
  const w = useWords(words)
  const [label, setLabel] = useState('')
  const [busy, setBusy] = useState(false)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const [name] = newNames(label, known).names
    if (!name) {
      if (label.trim()) toast({ tone: 'over', text: fill(w.alreadyThere, { name: label.trim() }) })
      return
    }
    setBusy(true)
    try {
      await post('/api/dictionary-items', { dictionary, label: name })
      setLabel('')
      onAdded(name)
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    setBusy(false)
  }
  return (
    <form className="set-add" onSubmit={event => void add(event)}>
      <Input
        aria-label={w.addItem}
        placeholder={w.addItemHint}
        maxLength={200}
        value={label}
        onChange={event => setLabel(event.target.value)}
        onPaste={event => {
          const text = event.clipboardData.getData('text')
          if (!/\n./.test(text.trim())) return
          event.preventDefault()
          onLines(text)
        }}
      />
      <Button type="submit" icon="plus" busy={busy}>
        {w.addItem}
      </Button>
    </form>
  )
}
