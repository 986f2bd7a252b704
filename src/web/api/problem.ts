import { wordsIn } from '../words'
import * as words from '../words/words'

export interface FieldProblem {
  field: string
  code: string
  message: string
}

/** What the server refused, in the reader's words (RFC 9457). `status` 0: it could not be reached. `message` is the sentence to show. */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Everything the server said, for refusals that carry more (what a record looks like now). */
    readonly body: Record<string, unknown> = {},
  ) {
    super(message)
  }
  /** Sentence for a field, when it was refused. */
  of(field: string): string | undefined {
    return this.errors.find(e => e.field === field)?.message
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const { kit } = wordsIn(words)
  const body = await response.json().catch(() => ({}))
  return new Problem(
    response.status,
    body.code ?? body.type ?? '',
    body.detail ?? body.title ?? kit.failed,
    body.errors ?? [],
    body,
  )
}
export const unreachable = () => new Problem(0, 'offline', wordsIn(words).kit.offline)
/** Anything thrown as a Problem, so that screens need to know only one kind of failure. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, 'failed', wordsIn(words).kit.failed)
