import type { AlertRules } from './alerts/rules.ts'
import type { Document } from './model/document.ts'
import type { Acceptance, Submission } from './outbox/accept.ts'
import type { RetractionResult, UnconfirmedCause } from './outbox/actions/retract-acceptance.ts'
import type { DirectOccurrence } from './outbox/alerts/direct-alert.ts'
import type { RefusedOrder } from './outbox/refused.ts'
import type { Sql } from './outbox/sql.ts'
import type { Supplier } from './profile/supplier.ts'

/** The platform, as the journey needs it. `platform/` implements the ports for Cloudflare; tests use fakes. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Secrets {
  /** Undefined for a secret that is not set. Never log, store or report the value. */
  get(name: string): string | undefined
}

/** HMAC-SHA-256 of a message in parts: WebCrypto needs the message at once. */
export interface RunningHmac {
  update(part: Uint8Array): void
  digest(): Uint8Array
}

export type StartHmac = (secret: string) => RunningHmac

/** The network for transports. */
export interface Network {
  /** Works like `fetch`. The caller sets `redirect` and `signal`. */
  fetch(request: Request): Promise<Response>
  /**
   * Opens a TCP connection and closes the connection at once. `fetch` gives the same error for a refused port and for
   * a connection that broke after the body. So only a probe can show that no byte was sent.
   */
  probe(host: string, port: number, signal: AbortSignal): Promise<'open' | 'closed'>
  /**
   * Opens a connection in Node's shape, for libraries that speak a protocol and start TLS on their own. Rejects when
   * the connection fails; the caller handles later errors.
   */
  openConnection(host: string, port: number, signal: AbortSignal, state?: LineState): Promise<TcpConnection>
  /**
   * Starts TLS on an open connection, for the host of the connection. No reader may be attached. TLS has started when
   * this returns.
   */
  secure(line: TcpConnection, host: string): Promise<TcpConnection>
}

/**
 * Workers can start TLS only while no code reads from the connection, and reading starts automatically. `paused` is
 * for a connection that starts with TLS. The new owner resumes the connection.
 */
type LineState = 'flowing' | 'paused'

export interface TcpConnection {
  destroy(): void
}

/** The R2 buckets of the gateway, by the names of their bindings. */
export interface Buckets {
  get(name: string): Bucket | undefined
}

export interface Bucket {
  /** Stores the document completely or not at all. Replaces an object with the same key. */
  put(key: string, document: Pick<Document, 'bytes' | 'mediaType'>): Promise<void>
  /** The object with this key; null without such an object. */
  get(key: string): Promise<Uint8Array | null>
}

/** The client certificates of the gateway, by the names of their bindings. Each binding sends requests. */
export interface ClientCertificates {
  get(name: string): Pick<Network, 'fetch'> | undefined
}

/** Access tokens by their request. Only in memory: an object that wakes requests new tokens. */
export type TokenCache = Map<string, { readonly token: string /** Milliseconds since 1970. */; readonly until: number }>

/** Encryption that old systems need and WebCrypto lacks. */
export interface Encryption {
  /** CBC with PKCS #7 padding (RFC 5652 §6.3). */
  encrypt(
    cipher: 'aes-256-cbc' | 'aes-128-cbc' | 'des-ede3-cbc',
    key: Uint8Array,
    iv: Uint8Array,
    bytes: Uint8Array,
  ): Uint8Array<ArrayBuffer>
  /** Raw RSA: the block is as long as the modulus and already padded. The key is PEM. */
  rsa(publicKey: string, block: Uint8Array): Uint8Array<ArrayBuffer>
}

/** Decrypts and decompresses the messages of receivers. Each function throws on unreadable input. */
export interface Decryption {
  /** ZLIB (RFC 1950). Throws as soon as the content is longer than `maxBytes`. A `beginning` may end in the middle. */
  inflate(bytes: Uint8Array, maxBytes: number, extent?: 'whole' | 'beginning'): Uint8Array<ArrayBuffer>
  /** CBC; removes the padding (RFC 5652 §6.3). */
  decrypt(
    cipher: 'aes-256-cbc' | 'aes-192-cbc' | 'aes-128-cbc' | 'des-ede3-cbc',
    key: Uint8Array,
    iv: Uint8Array,
    bytes: Uint8Array,
  ): Uint8Array<ArrayBuffer>
  /** Raw RSA: the returned block still has the padding. The key is PEM. */
  rsa(privateKey: string, block: Uint8Array): Uint8Array<ArrayBuffer>
}

