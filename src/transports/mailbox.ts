import * as z from 'zod/mini'
import { SecretName } from '../profile/secret-name.ts'
import type { Route } from '../profile/supplier.ts'
import type { Transport, TransportSettings } from './transport.ts'

export interface MailboxSettings extends TransportSettings {
  readonly kind: 'mailbox'
  /** The name of the secret that opens this mailbox, and no other. */
  readonly token: string
  /** A courier is expected to collect here. */
  readonly courier?: CourierSettings | undefined
}

interface CourierSettings {
  /** Nothing heard of it for so long is told. */
  readonly silentMinutes: number
  /** One courier keeps all others away for so long after it was last heard of. */
  readonly leaseSeconds: number
}

const LEASE_SECONDS = 60

const courier = z.lazy(() =>
  z
    .strictObject({
      silentMinutes: z._default(z.number().check(z.positive()), 15),
      leaseSeconds: z._default(z.number().check(z.gte(1), z.lte(3_600)), LEASE_SECONDS),
    })
    .check(
      z.refine(({ silentMinutes, leaseSeconds }) => silentMinutes * 60 > leaseSeconds, {
        path: ['silentMinutes'],
        error: 'must be longer than the lease (leaseSeconds): a courier is heard of once in that time.',
      }),
    ),
)

/** Kept for the supplier's system to collect at `/mailbox/:supplier/:route`. */
export const mailbox: Transport<MailboxSettings> = {
  kind: 'mailbox',
  settings: z.lazy(() =>
    z.strictObject({
      kind: z.literal('mailbox'),
      token: SecretName,
      courier: z.optional(courier),
    }),
  ),
  secrets: (settings) => [settings.token],
  protection: () => 'end-to-end',
  timeoutSeconds: () => 5,
  deliver: async () => ({ outcome: 'kept', note: 'Ready to be collected.' }),
}

/** In milliseconds: how long a courier holds its lease, and may be silent where one is expected. */
export function courierTimes(route: Route | undefined): { leaseMs: number; silentMs: number | null } {
  const parsed = mailbox.settings.safeParse(route?.transport)
  const expected = parsed.success ? parsed.data.courier : undefined
  return {
    leaseMs: (expected?.leaseSeconds ?? LEASE_SECONDS) * 1000,
    silentMs: expected ? expected.silentMinutes * 60_000 : null,
  }
}
