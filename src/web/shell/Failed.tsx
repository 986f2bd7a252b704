import { Problem } from '../api'
import { Button } from '../kit/Button'
import { Empty, ErrorState } from '../kit/States'
import { useWords } from '../words'
import { Link } from './Link'
import * as words from './words'

/** An address that leads nowhere. */
export function NoPage() {
  const { noPage, noPageText, toWorkbench } = useWords(words)
  return (
    <Empty title={noPage} text={noPageText}>
      <Link to="/" className="k-button k-button-default k-button-32">
        {toWorkbench}
      </Link>
    </Empty>
  )
}

/** A page that broke, or whose code did not arrive (a new release, no network). */
export function PageFailed({ error }: { error: unknown }) {
  const { failed, reload } = useWords(words)
  return (
    <div style={{ padding: 24, maxWidth: 600 }}>
      <ErrorState problem={error instanceof Problem ? error : new Error(failed)}>
        <Button look="link" onClick={() => location.reload()}>
          {reload}
        </Button>
      </ErrorState>
    </div>
  )
}
