import { type Finding, passed, unsure } from './finding.ts'

/** Where signatures hold a time, stores and receivers allow a few minutes. */
const TOLERATED_SECONDS = 120

/** The server's clock beside ours, from the Date of an answer (RFC 9110 §6.6.1). Null where it tells none. */
export function clockFinding(date: string | null, now: number): Finding | null {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return null
  const seconds = Math.round((theirs - now) / 1000)
  const ahead = Math.abs(seconds)
  // The header is cut to the second.
  if (ahead <= 2) return passed('clock', "Its clock and this machine's agree.")
  const said = `Its clock is ${ahead} seconds ${seconds > 0 ? 'ahead of' : 'behind'} this machine's.`
  if (ahead <= TOLERATED_SECONDS) return passed('clock', said)
  return unsure('clock', said, 'Find out which of them is wrong: signatures that hold a time may be refused.')
}
