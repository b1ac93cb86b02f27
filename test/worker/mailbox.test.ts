import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentId, readDocumentId } from '../../src/outbox/document-id.ts'
import { act, admin, ask, delivery, orderPath, place, post, soon, view } from './door.ts'
import { digestOf, line, type Posted, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

interface Entry {
  readonly id: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly digest: string
}

const call = (path: string, method = 'GET', token: string = SECRETS.ERP_TOKEN, body: string | null = null) =>
  ask(`/mailbox/${path}`, { method, body, headers: { authorization: `Bearer ${token}` } })

const listed = async (): Promise<readonly Entry[]> => (await call('box/erp')).json.documents

/** A document in the mailbox, of an order that only this test places. */
async function kept(): Promise<{ order: Posted; entry: Entry }> {
  const order = await place('box')
  const entry = await soon(async () => {
    const found = (await listed()).find(({ fileName }) => fileName.startsWith(`${order.order_number}-`))
    if (!found) throw new Error('not there yet')
    return found
  })
  return { order, entry }
}

const erp = (order: Posted) => delivery('box', order.id, 'erp')
const say = (entry: Entry, word: string, body: string | null = null) =>
  call(`box/erp/${entry.id}/${word}`, 'POST', SECRETS.ERP_TOKEN, body)

describe('a mailbox', () => {
  it('lists a document with its name, media type, size and digest, and looking is not fetching', async () => {
    const { order, entry } = await kept()
    expect(entry).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      fileName: `${order.order_number}-1.edi`,
      mediaType: expect.stringMatching(/^application\/EDIFACT/i),
      size: expect.any(Number),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await erp(order)).toMatchObject({ state: 'waiting', reached: 'no' })
  })

  it('hands out the exact bytes, and then the document is sent', async () => {
    const { order, entry } = await kept()
    const response = await call(`box/erp/${entry.id}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(entry.mediaType)
    expect(response.headers.get('content-disposition')).toContain(entry.fileName)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const latin = Uint8Array.from(response.text, (letter) => letter.charCodeAt(0))
    expect([latin.byteLength, await digestOf(latin)]).toEqual([entry.size, entry.digest])
    expect(await erp(order)).toMatchObject({ state: 'sent', reached: 'yes' })
    expect((await view('box', order.id)).state).toBe('pending')
    expect(await listed()).toContainEqual(entry)
    expect((await call(`box/erp/${entry.id}`)).text).toBe(response.text)
  })

  it('lists no longer what was collected, and collected alone stays sent', async () => {
    const { order, entry } = await kept()
    await call(`box/erp/${entry.id}`)
    expect((await say(entry, 'collected')).status).toBe(200)
    expect((await say(entry, 'collected')).status).toBe(200)
    expect(await listed()).not.toContainEqual(entry)
    expect(await erp(order)).toMatchObject({ state: 'sent', reached: 'yes' })
    expect((await call(`box/erp/${entry.id}`)).status).toBe(200)
  })

  it('knows no document before one is written, whoever works out its name', async () => {
    await act('/suppliers/box/routes/erp/pause')
    const [written] = await listed()
    const order = await place('box')
    const storageId = readDocumentId(written?.id ?? '')?.storageId ?? ''
    const id = documentId({ orderId: order.id, version: 1, corrections: 0 }, storageId)
    for (const word of ['collected', 'consumed', 'failed']) {
      expect((await call(`box/erp/${id}/${word}`, 'POST')).status).toBe(404)
    }
    expect(await erp(order)).toMatchObject({ state: 'waiting', reached: 'no' })
    await act('/suppliers/box/routes/erp/resume')
  })

  it('takes consumed as delivered, once or twice, and failed no more', async () => {
    const { order, entry } = await kept()
    await call(`box/erp/${entry.id}`)
    for (const _ of [1, 2]) expect((await say(entry, 'consumed')).status).toBe(200)
    expect(await erp(order)).toMatchObject({ state: 'delivered', reached: 'yes' })
    expect((await say(entry, 'failed')).status).toBe(409)
    expect((await erp(order)).state).toBe('delivered')
    expect(await listed()).not.toContainEqual(entry)
  })

  it('takes failed as refused, with its reason, and tells a person once', async () => {
    const { order, entry } = await kept()
    await call(`box/erp/${entry.id}`)
    const body = JSON.stringify({ reason: 'Unknown article 00123.' })
    for (const _ of [1, 2]) expect((await say(entry, 'failed', body)).status).toBe(200)
    expect(await erp(order)).toMatchObject({
      state: 'refused',
      note: expect.stringContaining(': Unknown article 00123.'),
    })
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'refused', route: 'erp' }]))
    expect((await say(entry, 'consumed')).status).toBe(409)
    await act(`${orderPath('box', order.id)}/deliveries/erp/retry`)
    await soon(async () => expect((await listed()).map(({ id }) => id)).toContain(entry.id))
    expect((await say(entry, 'consumed')).status).toBe(200)
    expect((await erp(order)).state).toBe('delivered')
  })

  it('lists older orders first', async () => {
    const [first, second, third] = [await kept(), await kept(), await kept()]
    const ids = (await listed()).map(({ id }) => id)
    const places = [first, second, third].map(({ entry }) => ids.indexOf(entry.id))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('answers 410 for a superseded document, and lists the one in its place', async () => {
    const { order, entry } = await kept()
    await post('box', { ...order, packages: [line('00123', 9)] })
    const gone = await call(`box/erp/${entry.id}`)
    expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'application/problem+json'])
    for (const word of ['collected', 'consumed', 'failed']) expect((await say(entry, word)).status).toBe(410)
    await soon(async () => {
      const names = (await listed()).map(({ fileName }) => fileName)
      expect(names).toContain(`${order.order_number}-2.edi`)
      expect(names).not.toContain(entry.fileName)
    })
  })

  it('answers 404 for what is not there, or is held', async () => {
    const { entry } = await kept()
    for (const id of ['00', 'zz', entry.id.slice(2), `${entry.id}00`, entry.id.toUpperCase().replace(/^3/, '4')])
      expect((await call(`box/erp/${id}`)).status, id).toBe(404)
    expect((await call(`box/erp/${entry.id}/eaten`, 'POST')).status).toBe(404)
    const held = posted({ supplier_customer_number: 'K-?' })
    await post('tables', held)
    const id = Array.from(new TextEncoder().encode(`1:${held.id}`), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    )
    expect((await call(`tables/erp/${id}`, 'GET', SECRETS.BOX_TOKEN)).status).toBe(404)
  })

  it('keeps a document that a person has marked done from being taken', async () => {
    const { order, entry } = await kept()
    expect((await act(`${orderPath('box', order.id)}/deliveries/erp/done`, { erpReference: 'SO-1' })).status).toBe(200)
    expect(await listed()).not.toContainEqual(entry)
    expect((await erp(order)).state).toBe('done')
  })
})

describe('the door of a mailbox', () => {
  it('answers HEAD with 405, and a HEAD is no fetch', async () => {
    const { order, entry } = await kept()
    for (const path of ['box/erp', `box/erp/${entry.id}`, 'box/nobody', 'nobody/erp']) {
      expect((await call(path, 'HEAD')).status, path).toBe(405)
    }
    expect(await erp(order)).toMatchObject({ state: 'waiting', reached: 'no' })
  })

  it.each([
    ['no token', '/mailbox/box/erp', null],
    ['a wrong token', '/mailbox/box/erp', `Bearer ${SECRETS.ERP_TOKEN}x`],
    ['half a token', '/mailbox/box/erp', `Bearer ${SECRETS.ERP_TOKEN.slice(1)}`],
    ['another scheme', '/mailbox/box/erp', `Basic ${btoa(SECRETS.ERP_TOKEN)}`],
    ['the token in the query', `/mailbox/box/erp?token=${SECRETS.ERP_TOKEN}&access_token=${SECRETS.ERP_TOKEN}`, null],
    ['the token of another route', '/mailbox/box/erp', `Bearer ${SECRETS.ARCHIVE_TOKEN}`],
    ['the token of another supplier', '/mailbox/box/erp', `Bearer ${SECRETS.BOX_TOKEN}`],
    ['the console’s token', '/mailbox/box/erp', `Bearer ${SECRETS.CONSOLE_TOKEN}`],
    ['a mailbox whose token is not set', '/mailbox/shut/erp', 'Bearer '],
    ['a mailbox whose token is not set, and the word undefined', '/mailbox/shut/erp', 'Bearer undefined'],
    ['a route that is no mailbox', '/mailbox/http/erp', `Bearer ${SECRETS.BOX_TOKEN}`],
    ['a route that is not there', '/mailbox/box/constructor', `Bearer ${SECRETS.BOX_TOKEN}`],
    ['a supplier that is not there', '/mailbox/__proto__/erp', `Bearer ${SECRETS.BOX_TOKEN}`],
  ])('stays shut for %s', async (_, path, authorization) => {
    const headers: Record<string, string> = authorization === null ? {} : { authorization }
    for (const [suffix, method] of [
      ['', 'GET'],
      ['/313a31', 'GET'],
      ['/313a31/consumed', 'POST'],
    ] as const) {
      const [address, query = ''] = path.split('?')
      const { status, headers: answered, json } = await ask(`${address}${suffix}?${query}`, { method, headers })
      expect([status, answered.get('content-type'), json.problems[0].code]).toEqual([
        401,
        'application/problem+json',
        'unauthorised',
      ])
    }
  })

  it('opens one mailbox while the token of its neighbour is missing', async () => {
    expect((await call('shut/archive', 'GET', SECRETS.BOX_TOKEN)).status).toBe(200)
  })

  it('shows no document of another supplier or route', async () => {
    const { entry } = await kept()
    expect((await call(`other/erp/${entry.id}`, 'GET', SECRETS.BOX_TOKEN)).status).toBe(404)
    expect((await call('other/erp', 'GET', SECRETS.BOX_TOKEN)).json.documents).toEqual([])
    const archive = await call(`box/archive/${entry.id}`, 'GET', SECRETS.ARCHIVE_TOKEN)
    expect(archive.headers.get('content-type')).toMatch(/^application\/json/)
    expect((await admin('/orders?supplier=other')).json.orders).toEqual([])
  })
})
