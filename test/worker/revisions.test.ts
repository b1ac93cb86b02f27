import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, delivery, orderPath, place, post, soon, view } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'
import { changed, halfGone, table } from './versions.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

describe('the digest of the latest version', () => {
  it.each(['hold', 'replace'])('changes nothing (%s)', async (supplier) => {
    const order = await halfGone(supplier)
    const before = await view(supplier, order.id)
    expect((await post(supplier, order)).json).toMatchObject({ status: 'duplicate', version: 1 })
    expect(await view(supplier, order.id)).toEqual(before)
  })
})

describe('a new digest', () => {
  it('is held where an earlier version has left, and takes its place where none has', async () => {
    const order = await halfGone('hold')
    expect((await post('hold', changed(order, 3))).json).toMatchObject({
      status: 'held',
      version: 2,
      holdReason: 'revision',
    })
    expect(await table('hold', order)).toEqual([
      'v1 gone delivered',
      'v1 kept superseded',
      'v2 gone held revision',
      'v2 kept waiting',
    ])
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
  })

  it('replaces by itself where the supplier takes replacements, and says in the document that it does', async () => {
    const order = await halfGone('replace')
    expect((await post('replace', changed(order, 3))).json).toMatchObject({ status: 'revised', version: 2 })
    await soon(async () => expect(await table('replace', order)).toContain('v2 gone delivered'))
    expect(await table('replace', order)).toEqual([
      'v1 gone delivered',
      'v1 kept superseded',
      'v2 gone delivered',
      'v2 kept waiting',
    ])
    const [, second] = sink
      .arrived('gone')
      .map(({ text }) => JSON.parse(text))
      .filter(({ id }) => id === order.id)
    expect(second).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('waits until the older one, which may have arrived, is settled: versions leave in order', async () => {
    sink.answer('gone', status(500))
    const order = await place('replace')
    await soon(async () => expect((await delivery('replace', order.id, 'gone')).reached).toBe('maybe'))
    expect((await post('replace', changed(order, 3))).json).toMatchObject({ status: 'revised', version: 2 })
    expect((await delivery('replace', order.id, 'gone', 2)).attempts).toBe(0)
    sink.answer('gone', status(200))
    await soon(async () => expect((await delivery('replace', order.id, 'gone', 2)).state).toBe('delivered'))
    const versions = sink
      .arrived('gone')
      .map(({ text }) => JSON.parse(text))
      .filter(({ id }) => id === order.id)
    expect(versions.map(({ version }) => version)).toEqual([...versions.slice(0, -1).map(() => 1), 2])
  })

  it('is held where the older one may have arrived', async () => {
    sink.answer('gone', status(500))
    const order = await place('hold')
    await soon(async () => expect((await delivery('hold', order.id, 'gone')).reached).toBe('maybe'))
    expect((await post('hold', changed(order, 3))).json).toMatchObject({ status: 'held', holdReason: 'revision' })
    sink.answer('gone', status(200))
    await soon(async () => expect((await delivery('hold', order.id, 'gone', 1)).state).toBe('delivered'))
    expect((await delivery('hold', order.id, 'gone', 2)).state).toBe('held')
  })

  it('supersedes everywhere while nothing has left: the older version never goes', async () => {
    sink.answer('gone', status(503, { 'retry-after': '3600' }))
    const order = await place('hold')
    await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('deferred'))
    expect((await post('hold', changed(order, 3))).json).toMatchObject({ status: 'revised', version: 2 })
    sink.answer('gone', status(200))
    await soon(async () => expect(await table('hold', order)).toContain('v2 gone delivered'))
    expect(await table('hold', order)).toEqual([
      'v1 gone superseded',
      'v1 kept superseded',
      'v2 gone delivered',
      'v2 kept waiting',
    ])
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
  })

  it('supersedes a version that is held, so that one question at most is open', async () => {
    const order = await halfGone('hold')
    await post('hold', changed(order, 3))
    expect((await post('hold', changed(order, 4))).json).toMatchObject({ status: 'held', version: 3 })
    expect(await table('hold', order)).toEqual([
      'v1 gone delivered',
      'v1 kept superseded',
      'v2 gone superseded',
      'v2 kept superseded',
      'v3 gone held revision',
      'v3 kept waiting',
    ])
  })
})

describe('the digest of an older version', () => {
  it.each(['hold', 'replace'])(
    'is a question on every route, and everything before goes on untouched (%s)',
    async (supplier) => {
      sink.answer('gone', status(503))
      const order = await place(supplier)
      await post(supplier, changed(order, 3))
      expect((await post(supplier, order)).json).toMatchObject({ status: 'held', version: 3, holdReason: 'reverted' })
      sink.answer('gone', status(200))
      await soon(async () => expect(await table(supplier, order)).toContain('v2 gone delivered'))
      expect(await table(supplier, order)).toEqual([
        'v1 gone superseded',
        'v1 kept superseded',
        'v2 gone delivered',
        'v2 kept waiting',
        'v3 gone held reverted',
        'v3 kept held reverted',
      ])
    },
  )
})

describe('another id with the number of an accepted order', () => {
  it('is held on every route, and the other order is untouched', async () => {
    const first = await halfGone('hold')
    const before = await view('hold', first.id)
    const rival = posted({ order_number: first.order_number })
    expect((await post('hold', rival)).json).toMatchObject({ status: 'held', holdReason: 'order-number-conflict' })
    expect(await table('hold', rival)).toEqual([
      'v1 gone held order-number-conflict',
      'v1 kept held order-number-conflict',
    ])
    expect(await view('hold', first.id)).toEqual(before)
  })

  it('is free to use once the other is discarded', async () => {
    const first = posted({ supplier_customer_number: 'K-?' })
    await post('tables', first)
    expect((await act(`${orderPath('tables', first.id)}/discard`, { note: 'Not ours.' })).json.state).toBe('discarded')
    const second = posted({ order_number: first.order_number })
    expect((await post('tables', second)).json.status).toBe('accepted')
  })
})
