import { type FormEvent, useState } from 'react'
import { asProblem, type Problem, post, queryClient } from '../api'
import { Button } from '../kit/Button'
import { Input, Labelled } from '../kit/Input'
import { Popover } from '../kit/Popover'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import type { Options } from './options'
import * as words from './words'

/** Keeps where the columns go, for the next file with the same columns. */
export function SaveTemplate({ object, columns, options }: { object: string; columns: string[]; options: Options }) {
  const w = useWords(words)
  const { kit } = useWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    if (!name.trim()) return
    try {
      await post('/api/imports/templates', { object, name: name.trim(), columns, ...options })
      void queryClient.invalidateQueries({ queryKey: ['import templates', object] })
      setAnchor(null)
      toast({ text: fill(w.templateKept, { name: name.trim() }) })
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
  }
  return (
    <div className="imp-save">
      <span className="small t3">{w.often}</span>
      <Button look="link" onClick={event => setAnchor(event.currentTarget)}>
        {w.saveTemplate}
      </Button>
      {anchor && (
        <Popover anchor={anchor} label={w.saveTemplate} width={280} onClose={() => setAnchor(null)}>
          <form className="imp-save-form" onSubmit={event => void save(event)}>
            <Labelled
              label={w.templateName}
              required
              error={problem?.message ?? (tried && !name.trim() ? w.nameIt : undefined)}
            >
              {ids => (
                <Input
                  {...ids}
                  data-autofocus
                  maxLength={100}
                  value={name}
                  onChange={event => setName(event.target.value)}
                />
              )}
            </Labelled>
            <Button look="primary" size={28} type="submit">
              {kit.save}
            </Button>
          </form>
        </Popover>
      )}
    </div>
  )
}
