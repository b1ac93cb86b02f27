const MARK = 'The outbox is closed: '

/**
 * Thrown to whoever calls an outbox that cannot open its storage. An error and not an answer: during a rollout a Worker of another
 * version calls, and would take an answer it does not know for an acceptance.
 */
export class OutboxClosed extends Error {
  override name = 'OutboxClosed'

  constructor(why: string) {
    super(MARK + why)
  }
}

/** The sentence of an `OutboxClosed`; null for every other error. By the message, because no more than that crosses from an object to its caller. */
export const closedReason = (error: unknown): string | null =>
  error instanceof Error && error.message.startsWith(MARK) ? error.message : null
