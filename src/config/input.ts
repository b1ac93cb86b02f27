import type * as z from 'zod/mini'
import type { FormatId } from '../documents/every-format.ts'
import type { Alerts } from '../profile/alert-settings.ts'
import type { Article } from '../profile/article.ts'
import type { ConsoleSettings } from '../profile/console.ts'
import type { Customer } from '../profile/customer.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import type { TransportKind } from '../transports/every-transport.ts'

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
  /** The people who may use the console, in addition to the holder of the CONSOLE_TOKEN. */
  readonly console?: z.input<typeof ConsoleSettings>
  readonly suppliers: Readonly<Record<string, SupplierInput>>
}

type SupplierInput = Omit<z.input<typeof Supplier>, 'customers' | 'articles' | 'routes'> & {
  readonly customers?: string | readonly z.input<typeof Customer>[]
  readonly articles?: string | readonly z.input<typeof Article>[]
  readonly routes: readonly RouteInput[]
}

/** An editor completes the known ids. The checks of the configuration refuse an unknown id with a suggestion. */
type RouteInput = Omit<z.input<typeof Route>, 'document' | 'transport'> & {
  readonly document: { readonly format: FormatId | (string & {}); readonly [setting: string]: unknown }
  readonly transport: { readonly kind: TransportKind | (string & {}); readonly [setting: string]: unknown }
}
