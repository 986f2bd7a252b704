import { useState } from 'react'
import { asProblem, type Problem, post } from '../api'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { ErrorState } from '../kit/States'
import { fill, useWords } from '../words'
import type { Item } from './items'
import * as words from './words'

/** Asks into which other item one goes; every record that holds it then holds the other. */
export function MergeItem({
  item,
  items,
  onClose,
  onMerged,
}: {
  item: Item
  items: readonly Item[]
  onClose(): void
  onMerged(into: string): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const [into, setInto] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const merge = async () => {
    setTried(true)
    if (!into) return
    setBusy(true)
    try {
      await post(`/api/dictionary-items/${item.id}/merge`, { into })
      onClose()
      onMerged(items.find(i => i.code === into)?.label ?? into)
    } catch (thrown) {
      setProblem(asProblem(thrown))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={fill(w.mergeTitle, { name: item.label })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => void merge()}>
            {w.merge}
          </Button>
        </>
      }
    >
      {problem && <ErrorState problem={problem} />}
      <Labelled
        label={w.mergeTarget}
        required
        hint={fill(w.mergeHint, { name: item.label })}
        error={tried && !into ? w.chooseOne : undefined}
      >
        {ids => (
          <Select
            id={ids.id}
            label={w.mergeTarget}
            value={into}
            invalid={tried && !into}
            options={items.filter(i => i !== item).map(i => ({ value: i.code, label: i.label, note: i.code }))}
            onChange={setInto}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
