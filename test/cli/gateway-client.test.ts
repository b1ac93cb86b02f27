import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchDocuments } from '../../src/cli/gateway-client.ts'

const ORDER = 'http://gateway.example/api/orders/fresco/order-1'
afterEach(() => vi.unstubAllGlobals())

/** A gateway whose order changes with each request; the last view stays. */
function showing(...looks: readonly (readonly object[])[]): void {
  const left = [...looks]
  vi.stubGlobal('fetch', async (url: string) => {
    if (url !== ORDER)
      return new Response(url.endsWith('/erp') ? 'UNB' : null, { status: url.endsWith('/erp') ? 200 : 404 })
    return Response.json({ deliveries: left.length > 1 ? left.shift() : left[0] })
  })
}
const fetched = async () => {
  const found = await fetchDocuments('http://gateway.example', 'fresco', 'order-1', 'token')
  if (typeof found === 'string') throw new Error(found)
  return found.map(({ route, state, trouble, document }) => [route, state, trouble, document !== null])
}

describe('what became of a posted order', () => {
  it('is waited for until the try has ended, and what went wrong is told with what to do', async () => {
    showing(
      [{ route: 'erp', state: 'sending', note: null, nextStep: null }],
      [{ route: 'erp', state: 'refused', note: 'The secret P is not set.', nextStep: 'Set the secret.' }],
    )
    expect(await fetched()).toEqual([['erp', 'refused', 'refused: The secret P is not set. Set the secret.', true]])
  })

  it('names the reason of what is held', async () => {
    showing([{ route: 'erp', state: 'held', holdReason: 'revision', note: null, nextStep: 'Compare them.' }])
    expect(await fetched()).toEqual([['erp', 'held', 'held, revision: Compare them.', true]])
  })

  it('says until when it waits, unless that is past: then its route keeps it', async () => {
    for (const [at, until] of [
      ['2099-11-24T05:45:00.000Z', '2099-11-24T05:45:00.000Z'],
      ['2026-11-24T05:45:00.000Z', null],
    ]) {
      showing([{ route: 'erp', state: 'waiting', note: null, nextStep: null, nextAttemptAt: at }])
      expect(await fetchDocuments('http://gateway.example', 'fresco', 'order-1', 'token')).toMatchObject([{ until }])
    }
  })

  it('says at once that a paused route keeps it, and by which command the route goes on', async () => {
    for (const [by, verb] of [
      ['the gateway', 'resume'],
      ['An Peeters', 'resume'],
    ] as const) {
      const waitsFor = { kind: 'pause', by, text: `Route old is paused by ${by}: The secret P is not set.` }
      showing([{ route: 'old', state: 'waiting', note: null, nextStep: null, waitsFor }])
      const wait = `${waitsFor.text} Then run: npx orderbridge routes ${verb} old --supplier fresco`
      expect(await fetchDocuments('http://gateway.example', 'fresco', 'order-1', 'token')).toMatchObject([{ wait }])
    }
  })

  it.each([
    [401, 'The gateway refuses the CONSOLE_TOKEN of this vars file.'],
    [403, 'The gateway answers 403 when asked for the order: The role is too low.'],
    [503, 'The gateway answers 503 when asked for the order: The role is too low.'],
  ])('cannot be read where the gateway answers %s', async (status, sentence) => {
    vi.stubGlobal('fetch', async () => Response.json({ problems: [{ message: 'The role is too low.' }] }, { status }))
    expect(await fetchDocuments('http://gateway.example', 'fresco', 'order-1', 'token')).toBe(sentence)
  })

  it('is no trouble where all is well, or nothing can come of it', async () => {
    showing([
      { route: 'erp', state: 'waiting', note: 'Ready to be collected.', nextStep: null },
      { route: 'old', state: 'superseded', note: 'No connection.', nextStep: null },
    ])
    expect(await fetched()).toEqual([
      ['erp', 'waiting', null, true],
      ['old', 'superseded', null, false],
    ])
  })
})
