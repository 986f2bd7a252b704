import { type DragEvent, useId, useRef, useState } from 'react'
import { Problem, upload } from '../../api'
import { IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { useWords } from '../../words'
import { controlProps, type EditorProps } from '../editor'
import { FileThumb, fileAddress, type StoredFile } from '../FileThumb'
import { sizeText } from '../format'
import { asList } from '../value'
import * as sentences from '../words'

/** files: dropped, pasted or chosen; sent at once, kept with the record when it is saved. */
export function FilesEditor(props: EditorProps) {
  const { field, value, onChange, onCommit } = props
  const words = useWords(sentences)
  const input = useRef<HTMLInputElement>(null)
  const inputId = useId()
  const files = asList<StoredFile>(value)
  const [sending, setSending] = useState<{ name: string; refused?: string }[]>([])
  const [over, setOver] = useState(false)

  const send = async (chosen: File[]) => {
    setSending(chosen.map(file => ({ name: file.name })))
    const sent: StoredFile[] = []
    const refused: { name: string; refused: string }[] = []
    for (const file of chosen) {
      try {
        sent.push(await upload<StoredFile>(file))
      } catch (error) {
        refused.push({ name: file.name, refused: error instanceof Problem ? error.message : words.uploadFailed })
      }
    }
    setSending(refused)
    if (sent.length === 0) return
    const all = [...files, ...sent]
    onChange(all)
    onCommit?.(all)
  }
  const remove = (id: string) => {
    const kept = files.filter(f => f.id !== id)
    onChange(kept)
    onCommit?.(kept)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send([...event.dataTransfer.files])
  }
  return (
    <div className="field-files">
      {files.map(file => (
        <div className="field-file" key={file.id}>
          <FileThumb file={file} size={28} />
          <a href={fileAddress(file)} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          {file.sizeBytes !== undefined && <span className="field-file-size">{sizeText(file.sizeBytes)}</span>}
          <IconButton icon="x" size={24} label={words.remove(file.name)} onClick={() => remove(file.id)} />
        </div>
      ))}
      {sending.map(file => (
        <p className={file.refused ? 'field-file refused' : 'field-file'} key={file.name} role="status">
          {file.name} {file.refused ?? words.uploading}
        </p>
      ))}
      <label
        htmlFor={inputId}
        className={over ? 'field-drop dropping' : 'field-drop'}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name={field.images ? 'camera' : 'paperclip'} size={14} />
        {field.images ? words.addPictures : words.addFiles}
        <input
          {...controlProps(props)}
          id={inputId}
          ref={input}
          className="field-file-input"
          type="file"
          multiple
          accept={field.images ? 'image/*' : undefined}
          onChange={event => {
            void send([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
