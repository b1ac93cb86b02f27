import { describe, expect, it } from 'vitest'
import { nodeDeciphers } from '../../../src/platform/ciphers.ts'
import { decompressed } from '../../../src/transports/cms/compress.ts'
import { openEnvelope } from '../../../src/transports/cms/open.ts'
import { verifySignature } from '../../../src/transports/cms/verify.ts'
import { startCpuTime } from '../../fakes/cpu-time.ts'

const joined = (...pieces: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(pieces))

/** An element with a length in four bytes. */
function element(tag: number | readonly number[], content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, content.byteLength)
  return joined(Uint8Array.from([tag, 0x84].flat()), length, content)
}

const SIZE = 1_000_000
const name = (tag: number) => element(tag, new Uint8Array(SIZE).fill(0x7f))
const many = new Uint8Array(SIZE).map((_, at) => [0x06, 0x7f][at % 129] ?? 0x7f)

describe('a message that holds an object identifier of a megabyte', () => {
  it.each([
    ['one', element(0x30, name(0x06))],
    ['a relative one', element(0x30, name(0x0d))],
    ['one in a string', element(0x30, element(0x04, element(0x30, name(0x06))))],
    ['one in bits', element(0x30, element(0x03, joined(Uint8Array.of(0), element(0x30, name(0x06)))))],
    ['one in a long tag', element(0x30, element([0x3f, 0x21], name(0x06)))],
    ['one in what has no end', joined(Uint8Array.of(0x30, 0x80), name(0x06))],
    ['thousands of short ones', element(0x30, many)],
  ])('is put aside before it costs anything: %s', async (_, der) => {
    const cpuTime = startCpuTime()
    expect(decompressed(der, SIZE, nodeDeciphers)).toBeNull()
    expect(await openEnvelope(der, [], nodeDeciphers)).toBeNull()
    expect(await verifySignature(der, der, {} as never, 'SHA-1')).toBe('none')
    expect(cpuTime()).toBeLessThan(1_000)
  })
})
