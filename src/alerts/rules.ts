import type { Gateway } from '../profile/supplier.ts'
import type { AlertFormat, Alerts, QuietHours } from './settings.ts'

/** One way to reach somebody. */
export type Channel = {
  /** Told only what a channel before it can't get rid of. */
  readonly spare: boolean
  readonly name: string
} & (
  | { readonly mail: { readonly from: string; readonly to: readonly string[] } }
  | { readonly url: string; readonly format: AlertFormat; readonly secret?: string | undefined }
)

/** Who is told of one supplier's troubles, and when: the gateway's settings and the supplier's own as one. */
export interface AlertRules {
  /** In the order in which they stand in for each other. */
  readonly channels: readonly Channel[]
  readonly afterMinutes: number
  readonly escalateAfterMinutes: number
  readonly quiet: readonly QuietHours[]
  readonly silence: { readonly hours: number | null; readonly learned: boolean }
  /** Where people reach the gateway, so that a message can lead there. */
  readonly publicUrl: string | null
}

/** A supplier's channels come after the gateway's and take nothing away from them; any other setting of its own wins. */
export function alertRules({ alerts, suppliers, publicUrl }: Gateway, supplier: string): AlertRules {
  const own = suppliers[supplier]?.alerts
  const silence = own?.silence ?? alerts?.silence
  const quiet = own?.quiet ?? alerts?.quiet ?? []
  return {
    channels: [...channelsOf(alerts, ''), ...channelsOf(own, 'own-')],
    afterMinutes: own?.afterMinutes ?? alerts?.afterMinutes ?? 15,
    escalateAfterMinutes: own?.escalateAfterMinutes ?? alerts?.escalateAfterMinutes ?? 5,
    quiet: Array.isArray(quiet) ? quiet : [quiet],
    silence: { hours: silence?.hours ?? null, learned: silence?.learned ?? true },
    publicUrl: publicUrl ?? null,
  }
}

/** Of what concerns no supplier only the gateway's own channels are told. Where it has none, those of `supplier` are. */
export function operatorRules(gateway: Gateway, supplier: string): AlertRules {
  const rules = alertRules(gateway, supplier)
  const own = channelsOf(gateway.alerts, '')
  return own.length > 0 ? { ...rules, channels: own } : rules
}

export function channelsOf(alerts: Alerts | undefined, prefix: string): Channel[] {
  const { url, mail, channels = [] } = alerts ?? {}
  return [
    ...(url === undefined ? [] : [{ name: `${prefix}url`, spare: false, url, format: 'json' as const }]),
    ...(mail === undefined ? [] : [{ name: `${prefix}mail`, spare: false, mail }]),
    ...channels.flatMap(({ name, spare, url: address, mail: letter, format, secret }): Channel[] => {
      if (letter) return [{ name, spare, mail: letter }]
      return address === undefined ? [] : [{ name, spare, url: address, format, secret }]
    }),
  ]
}
