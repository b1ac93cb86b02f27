import { bytesOfHex, hex } from '../text/hex.ts'
import { utf8 } from '../text/utf8.ts'
import { shownId } from './storage-id.ts'

/** A document of a mailbox: of a version, or of a correction of the version. */
export interface DocumentName {
  readonly orderId: string
  readonly version: number
  /** 0 for the first document of a version. */
  readonly corrections: number
}

/**
 * The public id of a document: opaque, and safe in a URL. A courier remembers the id, so no other storage may make the
 * same id.
 */
export function documentId({ orderId, version, corrections }: DocumentName, storageId: string): string {
  const edition = corrections === 0 ? version : `${version}.${corrections}`
  return hex(utf8([shownId(storageId), edition, orderId].filter((part) => part !== null).join(':')))
}

/** `storageId` is null in an id that was made before storage had ids. */
export function readDocumentId(id: string): (DocumentName & { readonly storageId: string | null }) | null {
  if (!/^([0-9a-f]{2})+$/.test(id)) return null
  const text = new TextDecoder().decode(bytesOfHex(id))
  const [, storageId = null, version, corrections = '0', orderId] =
    /^(?:(~[0-9a-f]+):)?(\d+)(?:\.(\d+))?:(.+)$/s.exec(text) ?? []
  return version && orderId ? { version: Number(version), corrections: Number(corrections), orderId, storageId } : null
}
