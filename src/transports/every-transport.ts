import { as2 } from './as2.ts'
import { email } from './email.ts'
import { ftp } from './ftp.ts'
import { http } from './http.ts'
import { mailbox } from './mailbox.ts'
import { r2 } from './r2.ts'
import { s3 } from './s3.ts'
import { sftp } from './sftp.ts'
import { smtp } from './smtp.ts'
import type { Transport } from './transport.ts'

const known = {
  as2,
  email,
  ftp,
  http,
  mailbox,
  r2,
  s3,
  sftp,
  smtp,
} satisfies Readonly<Record<string, Transport>>

export type TransportKind = keyof typeof known

/** Every transport that a route can name. A new transport is a file here and a line above. */
export const transports: Readonly<Record<string, Transport>> = known
