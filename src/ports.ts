import type { Document } from './model/document.ts'

/** The platform, as the journey needs it. `platform/` implements the ports for Cloudflare; tests use fakes. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

/** Reads a text file of `templates/console/` by its name. Rejects when the file cannot be read. */
export type ReadAsset = (name: string) => Promise<string>

/** Returns a random UUID. */
export type NewId = () => string

export interface Secrets {
  /** Undefined for a secret that is not set. Never log, store or report the value. */
  get(name: string): string | undefined
}

/** HMAC-SHA-256 of a message in parts: WebCrypto needs the message at once, and costs less there. */
export interface RunningHmac {
  update(part: Uint8Array): void
  digest(): Uint8Array
}

export type StartHmac = (secret: string) => RunningHmac

export interface Network {
  /**
   * Works like `fetch`. The caller sets `redirect` and `signal`. `sign-in`: the request gets a token at another address, and
   * carries no document.
   */
  fetch(request: Request, purpose?: 'sign-in'): Promise<Response>
  /**
   * Opens a TCP connection, with `tls` also secures it, and closes the connection at once. `fetch` gives the same error
   * for a refused port and for a connection that broke after the body. So only a probe can show that no byte was sent.
   * `unsecured`: the TLS handshake failed.
   */
  probe(host: string, port: number, signal: AbortSignal, layer?: 'tls'): Promise<'open' | 'closed' | 'unsecured'>
  /** Whether the name system says that the host name does not exist. False without an answer. */
  isUnknownName(host: string, signal: AbortSignal): Promise<boolean>
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
