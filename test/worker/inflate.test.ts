import { expect, it } from 'vitest'
import { nodeDeciphers } from '../../src/platform/ciphers.ts'
import { utf8 } from '../../src/text/utf8.ts'

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const small = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(small).arrayBuffer())
}

const FULL_BYTES = 60_000_000

/** The shortest of several runs, because other work of the machine lengthens a run and never shortens one. */
function shortestMs(work: () => void): number {
  const runs = Array.from({ length: 5 }, () => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  })
  return Math.min(...runs)
}

it('inflates no further than it may in workerd, whatever was compressed', async () => {
  const small = await deflated(new Uint8Array(FULL_BYTES))
  const whole = shortestMs(() => expect(nodeDeciphers.inflate(small, FULL_BYTES).byteLength).toBe(FULL_BYTES))
  const limited = shortestMs(() => expect(() => nodeDeciphers.inflate(small, 100_000)).toThrow())
  expect(whole).toBeGreaterThan(0)
  expect(limited).toBeLessThan(whole / 5)
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
