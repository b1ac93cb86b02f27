import type * as z from 'zod/mini'
import type { Alerts } from '../alerts/settings.ts'
import type { Article, Customer, Route, Supplier } from '../profile/supplier.ts'

/** Every format, for an editor to offer. Which exist is decided by `documents/registry.ts`. */
export const FORMAT_IDS = [
  ...(['edifact-d96a', 'edifact-d01b', 'x12-850-4010', 'x12-850-5010', 'tradacoms-orders-9'] as const),
  ...(['ubl-order-2.1', 'peppol-order-3', 'opentrans-2.1', 'cxml-1.2', 'idoc-orders05', 'gs1-order-3'] as const),
  ...(['csv', 'fixed-width', 'json', 'template', 'email'] as const),
] as const

/** Every way to travel. Which exist is decided by `transports/registry.ts`. */
export const TRANSPORT_KINDS = ['http', 'mailbox', 'email', 'smtp', 'sftp', 'ftp', 'as2', 's3', 'r2'] as const

type FormatId = (typeof FORMAT_IDS)[number]
type TransportKind = (typeof TRANSPORT_KINDS)[number]

/** What a person writes: defaults may be left out, and a table may be the path of a CSV file beside the configuration. */
export interface GatewayInput {
  readonly alerts?: z.input<typeof Alerts>
  /** Where people and receivers' systems reach this gateway: `https://orders.example`. */
  readonly publicUrl?: string
  /** The name of the secret that holds the address to ping while all is well. */
  readonly heartbeat?: string
  /** The name of the secret that links in mails are signed with. */
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
