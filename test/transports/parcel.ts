import type { Mail } from '../../src/model/document.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { OutgoingDocument } from '../../src/transports/transport.ts'

/** A document to send. */
export const parcelOf = (text: string, more: Partial<OutgoingDocument> = {}): OutgoingDocument => ({
  document: {
    bytes: utf8(text),
    mediaType: 'application/edifact; charset=utf-8',
    fileName: 'PO-1-1.edi',
    digest: '0'.repeat(64),
    controlNumber: 7,
    warnings: [],
  },
  key: 'k'.repeat(32),
  supplier: 'fresco',
  route: 'erp',
  orderNumber: 'PO-1',
  version: 1,
  possibleRepeat: false,
  resendCount: 0,
  documentRevision: 1,
  needsProbe: false,
  mayHaveArrived: false,
  progress: null,
  ...more,
})

/** A mail to send. */
export async function mailParcel(mail: Mail, more: Partial<OutgoingDocument> = {}): Promise<OutgoingDocument> {
  const key = 'ab'.repeat(16)
  const preparedAt = { date: '2026-11-24', time: '09:15:40', offset: '+01:00' }
  const document = {
    ...parcelOf('').document,
    bytes: await composeMail(mail, { key, preparedAt, attachmentName: 'PO-1-1.edi' }),
    mediaType: 'message/rfc822',
    fileName: 'PO-1.eml',
    controlNumber: null,
    envelope: { from: mail.from, to: mail.to },
  }
  return parcelOf('', { document, key, route: 'desk', needsProbe: true, ...more })
}
