import { mailbox } from './mailbox.ts'
import type { Transport } from './transport.ts'

export const transports: Readonly<Record<string, Transport>> = {
  mailbox,
}
