import type { OutboxCalls } from './removed-outbox.ts'

/** A supplier's outbox, seen from outside its object: every answer is a promise. */
export type RemoteOutbox = {
  readonly [Name in keyof OutboxCalls]: (
    ...args: Parameters<OutboxCalls[Name]>
  ) => Promise<ReturnType<OutboxCalls[Name]>>
}
