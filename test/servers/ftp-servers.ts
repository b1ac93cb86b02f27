import type { Server } from './child.ts'

/** An FTP server on one port, with one kind of security. */
export interface FtpServer extends Server {
  readonly port: number
}

export interface FtpSecurity {
  readonly kind: 'none' | 'explicit' | 'implicit'
  readonly certificate?: string
  readonly key?: string
  /** Whether data connections must resume the control connection's TLS session. */
  readonly reuse?: boolean
  /** Action that the server refuses. */
  readonly denies?: 'rename' | 'stat'
}