/** A mail in parts, for a service that composes the message. */
export interface OutgoingMail {
  readonly from: string
  readonly to: readonly string[]
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly MailAttachment[]
}

export interface MailAttachment {
  readonly filename: string
  readonly type: string
  readonly content: ArrayBuffer
}

/** Cloudflare's own mail service. A failure throws an error with a `code`. */
export type SendMail = (mail: OutgoingMail) => Promise<void>

/** A call that the outbox must get, even after the request has ended. A repeated call changes no more. */
export type PendingCall =
  | {
      readonly kind: 'withdraw'
      readonly orderId: string
      readonly requestId: string
      readonly doubt: UnconfirmedCause
    }
  | { readonly kind: 'accept'; readonly submission: Submission }
  | { readonly kind: 'keep-refused'; readonly order: RefusedOrder }
  | { readonly kind: 'count-nameless' }

/** Stores the calls for a supplier's outbox outside of the outbox, because the outbox may hang. */
export interface PendingCalls {
  add(id: string, call: PendingCall): Promise<void>
  remove(id: string): Promise<void>
}

/** The stored calls, for the code that makes the calls later. */
export interface KeptCalls extends Pick<PendingCalls, 'remove'> {
  /** The first stored calls. */
  list(): Promise<readonly { readonly id: string; readonly call: PendingCall }[]>
}

/** The supplier's outbox, for the webhook and the poll. */
export interface AcceptingOutbox {
  /** Null when the deadline had passed, or when a withdrawal arrived first: the outbox stored no order. */
  accept(submission: Submission): Promise<Acceptance | null>
  keepRefused(order: RefusedOrder): Promise<void>
  /** A signed JSON body without an order id cannot be stored under an id. */
  countOrdersWithoutId(): Promise<void>
  /** Records that the gateway refused an order with a wrong signature. */
  addWrongSignature(): Promise<void>
  /** Undoes, as far as possible, an acceptance that the sender does not know of. */
  withdraw(orderId: string, requestId: string, doubt: UnconfirmedCause): Promise<RetractionResult>
}

/** The content of an order that was accepted last. May be stale or empty at any time, so the cache decides no order. */
export interface SeenCache {
  get(orderId: string): Promise<SeenVersion | null>
  /** Never rejects: a failure, or the day's limit, costs only a request to the outbox. */
  put(orderId: string, seen: SeenVersion): Promise<void>
  /** The id of the storage that holds the supplier's orders now; null before the first id was written. */
  storageId(): Promise<string | null>
}

export interface SeenVersion {
  readonly digest: string
  readonly version: number
  /** The storage that holds the version; absent for versions from before storage had ids. */
  readonly storageId?: string
}

/** The ports of `acceptOrder`, for one supplier. */
export interface AcceptPorts {
  readonly clock: Clock
  readonly secrets: Secrets
  readonly startHmac: StartHmac
  /** Waits before work on so many bytes of an unverified body. */
  readonly waitTurn: (bytes: number) => Promise<void>
  readonly seen: SeenCache
  /** Returns a fresh stub on every call, because a stub that threw may stay broken. */
  readonly outbox: () => AcceptingOutbox
  readonly pending: PendingCalls
  /** Whether the gateway may read a refused body, to count the order. */
  readonly mayLook: () => boolean
  /** Sends an alert while the outbox cannot be reached. */
  readonly tell: (occurrence: DirectOccurrence) => Promise<void>
  /** Work that may outlive the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void
}

/** A step of an order: the order number, the route if any, and the outcome. Never order contents. */
export interface OrderProgress {
  readonly orderNumber: string
  readonly route?: string
  readonly outcome: string
}

/** The ports of `attemptDelivery`: one supplier's outbox from the inside. */
export interface DispatchPorts {
  /** The supplier's name in the URL. */
  readonly name: string
  readonly supplier: Supplier
  readonly alerts: AlertRules
  /** The gateway's address for receivers' systems, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /** The name of the secret that signs the links in mails. */
  readonly linkSecret?: string | undefined
  /** Prints each step on a developer's own machine. Absent where a log would store the output. */
  readonly showProgress?: ((progress: OrderProgress) => void) | undefined
  readonly sql: Sql
  readonly clock: Clock
  readonly secrets: Secrets
  readonly wire: Network
  readonly mail: SendMail
  readonly buckets: Buckets
  readonly ciphers: Encryption
  readonly certificates: ClientCertificates
  readonly tokens: TokenCache
  /** Between 0 and 1. */
  readonly random: () => number
  /** The route has not delivered since this object woke, or the route's last attempt failed. */
  readonly needsProbe: (route: string) => boolean
}
