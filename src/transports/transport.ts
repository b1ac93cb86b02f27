import * as z from 'zod/mini'
import type { AttemptResult, Json } from '../model/attempt-result.ts'
import type { Document } from '../model/document.ts'
import type { Protection } from '../model/protection.ts'
import type { ResponseVerdict } from '../model/response-verdict.ts'
import type { SenderTrace } from '../model/trace-parent.ts'
import type { TransportStore } from '../model/transport-store.ts'
import type {
  Buckets,
  ClientCertificates,
  Clock,
  Encryption,
  Network,
  Secrets,
  SendMail,
  TokenCache,
} from '../ports.ts'

/** A route's `transport` settings. Each transport narrows this type. */
export interface TransportSettings {
  readonly kind: string
}

/** A document to send. Its identity stays the same over all retries. */
export interface OutgoingDocument {
  readonly document: Document
  /**
   * Idempotency key: the same for every attempt of one version on one route, and unique to this version. 32 hex
   * characters.
   */
  readonly key: string
  /** Number of resends by a person. A resend is not a repeat that a receiver should ignore. */
  readonly resendCount: number
  /** Revision of the document under the same name: 1, or more after a rewrite. */
  readonly documentRevision: number
  readonly supplier: string
  readonly route: string
  readonly orderNumber: string
  /** The order's version, counted from 1. */
  readonly version: number
  readonly possibleRepeat: boolean
  /** The last attempt failed, or this is the first attempt: probe the receiver before sending. */
  readonly needsProbe: boolean
  /** An earlier attempt of this version may have reached the receiver. */
  readonly mayHaveArrived: boolean
  /**
   * Another order with the same number may be at the receiver, so the number proves no arrival. Known only if an earlier
   * attempt may have arrived.
   */
  readonly isNumberShared?: boolean
  /**
   * State that earlier attempts of this transport stored; null at first. Read the state with a schema: an older release
   * may have stored the state.
   */
  readonly progress: Json
  /** The trace of the request that brought the order. Absent where the transport sends no trace. */
  readonly senderTrace?: SenderTrace | null
}

export interface TransportPorts {
  readonly wire: Network
  readonly secrets: Secrets
  readonly mail: SendMail
  readonly buckets: Buckets
  readonly ciphers: Encryption
  readonly certificates: ClientCertificates
  readonly tokens: TokenCache
  readonly transportStore: TransportStore
  readonly clock: Clock
  /** Public address of the gateway, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /**
   * Reads the verdict in a response body by the document's own standard, which a transport does not know. Null for a
   * body without a verdict.
   */
  readonly readVerdict: (body: Uint8Array) => ResponseVerdict | null
  /** Aborts when the time-out of the attempt is reached. */
  readonly signal: AbortSignal
}

/** A way to send documents: one file under `transports/`, one line in `every-transport.ts`. */
export interface Transport<S extends TransportSettings = TransportSettings> {
  readonly kind: string
  /** The only media type that the transport sends; absent: any media type. */
  readonly takes?: string
  /**
   * Identity of the place where these settings store documents. Present if a later document replaces an earlier
   * document of the same name, even before the receiver fetched the earlier document.
   */
  storageLocation?(settings: S): string
  /**
   * Identity of the receiver, where `storageLocation` has none. A new identity means a new receiver without knowledge of
   * earlier attempts.
   */
  address?(settings: S): string
  /** The schema of the route's `transport` settings, `kind` included. */
  readonly settings: z.ZodMiniType<S>
  /** The smallest settings that a route can have, without `kind`. Servers and secrets are samples. */
  readonly example: Readonly<Record<string, unknown>>
  /** Only a deployed gateway can deliver: the transport uses a binding, or the document waits in the outbox. */
  readonly onlyDeployed?: true
  /** The transport shows a possible repeat to the receiver, so the document need not. */
  readonly showsRepeat?: true
  /** Names of the secrets that these settings use. */
  secrets(settings: S): readonly string[]
  /**
   * Groups of certificates in rotation. One valid certificate is enough for a group, because a new certificate replaces
   * the old.
   */
  rotatedSecrets?(settings: S): readonly (readonly string[])[]
  /** End of a PEM certificate in milliseconds since 1970; null for another text. Absent without certificates. */
  readonly certificateEnd?: (pem: string) => number | null
  protection(settings: S): Protection
  /** Time-out of an attempt in seconds. At most 60. */
  timeoutSeconds(settings: S): number
  /** Never throws for a failure of the network or the receiver: the attempt result reports such failures. */
  deliver(outgoing: OutgoingDocument, settings: S, ports: TransportPorts): Promise<AttemptResult>
  /** Whether these settings allow a check; absent if all settings of the transport do. */
  canCheck?(settings: S): boolean
  /**
   * Checks whether an earlier attempt has arrived; absent if the transport cannot check. `delivered`: the document has
   * arrived. Null: the document has not arrived and may be sent again. `uncertain` with `holdForPerson`: the check gave no
   * answer. Other results end the check early.
   */
  check?(outgoing: OutgoingDocument, settings: S, ports: TransportPorts): Promise<AttemptResult | null>
}

/** The schema of the time-out that a person sets. */
export const attemptSeconds = () =>
  z
    ._default(z.number().check(z.positive(), z.lte(60)), 30)
    .check(z.describe('How long one attempt may last, in seconds. At most 60.'))

/** The settings of a route with nothing but the transport's example. */
export const exampleSettings = <S extends TransportSettings>(transport: Transport<S>): S =>
  transport.settings.parse({ kind: transport.kind, ...transport.example })
