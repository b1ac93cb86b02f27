import { readerFor } from '../documents/answers/acknowledgement-readers.ts'
import type { Acknowledgement } from '../model/acknowledgement.ts'
import { err, type Result } from '../model/result.ts'
import type { Route } from '../profile/supplier.ts'

/** Each acknowledgement reads and writes a few rows, all in one transaction. */
const MOST_AT_ONCE = 500

/** Reads a receiver's acknowledgements of this route's documents. The error says why the bytes are unreadable. */
export function readAcknowledgements(
  { document }: Route,
  bytes: Uint8Array,
): Result<readonly Acknowledgement[], string> {
  const read = readerFor(document)?.(bytes) ?? err('No acknowledgement is known for this route.')
  if (read.ok && read.value.length > MOST_AT_ONCE)
    return err(`It holds ${read.value.length} acknowledgements; at most ${MOST_AT_ONCE} are taken at once.`)
  return read
}
