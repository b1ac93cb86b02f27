import { constants, deflateRawSync } from 'node:zlib'
import { Constructed, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { ContentInfo } from 'pkijs'
import { nodeCiphers } from '../../src/platform/ciphers.ts'
import { derivedFrom } from '../../src/transports/cms/derived-bytes.ts'
import { envelop } from '../../src/transports/cms/envelope.ts'
import type { Identity } from '../fakes/as2-partner.ts'
import { type Bomb, joined } from './bomb.ts'

const DATA = '1.2.840.113549.1.7.1'
const COMPRESSED_DATA = '1.2.840.113549.1.9.16.1.9'
const ZLIB = '1.2.840.113549.1.9.16.3.8'
const ZLIB_HEADER = Uint8Array.of(0x78, 0x9c)
const PIECE_BYTES = 16_000_000
const MESSAGE_BYTES = 1_900_000

/** Compressed data of nearly two megabytes that inflates to its `head` and then to nearly two gigabytes of nothing. */
export function compressedBomb(head: string): Uint8Array<ArrayBuffer> {
  const deflate = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH })
  const nothing = deflate(new Uint8Array(PIECE_BYTES))
  const pieces = Array<Uint8Array>(Math.floor(MESSAGE_BYTES / nothing.byteLength)).fill(nothing)
  const content = new OctetString({ valueHex: joined(ZLIB_HEADER, deflate(Buffer.from(head)), ...pieces) })
  const inner = new Sequence({
    value: [
      new ObjectIdentifier({ value: DATA }),
      new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [content] }),
    ],
  })
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: ZLIB })] })
  const data = new Sequence({ value: [new Integer({ value: 0 }), algorithm, inner] })
  return new Uint8Array(new ContentInfo({ contentType: COMPRESSED_DATA, content: data }).toSchema().toBER(false))
}

const COMPRESSED = 'application/pkcs7-mime; smime-type=compressed-data'
const SIGNED_HEAD = 'Content-Type: multipart/signed; boundary=x\r\n\r\n'

/** What anybody can post who knows the two AS2 names, and our certificate, which partners have. */
export async function as2Bombs(supplier: string, names: { from: string; to: string }, us: Identity): Promise<Bomb[]> {
  const bomb = (name: string, contentType: string, body: Uint8Array<ArrayBuffer>): Bomb => ({
    name: `AS2: ${name}`,
    path: `/as2/${supplier}`,
    headers: { 'as2-from': names.from, 'as2-to': names.to, 'message-id': '<1@bomb>', 'content-type': contentType },
    body,
  })
  async function encrypted(whole: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const derive = await derivedFrom(new Uint8Array(32), whole)
    return envelop(whole, us.certificate, 'aes256-cbc', derive, nodeCiphers)
  }
  const unsigned = compressedBomb('Content-Type: text/plain\r\n\r\n')
  const claiming = compressedBomb(SIGNED_HEAD)
  const boundary = `multipart/signed; boundary="${'b'.repeat(33_000)}"`
  const names127 = new Uint8Array(MESSAGE_BYTES).fill(0x7f)
  names127.set([0x30, 0x84, 0, 0x1c, 0xfd, 0xda, 0x06, 0x84, 0, 0x1c, 0xfd, 0xd4])
  return [
    bomb('two gigabytes, compressed, unsigned', COMPRESSED, unsigned),
    bomb('two gigabytes, compressed, claiming a signature', COMPRESSED, claiming),
    bomb(
      'two gigabytes, compressed, encrypted for us',
      'application/pkcs7-mime; smime-type=enveloped-data',
      await encrypted(joined(`Content-Type: ${COMPRESSED}\r\n\r\n`, claiming)),
    ),
    bomb(
      'a boundary of 33,000 characters, encrypted for us',
      'application/pkcs7-mime; smime-type=enveloped-data',
      await encrypted(joined(`Content-Type: ${boundary}\r\n\r\n`, new Uint8Array(1_000_000).fill(0x2d))),
    ),
    bomb('an object identifier of two megabytes', 'application/pkcs7-mime; smime-type=enveloped-data', names127),
    bomb('parts without end', 'multipart/signed; boundary=x', joined('--x\r\n\r\ny\r\n'.repeat(170_000))),
  ]
}
