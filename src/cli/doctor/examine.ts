import type { Route } from '../../profile/supplier.ts'
import type { TransportPorts, TransportSettings } from '../../transports/transport.ts'
import type { Findings } from './finding.ts'
import type { HostKeys } from './host-keys.ts'

/** Access to the platform for an examination. */
export interface Tools {
  readonly ports: Omit<TransportPorts, 'signal'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Record of the person who confirmed each host key. */
  readonly hostKeys: HostKeys
  /** A key that a person has compared. The doctor stores the key once the server shows the same key. */
  readonly compared: Compared | null
  /** The text of wrangler.toml. */
  readonly wrangler: string
}

export interface Compared {
  readonly hostKey: string
  /** The persons who compared the key, and the means. */
  readonly by: string
}

/**
 * Checks every step of a delivery on a route except for the delivery itself. examinations.ts has one for each
 * transport.
 */
export type Examine<S extends TransportSettings = TransportSettings> = (
  settings: S,
  tools: Tools,
  route: Route,
) => Findings
