import * as z from 'zod/mini'
import { WEEKDAYS } from '../model/local-time.ts'
import { SecretName } from './secret-name.ts'

/** Alert settings: the gateway's, and a supplier's in addition. */

const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
const text = z.string().check(z.minLength(1))
const positive = z.number().check(z.positive())
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const mail = z.strictObject({
  from: text.check(z.describe('The sender of the mail.')),
  to: z.array(text).check(z.minLength(1)).check(z.describe('Who gets the mail.')),
})

const ALERT_FORMATS = ['json', 'slack', 'teams'] as const

const ChannelSettings = z.strictObject({
  name: name.check(z.describe('The name of the channel.')),
  url: z.optional(SecretName).check(z.describe('The name of the secret that holds the address.')),
  format: z._default(z.enum(ALERT_FORMATS), 'json').check(z.describe('The form of the post.')),
  secret: z.optional(SecretName).check(z.describe('The name of the secret that signs each post (Standard Webhooks).')),
  mail: z.optional(mail).check(z.describe('Mails the alerts of this channel.')),
  backup: z
    ._default(z.boolean(), false)
    .check(z.describe('A backup channel: it gets an alert only after the others failed.')),
})

/** A daily window on the supplier's clock. With `to` before `from`, the window ends on the next day. */
export const QuietHours = z.strictObject({
  from: clockTime.check(z.describe('The begin of the window, in the zone of the supplier.')),
  to: clockTime.check(z.describe('The end of the window. An end before the begin lies on the next day.')),
  days: z
    .optional(z.array(z.enum(WEEKDAYS)).check(z.minLength(1)))
    .check(z.describe('Weekdays on which a window begins. Default: every day.')),
})

export const Alerts = z.strictObject({
  url: z.optional(SecretName).check(z.describe('The name of the secret that holds an address for alerts.')),
  mail: z.optional(mail).check(z.describe('Mails alerts.')),
  channels: z.optional(z.array(ChannelSettings)).check(z.describe('More channels for alerts.')),
  afterMinutes: z
    .optional(positive)
    .check(z.describe('Minutes after acceptance at which an open order raises one `late` alert.')),
  escalateAfterMinutes: z
    .optional(positive)
    .check(z.describe('Minutes after which an unsent alert goes to the next backup channel.')),
  noOrders: z
    .optional(
      z.strictObject({
        hours: z.optional(positive).check(z.describe('So many hours, in place of a learned time.')),
        learned: z._default(z.boolean(), true).check(z.describe('Learns the usual time from the last weeks.')),
      }),
    )
    .check(z.describe('An alert when no order arrives for longer than usual.')),
  storageGb: z
    .optional(positive)
    .check(
      z.describe('Gigabytes that one supplier may store: 10 on the plan Paid, which is the default, and 1 on Free.'),
    ),
  quietHours: z
    .optional(z.union([QuietHours, z.array(QuietHours)]))
    .check(z.describe('When less urgent alerts wait. Alerts about undelivered orders are sent at once.')),
})

export type Alerts = z.infer<typeof Alerts>
export type QuietHours = z.infer<typeof QuietHours>
export type AlertFormat = (typeof ALERT_FORMATS)[number]
