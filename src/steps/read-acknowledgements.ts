import type { Acknowledgement } from '../documents/answers/acknowledgement.ts'
import { readerFor } from '../documents/answers/acknowledgement-readers.ts'
import type { Route } from '../profile/supplier.ts'
import { err, type Result } from '../result.ts'

/** Each is a few rows to read and write, all in one go. */
const MOST_AT_ONCE = 500

/** What a receiver's system sent back for the documents of this route; the error says why it can't be read. */
export function readAcknowledgements(
  { document }: Route,
  bytes: Uint8Array,
): Result<readonly Acknowledgement[], string> {
  const read = readerFor(document)?.(bytes) ?? err('No acknowledgement is known for this route.')
  if (read.ok && read.value.length > MOST_AT_ONCE)
    return err(`It holds ${read.value.length} acknowledgements; at most ${MOST_AT_ONCE} are taken at once.`)
  return read
}
