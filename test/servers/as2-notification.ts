import { createHash } from 'node:crypto'
import type { Openssl } from './as2-openssl.ts'

/** Content of a notification, and its errors. */
export interface Notifying {
  readonly messageId: string
  /** Omits the angle brackets. */
  readonly bareMessageId?: boolean
  /** Bytes under the MIC. */
  readonly part: Buffer
  /** The text after `automatic-action/MDN-sent-automatically; `. */
  readonly disposition?: string
  readonly signer?: string
  readonly hash?: 'sha1' | 'sha256' | 'sha512'
  readonly mic?: string | null
  /** Changes the report after signing. */
  readonly tampered?: boolean
  readonly unsigned?: boolean
  /** A valid signature over other content inside the signature, next to an unsigned report. */
  readonly carriesAnother?: boolean
  /** Openssl builds the complete message, with its own preamble and line breaks. */
  readonly byOpenssl?: boolean
}

export interface Notification {
  readonly contentType: string
  readonly body: string
}

export async function notificationBy(openssl: Openssl, notifying: Notifying): Promise<Notification> {
  const { messageId, part, disposition = 'processed', signer = 'partner', hash = 'sha256' } = notifying
  const mic = notifying.mic === undefined ? createHash(hash).update(part).digest('base64') : notifying.mic
  const report = [
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="rep"',
    '',
    '--rep',
    'Content-Type: text/plain',
    '',
    'Your order came in.',
    '--rep',
    'Content-Type: message/disposition-notification',
    '',
    'Reporting-UA: openssl',
    'Final-Recipient: rfc822; FRESCO',
    `Original-Message-ID: ${notifying.bareMessageId ? messageId.slice(1, -1) : messageId}`,
    `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
    ...(mic === null ? [] : [`Received-Content-MIC: ${mic}, ${hash}`]),
    '',
    '--rep--',
    '',
  ].join('\r\n')
  if (notifying.unsigned)
    return { contentType: 'multipart/report; boundary="rep"', body: report.slice(report.indexOf('\r\n\r\n') + 4) }
  const signed = Buffer.from(notifying.carriesAnother ? 'Something else that was signed once.' : report)
  if (notifying.byOpenssl) {
    const [head = '', ...rest] = (await openssl.signWhole(signed, signer, hash)).split('\n\n')
    return { contentType: /Content-Type: (.*)/.exec(head)?.[1] ?? '', body: rest.join('\n\n') }
  }
  const signature = (await openssl.sign(signed, signer, hash, notifying.carriesAnother)).toString('base64')
  const shown = notifying.tampered ? report.replace('came in', 'came on') : report
  return {
    contentType: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="mdn"',
    body: `--mdn\r\n${shown}\r\n--mdn\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${signature}\r\n--mdn--\r\n`,
  }
}
