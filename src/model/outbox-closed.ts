const MARK = 'The outbox is closed: '

/**
 * Thrown by an outbox that cannot open its storage. An error and not an answer: in a rollout the caller may be a
 * Worker of another version. That Worker would take an unknown answer for an acceptance.
 */
export class OutboxClosed extends Error {
  override name = 'OutboxClosed'

  constructor(why: string) {
    super(MARK + why)
  }
}

/**
 * The sentence of an `OutboxClosed`; null for every other error. Reads the message, because only the message crosses
 * from an object to its caller.
 */
export const closedReason = (error: unknown): string | null =>
  error instanceof Error && error.message.startsWith(MARK) ? error.message : null
