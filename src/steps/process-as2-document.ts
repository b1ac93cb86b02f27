import { type Acknowledgement, quoted } from '../documents/answers/acknowledgement.ts'
import { findReceived, storeReceived } from '../outbox/answers/received.ts'
import type { Result } from '../result.ts'
import type { Disposition } from '../transports/as2/reply.ts'
import { acknowledge, alertUnmatched } from './acknowledge.ts'
import { type ReplyPorts, requireRoute } from './process-mdn.ts'

/** A signed document from a trading partner, read for the route of the partner. */
export interface As2Document {
  readonly route: string
  readonly sender: string
  readonly messageId: string
  /** SHA-256 of the signed content. */
  readonly digest: string
  readonly read: Result<readonly Acknowledgement[], string>
}

/** Processes a document once. A repetition gets the same answer. */
export function processAs2Document(given: As2Document, hearing: ReplyPorts): Disposition {
  const { sender, messageId, digest, route } = given
  const before = findReceived(hearing.sql, sender, messageId)
  if (before?.digest === digest) return JSON.parse(before.answer)
  if (before) {
    const why = `Message ${quoted(messageId)} came again with another content, which was not read.`
    alertUnmatched(route, why, hearing)
    return { said: 'processed/error: duplicate-document', text: `${why} Send it under a Message-ID of its own.` }
  }
  const disposition = dispositionOf(given, hearing)
  storeReceived(hearing.sql, sender, messageId, { digest, answer: JSON.stringify(disposition) })
  return disposition
}

const FAILED = 'processed/error: unexpected-processing-error'

function dispositionOf({ route, read }: As2Document, hearing: ReplyPorts): Disposition {
  if (!read.ok) {
    alertUnmatched(route, read.error, hearing)
    return { said: FAILED, text: read.error }
  }
  const { matched, unmatched } = acknowledge(requireRoute(route, hearing), read.value, hearing)
  if (matched.length === 0) return { said: FAILED, text: unmatched.join(' ') }
  return {
    said: 'processed',
    text: `It was read, and ${matched.length} of ${read.value.length} speak of what was sent.`,
  }
}
