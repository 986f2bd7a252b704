import { useState } from 'react'
import { asProblem, type Problem, post } from '../api'
import { Button } from '../kit/Button'
import { Labelled, TextArea } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { ErrorState } from '../kit/States'
import { fill, useWords } from '../words'
import { newNames } from './items'
import * as words from './words'

/** Takes many items at once, a name a line. What was added before a refusal stays. */
export function PasteItems({
  dictionary,
  known,
  text: first,
  onClose,
  onAdded,
}: {
  dictionary: string
  known: string[]
  text: string
  onClose(): void
  onAdded(count: number): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const [text, setText] = useState(first)
  const [done, setDone] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { names, left } = newNames(text, known)
  const add = async () => {
    if (names.length === 0) return
    let added = 0
    setProblem(null)
    setDone(0)
    try {
      for (const label of names) {
        await post('/api/dictionary-items', { dictionary, label })
        setDone(++added)
      }
      onClose()
      onAdded(added)
    } catch (thrown) {
      setProblem(asProblem(thrown))
      setText(names.slice(added).join('\n'))
      setDone(null)
      if (added > 0) onAdded(added)
    }
  }
  return (
    <Dialog
      title={w.pasteLines}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={done !== null} onClick={() => void add()}>
            {done === null ? fill(w.addMany, { n: names.length }) : `${done} / ${names.length}`}
          </Button>
        </>
      }
    >
      {problem && <ErrorState problem={problem} />}
      <Labelled label={w.pasteHint}>
        {ids => (
          <TextArea {...ids} data-autofocus rows={12} value={text} onChange={event => setText(event.target.value)} />
        )}
      </Labelled>
      {left > 0 && <p className="small t3 paste-note">{fill(w.leftOut, { n: left })}</p>}
    </Dialog>
  )
}
