import type { MiddlewareHandler } from 'hono'
import { mayCall, NotAllowed } from '../../api/permitted.ts'
import type { OutboxCalls } from '../../supplier/removed-outbox.ts'
import type { ConsoleContext, ConsoleEnv, Visit } from './visit.ts'

/** Whether the visitor's role includes a call of the outbox. */
export const mayDo = (c: ConsoleContext, call: keyof OutboxCalls): boolean => visitorMay(c.var.visit, call)

export const visitorMay = ({ visitor }: Pick<Visit, 'visitor'>, call: keyof OutboxCalls): boolean =>
  visitor !== null && mayCall(visitor, call)

/** Refuses a visitor without the role for an action, before the page that asks. */
export function requireRole(c: ConsoleContext, call: keyof OutboxCalls): void {
  if (!mayDo(c, call)) throw new NotAllowed(call)
}

/** Keeps the pages of an address from a visitor without the role. */
export const needsRole =
  (call: keyof OutboxCalls): MiddlewareHandler<ConsoleEnv> =>
  (c, next) => {
    requireRole(c, call)
    return next()
  }
