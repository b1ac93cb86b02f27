import { quoted } from '../documents/answers/acknowledgement.ts'
import type { Acknowledgement } from '../model/acknowledgement.ts'
import { findingNote } from '../model/finding.ts'
import type { Result } from '../model/result.ts'
import { findReceived, storeReceived } from '../outbox/answers/received.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Disposition } from '../transports/as2/reply.ts'
import { acknowledge, alertUnmatched } from './acknowledge.ts'
import type { ReplyPorts } from './process-mdn.ts'

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
export function processAs2Document(document: As2Document, ports: ReplyPorts): Disposition {
  const { sender, messageId, digest, route } = document
  const earlier = findReceived(ports.sql, sender, messageId)
  if (earlier?.digest === digest) return JSON.parse(earlier.answer)
  if (earlier) {
    const why = findingNote('as2-other-content', { quoted: quoted(messageId) })
    alertUnmatched(route, why, ports)
    return { disposition: 'processed/error: duplicate-document', text: `${why} Send it under a Message-ID of its own.` }
  }
  const disposition = dispositionOf(document, ports)
  storeReceived(ports.sql, sender, messageId, { digest, answer: JSON.stringify(disposition) })
  return disposition
}

const FAILED = 'processed/error: unexpected-processing-error'

function dispositionOf({ route, read }: As2Document, ports: ReplyPorts): Disposition {
  if (!read.ok) {
    alertUnmatched(route, read.error, ports)
    return { disposition: FAILED, text: read.error }
  }
  const { matched, unmatched } = acknowledge(requireRoute(ports.supplier, route), read.value, ports)
  if (matched.length === 0) return { disposition: FAILED, text: unmatched.join(' ') }
  return {
    disposition: 'processed',
    text: `It was read, and ${matched.length} of ${read.value.length} speak of what was sent.`,
  }
}
