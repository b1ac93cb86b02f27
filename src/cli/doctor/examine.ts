import type { Route } from '../../profile/supplier.ts'
import type { TransportPorts, TransportSettings } from '../../transports/transport.ts'
import type { Findings } from './finding.ts'
import type { HostKeys } from './host-keys.ts'

/** What an examination is lent. */
export interface Tools {
  readonly means: Omit<TransportPorts, 'signal'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Who confirmed which host key. */
  readonly hostKeys: HostKeys
  /** A key that a person has compared, to be written down once the server shows it. */
  readonly compared: Compared | null
  /** The text of wrangler.toml. */
  readonly wrangler: string
}

export interface Compared {
  readonly hostKey: string
  /** Who, with whom, and how. */
  readonly by: string
}

/** Looks at everything on a route's way but the delivery itself. One for every transport: examinations.ts. */
export type Examine<S extends TransportSettings = TransportSettings> = (
  settings: S,
  tools: Tools,
  route: Route,
) => Findings
