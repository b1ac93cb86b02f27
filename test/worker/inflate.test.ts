import { expect, it } from 'vitest'
import { nodeDeciphers } from '../../src/platform/ciphers.ts'
import { utf8 } from '../../src/text/utf8.ts'

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const small = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(small).arrayBuffer())
}

it('inflates no further than it may in workerd, whatever was compressed', async () => {
  const small = await deflated(new Uint8Array(60_000_000))
  const begun = performance.now()
  for (let times = 0; times < 20; times++) expect(() => nodeDeciphers.inflate(small, 100_000)).toThrow()
  expect(performance.now() - begun).toBeLessThan(500)
})

it('inflates what is as long as it may be, and a beginning without its end', async () => {
  const text = utf8('UNB+UNOC:3+FRESCO'.repeat(1_000))
  const small = await deflated(text)
  expect(nodeDeciphers.inflate(small, text.byteLength)).toEqual(text)
  expect(() => nodeDeciphers.inflate(small, text.byteLength - 1)).toThrow()
  const half = small.subarray(0, small.byteLength / 2)
  expect(() => nodeDeciphers.inflate(half, text.byteLength)).toThrow()
  const beginning = nodeDeciphers.inflate(half, text.byteLength, 'beginning')
  expect(new TextDecoder().decode(beginning.subarray(0, 17))).toBe('UNB+UNOC:3+FRESCO')
})
