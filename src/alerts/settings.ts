import * as z from 'zod/mini'
import { WEEKDAYS } from '../local-time.ts'
import { SecretName } from '../profile/secret-name.ts'

/** What a configuration says of who is told, and when: the gateway's, and on top of it a supplier's own. */

const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const text = z.string().check(z.minLength(1))
const positive = z.number().check(z.positive())
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const mail = z.strictObject({ from: text, to: z.array(text).check(z.minLength(1)) })

const ALERT_FORMATS = ['json', 'slack', 'teams'] as const

const ChannelSettings = z.strictObject({
  name,
  /** The name of the secret that holds the address. */
  url: z.optional(SecretName),
  format: z._default(z.enum(ALERT_FORMATS), 'json'),
  /** The name of the secret that signs what is posted, as Standard Webhooks has it. */
  secret: z.optional(SecretName),
  mail: z.optional(mail),
  /** Told only what a channel before it can't get rid of. */
  spare: z._default(z.boolean(), false),
})

/** On the supplier's clock, from one time to the next time it is the other. */
export const QuietHours = z.strictObject({
  from: clockTime,
  to: clockTime,
  /** Those on which it begins; every day unless given. */
  days: z.optional(z.array(z.enum(WEEKDAYS)).check(z.minLength(1))),
})

export const Alerts = z.strictObject({
  /** The name of the secret that holds the address. */
  url: z.optional(SecretName),
  mail: z.optional(mail),
  channels: z.optional(z.array(ChannelSettings)),
  /** An order not settled this long after acceptance is told once. */
  afterMinutes: z.optional(positive),
  /** What a channel can't get rid of for so long goes to the next spare one. */
  escalateAfterMinutes: z.optional(positive),
  /** Nothing received for longer than usual, as learned from the last weeks; or for so many hours, however usual. */
  silence: z.optional(z.strictObject({ hours: z.optional(positive), learned: z._default(z.boolean(), true) })),
  /** When what can wait does. An order that hasn't got where it should can't. */
  quiet: z.optional(z.union([QuietHours, z.array(QuietHours)])),
})

export type Alerts = z.infer<typeof Alerts>
export type QuietHours = z.infer<typeof QuietHours>
export type AlertFormat = (typeof ALERT_FORMATS)[number]
