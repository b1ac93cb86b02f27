import type { AlertRules } from './alerts/rules.ts'
import type { Document } from './document.ts'
import type { Acceptance, Submission } from './outbox/accept.ts'
import type { RetractionResult, UnconfirmedCause } from './outbox/actions/retract-acceptance.ts'
import type { DirectOccurrence } from './outbox/alerts/direct-alert.ts'
import type { RefusedOrder } from './outbox/refused.ts'
import type { Sql } from './outbox/sql.ts'
import type { Supplier } from './profile/supplier.ts'

/** What the journey needs of a platform. Implemented in `platform/` for Cloudflare, and by fakes in tests. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Secrets {
  /** Undefined when no such secret is set. The value must never be logged, stored or put in an error. */
  get(name: string): string | undefined
}

/** HMAC with SHA-256 of a message that comes in parts: WebCrypto wants the whole message at once. */
export interface RunningHmac {
  update(part: Uint8Array): void
  digest(): Uint8Array
}

export type StartHmac = (secret: string) => RunningHmac

/** The network, as transports may use it. */
export interface Network {
  /** Like `fetch`; the caller sets `redirect` and `signal`. */
  fetch(request: Request): Promise<Response>
  /**
   * Opens a TCP connection and closes it at once. `fetch` gives one and the same error for a refused port and for a line cut
   * after the whole body, so this is the only way to know that nothing was sent.
   */
  probe(host: string, port: number, signal: AbortSignal): Promise<'open' | 'closed'>
  /**
   * An open connection in Node's shape, for libraries that speak a protocol over one and secure it themselves. Rejects when
   * none came about; what fails later is the caller's to hear.
   */
  openConnection(host: string, port: number, signal: AbortSignal, state?: LineState): Promise<TcpConnection>
  /** TLS over an open line, for the host it was dialled to. Nobody may be reading from it; it has begun when this returns. */
  secure(line: TcpConnection, host: string): Promise<TcpConnection>
}

/**
 * Workers can secure a connection only while nothing reads from it, and reading begins by itself: `paused` is for a line
 * that is secured first of all. Whoever takes it over resumes it.
 */
type LineState = 'flowing' | 'paused'

export interface TcpConnection {
  destroy(): void
}

/** The buckets that are bound to the gateway, by the names of their bindings. */
export interface Buckets {
  get(name: string): Bucket | undefined
}

export interface Bucket {
  /** Whole or not at all; replaces what has that key. */
  put(key: string, document: Pick<Document, 'bytes' | 'mediaType'>): Promise<void>
  /** What has that key; null where nothing has. */
  get(key: string): Promise<Uint8Array | null>
}

/** The client certificates that are bound to the gateway, by the names of their bindings: each is a way to ask. */
export interface ClientCertificates {
  get(name: string): Pick<Network, 'fetch'> | undefined
}

/** Tokens that others gave us for a while, by what they were asked for. In memory only: whoever wakes asks anew. */
export type TokenCache = Map<string, { readonly token: string /** Milliseconds since 1970. */; readonly until: number }>

/** What old systems ask for and WebCrypto lacks. */
export interface Encryption {
  /** CBC, filled up as PKCS #7 has it (RFC 5652 §6.3). */
  encrypt(
    cipher: 'aes-256-cbc' | 'aes-128-cbc' | 'des-ede3-cbc',
    key: Uint8Array,
    iv: Uint8Array,
    bytes: Uint8Array,
  ): Uint8Array<ArrayBuffer>
  /** RSA as such: the block is as long as the modulus, and padded already. The key is PEM. */
  rsa(publicKey: string, block: Uint8Array): Uint8Array<ArrayBuffer>
}

