import { describe, expect, it } from 'vitest'
import { type Answer, status } from '../../fakes/wire.ts'
import { receiver } from './receiver.ts'

describe("a receiver whose word is in the body, by the document's own standard", () => {
  const answered = async (
    word: { status: number; text: string } | null,
    answer: Answer = status(200),
    more: object = {},
  ) => {
    const { means, send } = receiver(answer)
    const bodies: string[] = []
    const readVerdict = (body: Uint8Array) => {
      bodies.push(new TextDecoder().decode(body))
      return word
    }
    Object.assign(means, { readVerdict })
    return { receipt: await send({ verdictFrom: 'body', ...more }), bodies }
  }

  it.each([
    [200, { outcome: 'delivered' }],
    [201, { outcome: 'delivered' }],
    [204, { outcome: 'delivered' }],
    [281, { outcome: 'delivered' }],
    [400, { outcome: 'refused', reached: 'no' }],
    [401, { outcome: 'refused', reached: 'no', routeWide: true }],
    [406, { outcome: 'refused', reached: 'no' }],
    [450, { outcome: 'refused', reached: 'no' }],
    [503, { outcome: 'deferred', reached: 'no' }],
    [500, { outcome: 'deferred', reached: 'maybe' }],
    [560, { outcome: 'deferred', reached: 'maybe' }],
  ])('is taken at it: %i', async (code, expected) => {
    const { receipt } = await answered({ status: code, text: 'In its words.' })
    expect(receipt).toMatchObject(expected)
    expect(receipt.note).toContain(`The receiver answered 200, and in it ${code} (In its words.)`)
  })

  it('asks a person where it says nothing of the kind, since it may have taken the document', async () => {
    const { receipt, bodies } = await answered(null, () => new Response('<html>OK</html>'))
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'maybe' })
    expect(bodies).toEqual(['<html>OK</html>'])
  })

  it('is not read where the status has said enough, nor on other routes', async () => {
    const failed = await answered({ status: 200, text: '' }, status(500))
    expect([failed.receipt.outcome, failed.bodies]).toEqual(['deferred', []])
    const plain = await answered({ status: 500, text: '' }, status(200), { verdictFrom: 'status' })
    expect([plain.receipt.outcome, plain.bodies]).toEqual(['delivered', []])
  })

  it('is read as far as anyone would write, and waits as the header says', async () => {
    const long = () => new Response('x'.repeat(200_000), { headers: { 'retry-after': '90' } })
    const { receipt, bodies } = await answered({ status: 503, text: '' }, long)
    expect(bodies[0]).toHaveLength(65_536)
    expect(receipt).toMatchObject({ outcome: 'deferred', retryAfterSeconds: 90 })
    expect(receipt.note).toBe('The receiver answered 200, and in it 503: not now.')
  })
})

describe('a success rule', () => {
  const receipt = (success: object) => receiver(() => new Response('{"result":"BUSY"}')).send({ success })

  it('may name the words for: not now', async () => {
    expect(await receipt({ retryIf: '"BUSY"' })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(await receipt({ retryIf: '"LOCKED"' })).toMatchObject({ outcome: 'delivered' })
    expect(await receipt({ mustContain: '"OK"', retryIf: '"BUSY"' })).toMatchObject({ outcome: 'deferred' })
    expect(await receipt({ mustContain: '"OK"' })).toMatchObject({ outcome: 'refused', reached: 'maybe' })
  })
})
