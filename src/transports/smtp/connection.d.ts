import type { TcpConnection } from '../../ports.ts'

/**
 * The used part of nodemailer's SMTP client. tsconfig.json points here, because the declarations of nodemailer need
 * Node.
 */
export default class SMTPConnection {
  constructor(options: {
    readonly host: string
    readonly port: number
    readonly connection: TcpConnection
    readonly name: string
    readonly secure: boolean
    readonly requireTLS: boolean
    readonly ignoreTLS: boolean
    readonly connectionTimeout: number
    readonly greetingTimeout: number
    readonly socketTimeout: number
  })
  readonly secure: boolean
  readonly upgrading?: boolean
  readonly lastServerResponse: string | false
  connect(done: (error?: SmtpError) => void): void
  login(credentials: { readonly user: string; readonly pass: string }, done: (error: SmtpError | null) => void): void
  send(
    envelope: { readonly from: string; readonly to: readonly string[]; readonly size: number },
    /** The client calls `pipe` once the server has replied to DATA. */
    message: { pipe(stream: { write(bytes: Uint8Array): void; end(): void }): void },
    done: (error: SmtpError | null, info?: SmtpInfo) => void,
  ): void
  quit(): void
  close(): void
  on(event: 'error', listener: (error: SmtpError) => void): void
}

export interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  /** The server's text. */
  readonly response?: string
  readonly responseCode?: number
  readonly recipient?: string
  readonly rejectedErrors?: readonly SmtpError[]
}

export interface SmtpInfo {
  readonly accepted: readonly string[]
  readonly rejectedErrors?: readonly SmtpError[]
}
