import { email } from './email.ts'
import { ftp } from './ftp.ts'
import { http } from './http.ts'
import { mailbox } from './mailbox.ts'
import { sftp } from './sftp.ts'
import { smtp } from './smtp.ts'
import type { Transport, TransportSettings } from './transport.ts'

export const transports: Readonly<Record<string, Transport>> = {
  email,
  ftp,
  http,
  mailbox,
  sftp,
  smtp,
}

export function carrierOf({ kind }: TransportSettings): Transport {
  const carrier = transports[kind]
  if (!carrier) throw new Error(`No transport is called ${kind}.`)
  return carrier
}
