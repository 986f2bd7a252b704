import type { Ctx } from '../../core/ctx'
import type { Row } from '../../core/entity'
import type { message } from './message'
import type { messageSender } from './messageSender'

export type Message = Row<typeof message>
export type Sender = Row<typeof messageSender>

/** An open line to whoever carries messages of a channel. */
export interface Line {
  /** @throws NotSent */
  send(message: Message): Promise<void>
  close(): void
}

/** How messages leave: each name of the dictionary `messageAdapter` is one. A new carrier of text messages is one more. */
export type Adapter = (ctx: Ctx, sender: Sender) => Promise<Line>

/**
 * Why a message did not go: `later` is worth another try, `never` is not. `unclear`: the line broke while it was being handed over,
 * so it may have arrived; nothing sends it again on its own.
 */
export class NotSent extends Error {
  constructor(
    readonly when: 'later' | 'never' | 'unclear',
    detail: string,
  ) {
    super(detail)
  }
}
