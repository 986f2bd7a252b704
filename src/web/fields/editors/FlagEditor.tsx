import { controlProps, type EditorProps } from '../editor'
import { endOnKeys } from './TextEditor'

/** A switch: space or a click turns it. */
export function FlagEditor(props: EditorProps) {
  const on = props.value === true
  const turn = () => {
    props.onChange(!on)
    props.onCommit?.(!on)
  }
  return (
    <button
      {...controlProps(props)}
      type="button"
      role="switch"
      aria-checked={on}
      className="field-switch"
      onClick={turn}
      onKeyDown={event => event.key === 'Escape' && endOnKeys(event, props)}
      // biome-ignore lint/a11y/noAutofocus: it appears because one wants to turn it
      autoFocus={props.autoFocus}
    />
  )
}
