import { IconButton } from '../kit/Button'
import { toast } from '../kit/Toast'
import { useWords } from '../words'
import './Me.css'

/** Something to be copied exactly: a key, a secret, codes. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const { kit } = useWords()
  return (
    <div className="my-copy">
      <div className="small t2">{label}</div>
      <div className="my-copy-text">
        <code>{text}</code>
        <IconButton
          icon="copy"
          size={28}
          label={kit.copy}
          onClick={() => void navigator.clipboard.writeText(text).then(() => toast({ text: kit.copied }))}
        />
      </div>
    </div>
  )
}
