import * as z from 'zod/mini'
import type { Transport, TransportSettings } from './transport.ts'

export interface MailboxSettings extends TransportSettings {
  readonly kind: 'mailbox'
  /** The name of the secret that opens this mailbox, and no other. */
  readonly token: string
}

/** Kept for the supplier's system to collect at `/mailbox/:supplier/:route`. */
export const mailbox: Transport<MailboxSettings> = {
  kind: 'mailbox',
  settings: z.strictObject({ kind: z.literal('mailbox'), token: z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/)) }),
  secrets: (settings) => [settings.token],
  timeoutSeconds: () => 5,
  deliver: async () => ({ outcome: 'kept', note: 'Ready to be collected.' }),
}
