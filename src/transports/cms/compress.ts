import { Constructed, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { ContentInfo } from 'pkijs'
import type { Decryption } from '../../ports.ts'
import { contentInfoIn } from './content.ts'

const DATA = '1.2.840.113549.1.7.1'
const COMPRESSED_DATA = '1.2.840.113549.1.9.16.1.9'
const ZLIB = '1.2.840.113549.1.9.16.3.8'

/**
 * Compresses (RFC 3274). Two machines may produce different bytes, so the caller must store the bytes of the first
 * attempt.
 */
export async function compressed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const small = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  const content = new OctetString({ valueHex: await new Response(small).arrayBuffer() })
  const data = new Sequence({
    value: [
      new Integer({ value: 0 }),
      new Sequence({ value: [new ObjectIdentifier({ value: ZLIB })] }),
      new Sequence({
        value: [
          new ObjectIdentifier({ value: DATA }),
          new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [content] }),
        ],
      }),
    ],
  })
  const whole = new ContentInfo({ contentType: COMPRESSED_DATA, content: data })
  return new Uint8Array(whole.toSchema().toBER(false))
}

/**
 * Compressed bytes that hold the header fields of a MIME entity. Deflate expands 512 bytes to half a megabyte at most.
 */
const BEGINNING_BYTES = 512

/**
 * The decompressed content, or its beginning. Null if the DER holds no compressed data, or if the content is longer
 * than `maxBytes`.
 */
export function decompressed(
  der: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  { inflate }: Pick<Decryption, 'inflate'>,
  extent: 'whole' | 'beginning' = 'whole',
): Uint8Array<ArrayBuffer> | null {
  try {
    const { contentType, content } = contentInfoIn(der)
    const small = contentType === COMPRESSED_DATA ? contentIn(content) : null
    if (!small) return null
    const bytes = new Uint8Array(small)
    return inflate(extent === 'whole' ? bytes : bytes.subarray(0, BEGINNING_BYTES), maxBytes, extent)
  } catch {
    return null
  }
}

/** CompressedData ::= { version, algorithm, { type, [0] EXPLICIT OCTET STRING } } */
function contentIn(data: unknown): ArrayBuffer | null {
  const [, , inner] = data instanceof Sequence ? data.valueBlock.value : []
  const [, tagged] = inner instanceof Sequence ? inner.valueBlock.value : []
  const [octets] = tagged instanceof Constructed ? tagged.valueBlock.value : []
  return octets instanceof OctetString ? octets.getValue() : null
}
