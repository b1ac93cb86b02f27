import { isOwnMachine } from '../../web/clear-text.ts'
import type { ConsoleContext } from '../frame/visit.ts'

/**
 * Whether a person uses the gateway on this machine, and may read without a sign-in. The name in the address counts
 * too: a page of the web may give its own name this machine's number, and must not read orders so.
 */
export const isHere = (c: ConsoleContext): boolean => c.env.isLocal && isOwnMachine(new URL(c.req.url).hostname)
