import { utf8 } from '../text/utf8.ts'
import { shownId } from './storage-id.ts'

/** What a document is called outside: opaque, and safe in a URL. A courier remembers it, so no other storage may make the same. */
export const documentId = (orderId: string, version: number, storageId: string): string =>
  Array.from(utf8([shownId(storageId), version, orderId].filter((part) => part !== null).join(':')), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** `storageId` is null in an id that was made before storage had ids. */
export function readDocumentId(id: string): { orderId: string; version: number; storageId: string | null } | null {
  if (!/^([0-9a-f]{2})+$/.test(id)) return null
  const text = new TextDecoder().decode(Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
  const [, storageId = null, version, orderId] = /^(?:(~[0-9a-f]+):)?(\d+):(.+)$/s.exec(text) ?? []
  return version && orderId ? { version: Number(version), orderId, storageId } : null
}
