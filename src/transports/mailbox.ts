import * as z from 'zod/mini'
import { findingNote } from '../model/finding.ts'
import { SecretName } from '../profile/secret-name.ts'
import type { Route } from '../profile/supplier.ts'
import type { Transport } from './transport.ts'

const LEASE_SECONDS = 60

const courier = z.lazy(() =>
  z
    .strictObject({
      offlineAfterMinutes: z
        ._default(z.number().check(z.positive()), 15)
        .check(z.describe('Minutes without a heartbeat after which a courier is offline.')),
      leaseSeconds: z
        ._default(z.number().check(z.gte(1), z.lte(3_600)), LEASE_SECONDS)
        .check(z.describe('How long a courier keeps other couriers away after its last heartbeat.')),
    })
    .check(
      z.refine(({ offlineAfterMinutes, leaseSeconds }) => offlineAfterMinutes * 60 > leaseSeconds, {
        path: ['offlineAfterMinutes'],
        error: 'must be longer than the lease (leaseSeconds): a courier is heard of once in that time.',
      }),
    ),
)

const settings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    kind: z.literal('mailbox'),
    token: SecretName.check(z.describe('The name of the secret that opens this mailbox.')),
    courier: z.optional(courier).check(z.describe('A courier is expected to collect.')),
  }),
)

export type MailboxSettings = z.infer<typeof settings>

/** The supplier's system collects documents at `/mailbox/:supplier/:route`. */
export const mailbox: Transport<MailboxSettings> = {
  kind: 'mailbox',
  example: { token: 'MAILBOX_TOKEN' },
  onlyDeployed: true,
  settings,
  secrets: (settings) => [settings.token],
  protection: () => 'end-to-end',
  timeoutSeconds: () => 5,
  deliver: async () => ({ outcome: 'kept', note: findingNote('collected-ready') }),
}

/** In milliseconds: lease of a courier, and the time without a heartbeat that makes an expected courier offline. */
export function courierTimes(route: Route | undefined): { leaseMs: number; silentMs: number | null } {
  const parsed = mailbox.settings.safeParse(route?.transport)
  const expected = parsed.success ? parsed.data.courier : undefined
  return {
    leaseMs: (expected?.leaseSeconds ?? LEASE_SECONDS) * 1000,
    silentMs: expected ? expected.offlineAfterMinutes * 60_000 : null,
  }
}
