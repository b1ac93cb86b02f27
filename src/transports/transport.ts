import type { ZodMiniType } from 'zod/mini'
import type { AttemptResult, Json } from '../attempt-result.ts'
import type { Document } from '../document.ts'
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

/** A route's `transport` settings. Each transport narrows this to its own. */
export interface TransportSettings {
  readonly kind: string
}

/**
 * How far a document is protected on its way: not at all; as far as the next server, as mail is; or up to the receiver's own
 * system.
 */
export const PROTECTIONS = ['none', 'tls', 'end-to-end'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** One document on its way, with the identity it keeps over every retry. */
export interface OutgoingDocument {
  readonly document: Document
  /** The same for every try of one version on one route, and for nothing else: 32 hex characters. */
  readonly key: string
  /** How often a person has had the same document sent once more: not a repeat that a receiver should pass over. */
  readonly resent: number
  /** 1, or more where it was written anew since, under the same name. */
  readonly writing: number
  readonly supplier: string
  readonly route: string
  readonly orderNumber: string
  /** The order's version, counted from 1. */
  readonly version: number
  readonly possibleRepeat: boolean
  /** The last try failed, or none was ever made: look before you send. */
  readonly needsProbe: boolean
  /** An earlier try of this version may have reached the receiver. */
  readonly mayHaveArrived: boolean
  /** What earlier tries of this transport had kept; null before. It may come from an older version: read it with a schema. */
  readonly progress: Json
}

/** What is kept beside one document for every later try: what a transport could not make a second time. */
export interface TransportStore {
  /** What was put under this name for the same `about`; null when nothing was. */
  get(name: string, about: string): Uint8Array<ArrayBuffer> | null
  /** Takes the place of what has this name. */
  put(name: string, about: string, bytes: Uint8Array<ArrayBuffer>): void
  /** From now on what is said of this message leads back to the delivery, and to what the answer is measured by. */
  expect(messageId: string, measure: Json): void
}

/** A receiver's own word, put as HTTP's status would put it, and what it adds for a person. */
export interface ResponseVerdict {
  readonly status: number
  readonly text: string
}

/** What a transport is lent for one try. */
export interface TransportPorts {
  readonly wire: Network
  readonly secrets: Secrets
  readonly mail: SendMail
  readonly buckets: Buckets
  readonly ciphers: Encryption
  readonly certificates: ClientCertificates
  readonly tokens: TokenCache
  readonly drawer: TransportStore
  readonly clock: Clock
  /** Where receivers' systems reach the gateway, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /**
   * What the body of an answer says of the document, by the document's own standard: a transport knows none. Null where it
   * says nothing of the kind.
   */
  readonly readVerdict: (body: Uint8Array) => ResponseVerdict | null
  /** Aborts when the try has lasted as long as it may. */
  readonly signal: AbortSignal
}

/** How a document travels: one file under `transports/`, one line in `registry.ts`. */
export interface Transport<S extends TransportSettings = TransportSettings> {
  readonly kind: string
  /** The one media type it can carry; any where absent. */
  readonly takes?: string
  /** Names where these settings put documents, if a later one of the same name takes an earlier one's place, fetched or not. */
  storageLocation?(settings: S): string
  /** Names who receives by these settings, where `place` does not: another name is another receiver, who knows nothing of earlier tries. */
  address?(settings: S): string
  /** The schema of the route's `transport` settings, `kind` included. */
  readonly settings: ZodMiniType<S>
  /** The names of the secrets these settings speak of. */
  secrets(settings: S): readonly string[]
  /** Groups of certificates among them of which one that lasts is enough: it will take the place of the others. */
  rotatedSecrets?(settings: S): readonly (readonly string[])[]
  protection(settings: S): Protection
  /** The longest a try may last. At most 60 s. */
  timeoutSeconds(settings: S): number
  /** Never throws for what a network or a receiver can do: that is what receipts are for. */
  deliver(parcel: OutgoingDocument, settings: S, means: TransportPorts): Promise<AttemptResult>
  /** Whether these settings say how to look; absent where every setting of the transport does. */
  canCheck?(settings: S): boolean
  /**
   * Looks whether an earlier try has arrived; absent where the transport can't look. `delivered`: it is there. Null: it is
   * not, and may go again. `uncertain` with `asks`: looking told nothing. What else ended the look early says so.
   */
  check?(parcel: OutgoingDocument, settings: S, means: TransportPorts): Promise<AttemptResult | null>
}
