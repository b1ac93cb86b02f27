import { ContentInfo } from 'pkijs'

/**
 * Upper limit for the bytes of all object identifiers in a message. A certificate holds about two hundred such bytes.
 */
const MOST_NAMES = 20_000
/** Depth to which asn1js reads. */
const DEEPEST = 100

/**
 * Reads the outer structure of a CMS message. asn1js limits depth and count, but creates one object for each byte of an
 * object identifier. An object identifier of two megabytes would need a gigabyte. Throws, like asn1js.
 */
export function contentInfoIn(der: Uint8Array<ArrayBuffer>): ContentInfo {
  if (namesIn(der, 0, der.byteLength, 0) > MOST_NAMES) throw new RangeError('Its object identifiers have no end.')
  return ContentInfo.fromBER(der)
}

const [OID, RELATIVE_OID, OCTETS, BITS] = [0x06, 0x0d, 0x04, 0x03]

/** Counts bytes of object identifiers up to the first invalid BER. Also reads strings, because asn1js does. */
function namesIn(der: Uint8Array, from: number, to: number, depth: number): number {
  if (depth > DEEPEST) return 0
  let found = 0
  for (let at = from; at < to; ) {
    const tag = der[at++] ?? 0
    if ((tag & 0x1f) === 0x1f) while (at < to && (der[at++] ?? 0) >= 0x80);
    const first = der[at++] ?? 0
    const size = first > 0x80 ? first & 0x7f : 0
    let length = first < 0x80 ? first : 0
    for (let more = 0; more < size; more++) length = length * 256 + (der[at++] ?? 0)
    if (at + length > to) return found
    // The loop reads the content of a constructed value next.
    if ((tag & 0x20) !== 0) continue
    if (tag === OID || tag === RELATIVE_OID) found += length
    if (tag === OCTETS) found += namesIn(der, at, at + length, depth + 1)
    if (tag === BITS) found += namesIn(der, at + 1, at + length, depth + 1)
    at += length
  }
  return found
}
