import { describe, expect, it, vi } from 'vitest'
import { receive } from '../../src/steps/receive.ts'

const TOO_LARGE = { ok: false, error: { status: 413, problems: [{ code: 'too-large' }] } }

/** A body that arrives in these pieces. `read` counts the pieces that were requested. */
function chunked(sizes: readonly number[], headers: Record<string, string> = {}, cancel?: () => Promise<void>) {
  let read = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = sizes[read]
        if (size === undefined) controller.close()
        else controller.enqueue(new Uint8Array(size).fill(read + 1))
        read++
      },
      ...(cancel ? { cancel } : {}),
    },
    { highWaterMark: 0 },
  )
  const request = new Request('https://gateway.example/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)
  return { request, read: () => read }
}

describe('a body', () => {
  it.each([
    [[10], 10],
    [[4, 6], 10],
    [Array(10).fill(1), 10],
    [[0, 10, 0], 10],
  ])('is whole at the limit, however it is cut: %j', async (sizes, limit) => {
    const received = await receive(chunked(sizes).request, limit)
    if (!received.ok) throw new Error('It fits.')
    expect([...received.value]).toEqual(sizes.flatMap((size, at) => Array(size).fill(at + 1)))
  })

  it.each([[[11]], [[10, 1]], [Array(11).fill(1)]])('is too large one byte past it: %j', async (sizes) => {
    expect(await receive(chunked(sizes).request, 10)).toMatchObject(TOO_LARGE)
  })

  it('is not read on once it is too large', async () => {
    const endless = chunked(Array(1_000).fill(5))
    expect(await receive(endless.request, 10)).toMatchObject(TOO_LARGE)
    expect(endless.read()).toBeLessThanOrEqual(4)
  })

  it.each(['0', '5', '99999999999', 'abc'])(
    'is as long as it is, whatever Content-Length claims: %s',
    async (length) => {
      const headers = { 'content-length': length }
      expect(await receive(chunked([10], headers).request, 10)).toMatchObject({ ok: true })
      expect(await receive(chunked([11], headers).request, 10)).toMatchObject(TOO_LARGE)
    },
  )

  it('is read in one call where Content-Length fits, and in pieces where it does not fit', async () => {
    const calls = async (length: string): Promise<number> => {
      const { request } = chunked([4, 6], { 'content-length': length })
      const whole = vi.spyOn(request, 'arrayBuffer')
      await receive(request, 10)
      return whole.mock.calls.length
    }
    expect([await calls('10'), await calls('11'), await calls('abc')]).toEqual([1, 0, 0])
    const endless = chunked(Array(1_000).fill(5), { 'content-length': '5000' })
    expect(await receive(endless.request, 10)).toMatchObject(TOO_LARGE)
    expect(endless.read()).toBeLessThanOrEqual(4)
  })

  it('may be missing', async () => {
    const received = await receive(new Request('https://gateway.example/', { method: 'POST' }), 10)
    expect(received).toEqual({ ok: true, value: new Uint8Array() })
  })

  it('that is too large is answered even where it cannot be cancelled', async () => {
    const stubborn = chunked([20, 20], {}, () => new Promise(() => {}))
    expect(await receive(stubborn.request, 10)).toMatchObject(TOO_LARGE)
    const failing = chunked([20, 20], {}, () => Promise.reject(new Error('gone')))
    expect(await receive(failing.request, 10)).toMatchObject(TOO_LARGE)
  })
})
