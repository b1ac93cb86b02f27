import { Constructed, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { ContentInfo } from 'pkijs'

const DATA = '1.2.840.113549.1.7.1'
const COMPRESSED_DATA = '1.2.840.113549.1.9.16.1.9'
const ZLIB = '1.2.840.113549.1.9.16.3.8'

/** Made small (RFC 3274). Two machines need not come to the same bytes, so what was sent once must be kept. */
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
