import type { AnyFormat } from '../documents/format.ts'
import type { Transport } from '../transports/transport.ts'

/** All formats and transports. */
export interface Registries {
  readonly formats: Readonly<Record<string, AnyFormat>>
  readonly transports: Readonly<Record<string, Transport>>
}

export const lookUp = <T>(known: Readonly<Record<string, T>>, id: unknown): T | undefined =>
  typeof id === 'string' && Object.hasOwn(known, id) ? known[id] : undefined