/** What opens what others have encrypted for us, or compressed. Each throws at what can't be opened. */
export interface Decryption {
  /** ZLIB (RFC 1950). Throws as soon as the content is longer than `maxBytes`. A `beginning` may end in the middle. */
  inflate(bytes: Uint8Array, maxBytes: number, extent?: 'whole' | 'beginning'): Uint8Array<ArrayBuffer>
  /** CBC, its filling taken off again (RFC 5652 §6.3). */
  decrypt(
    cipher: 'aes-256-cbc' | 'aes-192-cbc' | 'aes-128-cbc' | 'des-ede3-cbc',
    key: Uint8Array,
    iv: Uint8Array,
    bytes: Uint8Array,
  ): Uint8Array<ArrayBuffer>
  /** RSA as such: the block comes back with its padding. The key is PEM. */
  rsa(privateKey: string, block: Uint8Array): Uint8Array<ArrayBuffer>
}

/** A mail in parts, for a service that composes it. */
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

/** The platform's own way to send mail. A failure throws an error with a `code`. */
export type SendMail = (mail: OutgoingMail) => Promise<void>

/** A call that an outbox must get, even when the request that made it has ended. Made twice, it changes nothing more. */
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

/** Keeps calls for one supplier's outbox outside of it, because it may hang. */
export interface PendingCalls {
  add(id: string, call: PendingCall): Promise<void>
  remove(id: string): Promise<void>
}

/** The same, for whoever brings them. */
export interface KeptCalls extends Pick<PendingCalls, 'remove'> {
  /** The first of them. */
  list(): Promise<readonly { readonly id: string; readonly call: PendingCall }[]>
}

/** One supplier's outbox, as the webhook and the poll reach it. */
export interface AcceptingOutbox {
  /** Null when its time was over, or when it was withdrawn before it arrived: nothing was stored. */
  accept(submission: Submission): Promise<Acceptance | null>
  keepRefused(order: RefusedOrder): Promise<void>
  /** Signed JSON without an id: there is nothing to keep it under. */
  countOrdersWithoutId(): Promise<void>
  /** A post that holds an order was turned away for its signature. */
  addWrongSignature(): Promise<void>
  /** Undoes, as far as it can be undone, an acceptance that its sender doesn't know of. */
  withdraw(orderId: string, requestId: string, doubt: UnconfirmedCause): Promise<RetractionResult>
}

/** Which content of an order was last accepted. May be stale or empty at any time: it decides nothing. */
export interface SeenCache {
  get(orderId: string): Promise<SeenVersion | null>
  /** Never rejects: a failure, or the day's limit, costs nothing but a look-up. */
  put(orderId: string, seen: SeenVersion): Promise<void>
  /** The id of the storage that has the supplier's orders now; null where none was written down yet. */
  storageId(): Promise<string | null>
}

export interface SeenVersion {
  readonly digest: string
  readonly version: number
  /** The storage that has it; absent where that is from before storage had ids. */
  readonly storageId?: string
}

/** Everything `accept` is lent, for one supplier. */
export interface AcceptPorts {
  readonly clock: Clock
  readonly secrets: Secrets
  readonly startHmac: StartHmac
  /** Before work on so many bytes that no signature vouches for. */
  readonly waitTurn: (bytes: number) => Promise<void>
  readonly seen: SeenCache
  /** A fresh stub on every call: one that threw may be broken for good. */
  readonly outbox: () => AcceptingOutbox
  readonly pending: PendingCalls
  /** Whether a post that was turned away may be looked into. */
  readonly mayLook: () => boolean
  /** For what must be told while the outbox itself cannot be reached. */
  readonly tell: (occurrence: DirectOccurrence) => Promise<void>
  /** Work that may outlive the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void
}

/** One step of an order: its number, the route where there is one, and how the step ended. Never a content. */
export interface OrderProgress {
  readonly orderNumber: string
  readonly route?: string
  readonly outcome: string
}

/** Everything `dispatch` is lent: one supplier's outbox from the inside. */
export interface DispatchPorts {
  /** The supplier's name in the URL. */
  readonly name: string
  readonly supplier: Supplier
  readonly alerts: AlertRules
  /** Where receivers' systems reach the gateway, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /** The name of the secret that links in mails are signed with. */
  readonly linkSecret?: string | undefined
  /** Shows each step on a developer's own machine; absent where a log would keep it. */
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
  /** The route has not delivered since this object woke, or its last try failed. */
  readonly needsProbe: (route: string) => boolean
}
