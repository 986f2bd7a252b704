import type { ComponentType } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import type { EditorProps } from './editor'
import { ChoiceEditor } from './editors/ChoiceEditor'
import { DateEditor } from './editors/DateEditor'
import { FigureEditor } from './editors/FigureEditor'
import { FilesEditor } from './editors/FilesEditor'
import { FlagEditor } from './editors/FlagEditor'
import { RefEditor } from './editors/RefEditor'
import { LongTextEditor, TextEditor } from './editors/TextEditor'
import './fields.css'

const editors: Record<FieldMeta['kind'], ComponentType<EditorProps> | null> = {
  text: TextEditor,
  longText: LongTextEditor,
  phone: TextEditor,
  email: TextEditor,
  url: TextEditor,
  number: FigureEditor,
  money: FigureEditor,
  date: DateEditor,
  instant: DateEditor,
  choice: ChoiceEditor,
  tree: ChoiceEditor,
  region: ChoiceEditor,
  flag: FlagEditor,
  ref: RefEditor,
  refs: RefEditor,
  files: FilesEditor,
  // A screen of its own edits it.
  structure: null,
}

/** The control for a field's kind. The owner holds the value and saves it. */
export function FieldEditor(props: EditorProps) {
  const Editor = editors[props.field.kind]
  if (!Editor) return null
  return (
    <>
      <Editor {...props} />
      {props.error && props.inCell && (
        <p className="field-error" role="alert">
          {props.error}
        </p>
      )}
    </>
  )
}
