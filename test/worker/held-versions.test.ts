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

describe('release', () => {
  it('asks how a version goes where an earlier one has left, and sends it as it is told', async () => {
    const order = await halfGone('hold')
    await post('hold', changed(order, 3))
    const path = `${orderPath('hold', order.id)}/release`
    const undecided = await act(path)
    expect(undecided.status).toBe(409)
    expect(undecided.headers.get('content-type')).toBe('application/problem+json')
    expect(await table('hold', order)).toContain('v2 gone held revision')
    expect((await act(path, { as: 'replacement' })).status).toBe(200)
    await soon(async () => expect(await table('hold', order)).toContain('v2 gone delivered'))
    const second = sink
      .arrived('gone')
      .map(({ text }) => JSON.parse(text))
      .findLast(({ id }) => id === order.id)
    expect(second).toMatchObject({ version: 2, purpose: 'replacement' })
    expect((await act(path)).status).toBe(409)
  })

  it('sends it as an original when that is what it is', async () => {
    const order = await halfGone('hold')
    await post('hold', changed(order, 3))
    await act(`${orderPath('hold', order.id)}/release`, { as: 'original' })
    await soon(async () => expect(await table('hold', order)).toContain('v2 gone delivered'))
    const second = sink
      .arrived('gone')
      .map(({ text }) => JSON.parse(text))
      .findLast(({ id }) => id === order.id)
    expect(second).toMatchObject({ version: 2, purpose: 'original' })
  })

  it('needs no such word where nothing has left', async () => {
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    const released = await act(`${orderPath('tables', order.id)}/release`)
    expect([released.status, released.json.state]).toEqual([200, 'pending'])
    await soon(async () => expect((await delivery('tables', order.id, 'erp')).attempts).toBe(1))
  })

  it('of a reverted version, before anything left, supersedes the one that waited', async () => {
    sink.answer('gone', status(503))
    const order = await place('hold')
    await post('hold', changed(order, 3))
    await post('hold', order)
    expect((await act(`${orderPath('hold', order.id)}/release`)).status).toBe(200)
    sink.answer('gone', status(200))
    await soon(async () => expect(await table('hold', order)).toContain('v3 gone delivered'))
    expect(await table('hold', order)).toContain('v2 gone superseded')
    expect(sink.taken('gone').filter(({ text }) => text.includes(order.id))).toHaveLength(1)
  })

  it('never lets a test order out by a route that takes none', async () => {
    const order = posted()
    await post('testing', order)
    expect((await act(`${orderPath('testing', order.id)}/release`)).status).toBe(409)
    expect((await delivery('testing', order.id, 'erp')).state).toBe('held')
  })
})

describe('discard', () => {
  it('needs a note, ends that version on every route, gives back the one before, and the same content again is a duplicate', async () => {
    const order = await halfGone('hold')
    await post('hold', changed(order, 3))
    const path = `${orderPath('hold', order.id)}/discard`
    const silent = await act(path)
    expect(silent.status).toBe(422)
    expect(silent.json.problems).toMatchObject([{ path: 'note' }])
    expect((await act(path, { note: 'The chef meant the first.' })).status).toBe(200)
    expect(await table('hold', order)).toEqual([
      'v1 gone delivered',
      'v1 kept waiting',
      'v2 gone discarded',
      'v2 kept discarded',
    ])
    expect((await post('hold', changed(order, 3))).json).toMatchObject({ status: 'duplicate', version: 2 })
    expect((await act(path, { note: 'Again.' })).status).toBe(409)
  })

  it('of all there is leaves the order discarded, and so it stays', async () => {
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    const discarded = await act(`${orderPath('tables', order.id)}/discard`, { note: 'Unknown.' })
    expect([discarded.status, discarded.json.state]).toEqual([200, 'discarded'])
    expect((await post('tables', order)).json.status).toBe('duplicate')
    expect((await view('tables', order.id)).state).toBe('discarded')
  })
})
