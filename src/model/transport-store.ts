import type { Json } from './attempt-result.ts'

/**
 * Data that a later attempt needs and cannot recreate, such as the compressed bytes of AS2. Stored next to the
 * document.
 */
export interface TransportStore {
  /** Bytes stored under this name for the same `about`; null without an entry. */
  get(name: string, about: string): Uint8Array<ArrayBuffer> | null
  /** Replaces the entry of this name. */
  put(name: string, about: string, bytes: Uint8Array<ArrayBuffer>): void
  /** From now on a reply about this message is matched to the delivery, and is checked against `expectedMics`. */
  expect(messageId: string, expectedMics: Json): void
}
