import { ACKNOWLEDGEMENT_BYTES } from '../documents/answers/acknowledgement.ts'
import { findingNote } from '../model/finding.ts'
import { sha256 } from '../model/order/identity.ts'
import { refusal } from '../model/problem.ts'
import { err } from '../model/result.ts'
import { readAcknowledgements } from '../replies/read-acknowledgements.ts'
import type { Verified } from '../replies/receive-as2.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { micOf, readReceiptRequest, replyTo } from '../transports/as2/reply.ts'
import { contentOf } from '../transports/mime/mime-entity.ts'
import { problemResponse } from '../web/problem-response.ts'

/** Processes a document from a partner's order system, and answers with a signed MDN about the result. */
export async function answerDocument(
  from: readonly [Verified, ...Verified[]],
  headers: Headers,
  outbox: RemoteOutbox,
): Promise<Response> {
  const verified = from.find(({ route }) => route.acknowledgements?.as2) ?? from[0]
  const { settings, route, keys, opened } = verified
  const digest = await sha256(opened.signedPart)
  const messageId = messageIdIn(headers) ?? `<${digest}>`
  const { disposition, text } = await outbox.processAs2Document({
    ...{ route: route.name, sender: settings.to, messageId, digest, read: readFrom(verified) },
  })
  const request = readReceiptRequest(headers, opened.micAlgorithm)
  if (!request)
    return disposition === 'processed' ? new Response(null, { headers: UNCACHED }) : problemResponse(failed(text))
  const mic = await micOf(opened.signedPart, request)
  const parties = { from: settings.to, to: settings.from }
  const reply = await replyTo({ id: messageId, mic, ...parties }, { disposition, text: asciiOf(text) }, request, keys)
  return new Response(reply.body, { headers: { ...reply.headers, ...UNCACHED } })
}

const UNCACHED = { 'cache-control': 'no-store' }

function readFrom({ route, opened }: Verified) {
  if (!route.acknowledgements?.as2) return err(findingNote('reply-no-as2', { route: route.name }))
  const bytes = contentOf(opened.content)
  if (!bytes) return err(findingNote('reply-not-encoded'))
  if (bytes.byteLength > ACKNOWLEDGEMENT_BYTES)
    return err(findingNote('reply-too-long', { size: String(ACKNOWLEDGEMENT_BYTES) }))
  return readAcknowledgements(route, bytes)
}

/** The message id, which is repeated in the gateway's signed MDN. */
function messageIdIn(headers: Headers): string | null {
  const id = headers.get('message-id')?.trim() ?? ''
  return /^[\x21-\x7e][\x20-\x7e]{0,253}$/.test(id) ? id : null
}

const asciiOf = (text: string): string => text.replace(/[^\x20-\x7e]+/g, '?').slice(0, 500)

const failed = (why: string) =>
  refusal(422, 'Not an acknowledgement', { path: '', code: 'acknowledgement-unreadable', message: why })
