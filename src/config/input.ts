import type * as z from 'zod/mini'
import type { Alerts } from '../alerts/settings.ts'
import type { Article, Customer, Route, Supplier } from '../profile/supplier.ts'

/** Every format, for completion in an editor. `documents/registry.ts` decides which formats exist. */
export const FORMAT_IDS = [
  ...(['edifact-d96a', 'edifact-d01b', 'x12-850-4010', 'x12-850-5010', 'tradacoms-orders-9'] as const),
  ...(['ubl-order-2.1', 'peppol-order-3', 'opentrans-2.1', 'cxml-1.2', 'idoc-orders05', 'gs1-order-3'] as const),
  ...(['csv', 'fixed-width', 'json', 'template', 'email'] as const),
] as const

/** Every transport, for completion in an editor. `transports/registry.ts` decides which transports exist. */
export const TRANSPORT_KINDS = ['http', 'mailbox', 'email', 'smtp', 'sftp', 'ftp', 'as2', 's3', 'r2'] as const

type FormatId = (typeof FORMAT_IDS)[number]
type TransportKind = (typeof TRANSPORT_KINDS)[number]

/**
 * The configuration as a person writes it. Defaults may be left out, and a table may be the path of a CSV file next
 * to the configuration.
 */
export interface GatewayInput {
  readonly alerts?: z.input<typeof Alerts>
  /** The address of this gateway for people and receivers' systems: `https://orders.example`. */
  readonly publicUrl?: string
  /** The name of the secret that holds the address to ping while all parts are healthy. */
  readonly heartbeat?: string
  /** The name of the secret that signs the links in mails. */
  readonly linkSecret?: string
  readonly suppliers: Readonly<Record<string, SupplierInput>>
}

type SupplierInput = Omit<z.input<typeof Supplier>, 'customers' | 'articles' | 'routes'> & {
  readonly customers?: string | readonly z.input<typeof Customer>[]
  readonly articles?: string | readonly z.input<typeof Article>[]
  readonly routes: readonly RouteInput[]
}

type RouteInput = Omit<z.input<typeof Route>, 'document' | 'transport'> & {
  readonly document: { readonly format: FormatId | (string & {}); readonly [setting: string]: unknown }
  readonly transport: { readonly kind: TransportKind | (string & {}); readonly [setting: string]: unknown }
}
