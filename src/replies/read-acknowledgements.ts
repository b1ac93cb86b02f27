import type { Acknowledgements } from '../documents/answers/acknowledgement.ts'
import { formats } from '../documents/registry.ts'
import type { Acknowledgement } from '../model/acknowledgement.ts'
import { findingNote } from '../model/finding.ts'
import { err, type Result } from '../model/result.ts'
import type { Route } from '../profile/supplier.ts'

/** Each acknowledgement reads and writes a few rows, all in one transaction. */
const MOST_AT_ONCE = 500

/** How the receiver acknowledges this route's documents; undefined if the gateway reads no reply. */
export const acknowledgementsOf = ({ document }: Pick<Route, 'document'>): Acknowledgements | undefined =>
  formats[document.format]?.acknowledgements?.(document)

/** Reads a receiver's acknowledgements of this route's documents. The error says why the bytes are unreadable. */
export function readAcknowledgements(
  route: Pick<Route, 'document'>,
  bytes: Uint8Array,
): Result<readonly Acknowledgement[], string> {
  const read = acknowledgementsOf(route)?.read(bytes) ?? err(findingNote('ack-none-known'))
  if (read.ok && read.value.length > MOST_AT_ONCE)
    return err(findingNote('ack-too-many', { count: String(read.value.length), most: String(MOST_AT_ONCE) }))
  return read
}
