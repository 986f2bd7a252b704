import { useQuery } from '@tanstack/react-query'
import { type ClipboardEvent, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, get, remove } from '../api'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import * as words from './words'

interface Template {
  id: string
  name: string
  columns: string[]
}

/** Where a file is chosen, dropped, or a table pasted. */
export function FileStep({ object, busy, onFile }: { object: ObjectMeta; busy: boolean; onFile(file: File): void }) {
  const w = useWords(words)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const paste = (event: ClipboardEvent) => {
    const file = event.clipboardData.files[0]
    const text = event.clipboardData.getData('text')
    if (file) onFile(file)
    else if (text.includes('\n')) onFile(new File([text], `${w.pasted}.csv`, { type: 'text/csv' }))
  }
  return (
    <div className="imp-file">
      <div
        role="group"
        aria-label={w.names.file}
        className={`imp-drop${over ? ' over' : ''}`}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file) onFile(file)
        }}
        onPaste={paste}
      >
        <Icon name="file-input" size={20} />
        <p>{fill(w.dropHere, { object: object.label })}</p>
        <Button look="primary" busy={busy} onClick={() => input.current?.click()}>
          {busy ? w.reading : w.chooseFile}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={w.chooseFile}
          accept=".xlsx,.xlsm,.csv,.tsv,.txt,.vcf"
          onChange={event => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) onFile(file)
          }}
        />
        <textarea
          className="imp-paste"
          aria-label={w.pasteHere}
          placeholder={w.pasteHere}
          rows={1}
          value=""
          onChange={() => {}}
        />
        <p className="small t3">{w.kinds}</p>
      </div>
      <Templates object={object.name} />
    </div>
  )
}

/** Saved mappings: a file with the same columns uses its own by itself. */
function Templates({ object }: { object: string }) {
  const w = useWords(words)
  const query = useQuery({
    queryKey: ['import templates', object],
    queryFn: () => get<{ items: Template[] }>(`/api/imports/templates?object=${object}`),
  })
  if (!query.data?.items.length) return null
  const forget = async (template: Template) => {
    try {
      await remove(`/api/imports/templates/${template.id}`)
      await query.refetch()
      toast({ text: fill(w.templateGone, { name: template.name }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <section className="imp-templates">
      <h2>{w.templates}</h2>
      <p className="small t3">{w.templatesText}</p>
      <ul>
        {query.data.items.map(template => (
          <li key={template.id}>
            <b>{template.name}</b>
            <span className="small t3 ellipsis">{template.columns.join(' · ')}</span>
            <IconButton
              icon="trash-2"
              size={28}
              label={fill(w.templateRemove, { name: template.name })}
              onClick={() => void forget(template)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
