import * as z from 'zod/mini'
import { WEEKDAYS } from '../model/local-time.ts'
import { SecretName } from './secret-name.ts'

/** Alert settings: the gateway's, and a supplier's in addition. */

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
  /** The name of the secret that signs a post, in the form of Standard Webhooks. */
  secret: z.optional(SecretName),
  mail: z.optional(mail),
  /** A backup channel: gets an alert only after the others failed. */
  spare: z._default(z.boolean(), false),
})

/** A daily window on the supplier's clock. With `to` before `from`, the window ends on the next day. */
export const QuietHours = z.strictObject({
  from: clockTime,
  to: clockTime,
  /** Days on which a window begins; default: every day. */
  days: z.optional(z.array(z.enum(WEEKDAYS)).check(z.minLength(1))),
})

export const Alerts = z.strictObject({
  /** The name of the secret that holds the address. */
  url: z.optional(SecretName),
  mail: z.optional(mail),
  channels: z.optional(z.array(ChannelSettings)),
  /** Minutes after acceptance at which an open order raises one `late` alert. */
  afterMinutes: z.optional(positive),
  /** Minutes after which an unsent alert goes to the next backup channel. */
  escalateAfterMinutes: z.optional(positive),
  /**
   * Alerts when no order arrives for longer than usual, learned from the last weeks; or for a fixed number of hours.
   */
  silence: z.optional(z.strictObject({ hours: z.optional(positive), learned: z._default(z.boolean(), true) })),
  /** When alerts that can wait are not sent. An alert about a stuck order cannot wait. */
  quiet: z.optional(z.union([QuietHours, z.array(QuietHours)])),
})

export type Alerts = z.infer<typeof Alerts>
export type QuietHours = z.infer<typeof QuietHours>
export type AlertFormat = (typeof ALERT_FORMATS)[number]
