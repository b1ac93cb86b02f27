import { utf8 } from '../text/utf8.ts'

/** What a document is called outside: opaque, and safe in a URL. */
export const documentId = (orderId: string, version: number): string =>
  Array.from(utf8(`${version}:${orderId}`), (byte) => byte.toString(16).padStart(2, '0')).join('')

export function readDocumentId(id: string): { orderId: string; version: number } | null {
  if (!/^([0-9a-f]{2})+$/.test(id)) return null
  const text = new TextDecoder().decode(Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
  const [, version, orderId] = /^(\d+):(.+)$/s.exec(text) ?? []
  return version && orderId ? { version: Number(version), orderId } : null
}
