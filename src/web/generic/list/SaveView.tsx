import { type FormEvent, useState } from 'react'
import { asProblem, useSave } from '../../api'
import { Button } from '../../kit/Button'
import { Input, Labelled } from '../../kit/Input'
import { Popover } from '../../kit/Popover'
import { Segmented } from '../../kit/Tabs'
import { toast } from '../../kit/Toast'
import { fill, useWords } from '../../words'
import type { Definition, View } from './definition'
import * as words from './words'

type Scope = View['scope']
const SCOPES: readonly Scope[] = ['me', 'board', 'all']

/** Asks for a view's name and who sees it; a new one of what is shown, or another name for one that is there. */
export function SaveView({
  anchor,
  object,
  definition,
  view,
  position,
  onClose,
  onSaved,
}: {
  anchor: HTMLElement
  object: string
  definition: Definition
  /** The view to rename; none: a new one. */
  view?: View
  position: number
  onClose(): void
  onSaved(id: string): void
}) {
  const w = useWords(words)
  const save = useSave('views')
  const [name, setName] = useState(view?.name ?? '')
  const [scope, setScope] = useState<Scope>(view?.scope ?? 'me')
  const [error, setError] = useState<string>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError(w.viewNameMissing)
    try {
      const saved = view
        ? await save.mutateAsync({ id: view.id, version: view.version, changes: { name: name.trim(), scope } })
        : await save.mutateAsync({ changes: { object, name: name.trim(), scope, definition, position } })
      toast({ text: fill(w.viewSaved, { name: name.trim() }) })
      onSaved(saved.id)
      onClose()
    } catch (thrown) {
      const problem = asProblem(thrown)
      setError(problem.of('name') ?? problem.errors[0]?.message ?? problem.message)
    }
  }
  return (
    <Popover anchor={anchor} label={view ? w.viewRename : w.saveView} onClose={onClose} width={300}>
      <form className="save-view" onSubmit={submit}>
        <Labelled label={w.viewName} error={error}>
          {ids => (
            <Input
              {...ids}
              value={name}
              maxLength={60}
              onChange={e => setName(e.target.value)}
              invalid={!!error}
              data-autofocus
            />
          )}
        </Labelled>
        <div>
          <div className="small t2">{w.viewScope}</div>
          <Segmented
            label={w.viewScope}
            value={scope}
            onChange={setScope}
            options={SCOPES.map(id => ({ id, label: w.scopes[id] }))}
          />
        </div>
        <div className="save-view-acts">
          <Button size={28} onClick={onClose}>
            {w.cancel}
          </Button>
          <Button size={28} look="primary" type="submit" busy={save.isPending}>
            {w.save}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
