import type { AlertFormat, Alerts, QuietHours } from './alert-settings.ts'
import { LINK_DAYS } from './console.ts'
import { supplierNamed } from './route-named.ts'
import type { Gateway } from './supplier.ts'

/** A mail address or webhook for alerts. */
export type Channel = {
  /** A backup channel: gets an alert only after the others failed. */
  readonly backup: boolean
  readonly name: string
} & (
  | { readonly mail: { readonly from: string; readonly to: readonly string[] } }
  | { readonly url: string; readonly format: AlertFormat; readonly secret?: string | undefined }
)

/** The channels and times of one supplier's alerts: the gateway's settings merged with the supplier's settings. */
export interface AlertRules {
  /** In the order in which they replace each other. */
  readonly channels: readonly Channel[]
  readonly afterMinutes: number
  readonly escalateAfterMinutes: number
  readonly quietHours: readonly QuietHours[]
  /** Gigabytes that the outbox may store. */
  readonly storageGb: number
  readonly noOrders: { readonly hours: number | null; readonly learned: boolean }
  /** Public address of the gateway, for links in messages. */
  readonly publicUrl: string | null
  /** Days that the link in a message opens its order without a sign-in. */
  readonly linkDays: number
}

/**
 * A supplier's channels are added after the gateway's channels; any other setting of the supplier replaces the
 * gateway's setting.
 */
export function alertRules(gateway: Gateway, supplier: string): AlertRules {
  const { alerts, publicUrl, console } = gateway
  const own = supplierNamed(gateway, supplier)?.alerts
  const noOrders = own?.noOrders ?? alerts?.noOrders
  const quietHours = own?.quietHours ?? alerts?.quietHours ?? []
  return {
    channels: [...channelsOf(alerts, ''), ...channelsOf(own, 'own-')],
    afterMinutes: own?.afterMinutes ?? alerts?.afterMinutes ?? 15,
    escalateAfterMinutes: own?.escalateAfterMinutes ?? alerts?.escalateAfterMinutes ?? 5,
    quietHours: Array.isArray(quietHours) ? quietHours : [quietHours],
    storageGb: own?.storageGb ?? alerts?.storageGb ?? PAID_GB,
    noOrders: { hours: noOrders?.hours ?? null, learned: noOrders?.learned ?? true },
    publicUrl: publicUrl ?? null,
    linkDays: console?.linkDays ?? LINK_DAYS,
  }
}

/** Cloudflare allows a Durable Object so much on the plan Paid. */
const PAID_GB = 10

/** Rules for alerts that concern no supplier: only the gateway's channels. Without any, the channels of `supplier`. */
export function operatorRules(gateway: Gateway, supplier: string): AlertRules {
  const rules = alertRules(gateway, supplier)
  const own = channelsOf(gateway.alerts, '')
  return own.length > 0 ? { ...rules, channels: own } : rules
}

export function channelsOf(alerts: Alerts | undefined, prefix: string): Channel[] {
  const { url, mail, channels = [] } = alerts ?? {}
  return [
    ...(url === undefined ? [] : [{ name: `${prefix}url`, backup: false, url, format: 'json' as const }]),
    ...(mail === undefined ? [] : [{ name: `${prefix}mail`, backup: false, mail }]),
    ...channels.flatMap(({ name, backup, url: address, mail: letter, format, secret }): Channel[] => {
      if (letter) return [{ name, backup, mail: letter }]
      return address === undefined ? [] : [{ name, backup, url: address, format, secret }]
    }),
  ]
}
