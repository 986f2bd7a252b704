import { useSave } from '../../api'
import { toast } from '../../kit/Toast'
import { fill, useWords } from '../../words'
import { NameAndAudience } from '../NameAndAudience'
import type { Definition, View } from './definition'
import * as words from './words'

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
  return (
    <NameAndAudience
      anchor={anchor}
      label={view ? w.viewRename : w.saveView}
      nameLabel={w.viewName}
      nameMissing={w.viewNameMissing}
      name={view?.name}
      audience={view?.scope}
      onClose={onClose}
      onSave={async (name, scope) => {
        const saved = view
          ? await save.mutateAsync({ id: view.id, version: view.version, changes: { name, scope } })
          : await save.mutateAsync({ changes: { object, name, scope, definition, position } })
        toast({ text: fill(w.viewSaved, { name }) })
        onSaved(saved.id)
      }}
    />
  )
}
