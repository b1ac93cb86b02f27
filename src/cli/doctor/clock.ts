import { type Finding, passed, unsure } from './finding.ts'

/** Stores and receivers tolerate a few minutes in signatures with a time. */
const TOLERATED_SECONDS = 120

/**
 * Compares the server's clock with this machine's, by the `Date` of a response (RFC 9110 §6.6.1). Null without a
 * `Date`.
 */
export function clockFinding(date: string | null, now: number): Finding | null {
  const serverTime = Date.parse(date ?? '')
  if (Number.isNaN(serverTime)) return null
  const seconds = Math.round((serverTime - now) / 1000)
  const ahead = Math.abs(seconds)
  // The header has a resolution of one second.
  if (ahead <= 2) return passed('clock', "Its clock and this machine's agree.")
  const text = `Its clock is ${ahead} seconds ${seconds > 0 ? 'ahead of' : 'behind'} this machine's.`
  if (ahead <= TOLERATED_SECONDS) return passed('clock', text)
  return unsure('clock', text, 'Find out which of them is wrong: signatures that hold a time may be refused.')
}
