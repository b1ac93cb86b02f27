import SMTPConnection, { type SmtpError, type SmtpInfo } from 'nodemailer/lib/smtp-connection'
import type { Envelope } from '../../model/document.ts'
import type { Network } from '../../ports.ts'
import { openConnection } from '../open-connection.ts'

export interface SessionSettings {
  readonly host: string
  readonly port: number
  readonly security: 'starttls' | 'tls' | 'none'
}

/** How far a session came. Only a session that ends in `sending` can have left a mail with the server. */
export type Phase = 'connecting' | 'greeting' | 'securing' | 'signing in' | 'addressing' | 'sending'

/** The server's refusal, in the server's words. */
export interface Refusal {
  /** Three digits; null without a reply. */
  readonly code: number | null
  readonly words: string
}

export interface RefusedAddress extends Refusal {
  readonly address: string
}

export type SessionEnd =
  | { readonly ended: 'sent'; readonly accepted: readonly string[]; readonly refused: readonly RefusedAddress[] }
  | (Refusal & {
      readonly ended: 'early'
      readonly phase: Phase
      readonly refused: readonly RefusedAddress[]
      /** The mail is longer than the limit that the server announced. */
      readonly tooLong: boolean
    })

const WORDS_LIMIT = 120

/** Hands a mail over in a new session and returns the phase in which the session ended. Never throws. */
export async function smtpSession(
  mail: { readonly envelope: Envelope; readonly bytes: Uint8Array },
  settings: SessionSettings,
  credentials: { readonly user: string; readonly pass: string } | null,
  ports: { readonly wire: Network; readonly signal: AbortSignal },
): Promise<SessionEnd> {
  const { host, port, security } = settings
  let phase: Phase = 'connecting'
  let connection: SMTPConnection | undefined
  try {
    const line = await openConnection(settings, ports, security === 'tls' ? 'paused' : 'flowing')
    const open = new SMTPConnection({
      ...{ host, port, connection: line, name: domainOf(mail.envelope.from) },
      ...{ secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
      ...{ connectionTimeout: LONG_MS, greetingTimeout: LONG_MS, socketTimeout: LONG_MS },
    })
    connection = open
    const step = steps(open, ports.signal)
    phase = security === 'tls' ? 'securing' : 'greeting'
    await step<void>((done) => open.connect((error) => done(error ?? null)))
    if (credentials) {
      phase = 'signing in'
      await step<void>((done) => open.login(credentials, (error) => done(error)))
    }
    phase = 'addressing'
    const size = mail.bytes.byteLength
    const messageFor = (done: Done<SmtpInfo>) => ({
      pipe(stream: { write(bytes: Uint8Array): void; end(): void }): void {
        // A reply other than 354 belongs to another command (RFC 5321 §4.3.2), and the reply about the mail would be
        // wrong too.
        if (/^3/.test(String(open.lastServerResponse))) {
          phase = 'sending'
          stream.write(mail.bytes)
          stream.end()
        } else done(new Error('out of step'))
      },
    })
    const info = await step<SmtpInfo>((done) => open.send({ ...mail.envelope, size }, messageFor(done), done))
    end(open)
    return { ended: 'sent', accepted: info?.accepted ?? [], refused: refusedIn(info?.rejectedErrors) }
  } catch (thrown) {
    const error: Partial<SmtpError> = thrown instanceof Error ? thrown : {}
    const upgrading = connection?.upgrading
    if (phase === 'greeting' && (error.code === 'ETLS' || upgrading === true)) phase = 'securing'
    // The TLS handshake succeeded, so the greeting after the handshake failed.
    else if (phase === 'securing' && upgrading === false) phase = 'greeting'
    connection?.close()
    const tooLong = phase === 'addressing' && error.code === 'EMESSAGE'
    return { ended: 'early', phase, tooLong, ...refusal(error), refused: refusedIn(error.rejectedErrors) }
  }
}

/**
 * Ends the session, then closes the socket: a server that does not close would occupy one of the object's connections.
 */
function end(connection: SMTPConnection): void {
  connection.quit()
  setTimeout(() => connection.close(), 1_000)
}

/** Longer than any attempt: the signal ends the session. */
const LONG_MS = 120_000

type Done<T> = (error: SmtpError | null, result?: T) => void

/** Runs one command at a time. A command also fails if the connection fails or the time is up. */
function steps(connection: SMTPConnection, signal: AbortSignal) {
  let fail: (error: unknown) => void = () => {}
  connection.on('error', (error) => fail(error))
  signal.addEventListener('abort', () => fail(signal.reason), { once: true })
  return <T>(command: (done: Done<T>) => void): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      fail = reject
      if (signal.aborted) return reject(signal.reason)
      command((error, result) => (error ? reject(error) : resolve(result)))
    })
}

const refusal = ({ responseCode, response = '' }: Partial<SmtpError>): Refusal => ({
  code: responseCode ?? null,
  words: response.replace(/\p{C}+/gu, ' ').slice(0, WORDS_LIMIT),
})

const refusedIn = (errors: readonly SmtpError[] = []): RefusedAddress[] =>
  errors.map((error) => ({ address: error.recipient ?? '', ...refusal(error) }))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
