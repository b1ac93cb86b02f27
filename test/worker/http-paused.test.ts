import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, pause, place, soon } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const erp = (id: string) => delivery('http', id, 'erp')
const taken = (id: string) => sink.taken('erp').filter(({ text }) => text.includes(id)).length
const route = async (supplier = 'http') => (await admin(`/suppliers/${supplier}/routes`)).json.routes[0]
const onRoute = (action: string, supplier = 'http', name = 'erp') =>
  act(`/suppliers/${supplier}/routes/${name}/${action}`)
const told = (kind: string) => sink.alerts.filter((alert) => alert.kind === kind)

describe('a delivery behind a paused route', () => {
  it('says who paused it and what ends that, also in the answer to its retry', async () => {
    await act('/suppliers/http/routes/erp/pause', { by: 'ann', note: 'Stocktaking.' })
    const { id } = await place('http')
    const retried = await act(`${orderPath('http', id)}/deliveries/erp/retry`)
    expect(retried.status).toBe(200)
    expect(retried.json).toMatchObject({
      orderId: id,
      waitsFor: { kind: 'pause', by: 'ann', until: null, text: expect.stringContaining('Resume the route') },
      deliveries: [{ route: 'erp', state: 'waiting', nextAttemptAt: null, waitsFor: { kind: 'pause' } }],
    })
    await onRoute('resume')
    await soon(async () => expect(await erp(id)).toMatchObject({ state: 'delivered', waitsFor: null }))
  })
})

describe.each([401, 403])('a route that answers %i', (code) => {
  it('is paused with one alert: that order is refused, the others wait and are still accepted, and all leave after a resume', async () => {
    sink.answer('erp', status(code))
    const first = await place('http')
    await soon(async () => expect(await erp(first.id)).toMatchObject({ state: 'refused', reached: 'no', attempts: 1 }))
    const others = [await place('http'), await place('http'), await place('http')]
    await soon(() => expect(told('paused')).toHaveLength(1))
    await pause(400)
    for (const { id } of others) expect(await erp(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    expect(sink.arrived('erp')).toHaveLength(1)
    expect(await route()).toMatchObject({
      state: 'paused',
      paused: { pausedBy: null, reason: expect.stringContaining(String(code)) },
    })
    expect(told('paused')).toHaveLength(1)
    expect(told('paused')[0]).toMatchObject({
      supplier: 'http',
      route: 'erp',
      text: expect.stringMatching(/\bhttp\b|erp/),
    })

    sink.answer('erp', status(200))
    expect((await onRoute('resume')).status).toBe(200)
    for (const { id } of [first, ...others]) await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    for (const { id } of [first, ...others]) expect(taken(id)).toBe(1)
    expect(sink.alerts.filter(({ kind }) => kind !== 'late')).toHaveLength(1)
  })

  it('is opened by the route’s retry alone, which sends what waits and what was refused', async () => {
    sink.answer('erp', status(code))
    const first = await place('http')
    await soon(async () => expect((await erp(first.id)).state).toBe('refused'))
    const second = await place('http')
    sink.answer('erp', status(200))
    await onRoute('retry')
    for (const { id } of [first, second]) await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    expect(await route()).toMatchObject({ state: 'open', paused: null, unsettled: 0 })
  })

  it('meets at most two requests of ten orders that were under way together', async () => {
    await onRoute('pause')
    const orders = await Promise.all(Array.from({ length: 10 }, () => place('http')))
    sink.answer('erp', async () => {
      await pause(100)
      return new Response(null, { status: code })
    })
    await onRoute('resume')
    await soon(async () => expect((await route()).state).toBe('paused'))
    await soon(() => expect(told('paused')).toHaveLength(1))
    await pause(400)
    expect(sink.arrived('erp').length).toBeLessThanOrEqual(2)
    expect(told('paused')).toHaveLength(1)
    sink.answer('erp', status(200))
    await onRoute('retry')
    for (const { id } of orders) await soon(async () => expect((await erp(id)).state).toBe('delivered'))
  })
})

describe('a route whose own secret is missing', () => {
  it('sends nothing and is paused, with one alert', async () => {
    const { id } = await place('bearer')
    await soon(async () =>
      expect(await delivery('bearer', id, 'bearer')).toMatchObject({ state: 'refused', reached: 'no' }),
    )
    await place('bearer')
    await soon(() => expect(told('paused')).toHaveLength(1))
    await pause(200)
    expect(sink.arrived('bearer')).toEqual([])
    expect((await route('bearer')).state).toBe('paused')
  })
})

describe('pausing by hand', () => {
  it('holds deliveries back, names who and why, alerts nobody, and ends with resume', async () => {
    expect((await act('/suppliers/http/routes/erp/pause', { note: 'Stock-taking.' })).json).toMatchObject({
      route: 'erp',
      state: 'paused',
      paused: { pausedBy: 'An', reason: 'Stock-taking.', pausedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
    const { id } = await place('http')
    await pause(300)
    expect(await erp(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    // The person who paused the route has a reason that a retry does not know.
    expect((await onRoute('retry')).status).toBe(200)
    await pause(300)
    expect(await erp(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    expect((await onRoute('resume')).json).toMatchObject({ state: 'open', paused: null })
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    expect(told('paused')).toEqual([])
  })

  it('is 2xx when there is nothing to resume or to retry', async () => {
    for (const action of ['resume', 'retry', 'resume']) expect((await onRoute(action)).status).toBe(200)
  })

  it('leaves every other supplier and route as it is', async () => {
    await onRoute('pause')
    const { id } = await place('careful')
    await soon(async () => expect((await delivery('careful', id, 'careful')).state).toBe('delivered'))
    await onRoute('resume')
  })

  it('lets the retry of one delivery wait for its route', async () => {
    sink.answer('erp', status(422))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).state).toBe('refused'))
    await onRoute('pause')
    sink.answer('erp', status(200))
    expect((await act(`${orderPath('http', id)}/deliveries/erp/retry`)).status).toBe(200)
    await pause(300)
    expect(taken(id)).toBe(0)
    await onRoute('resume')
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
  })
})

describe('a pause with an end', () => {
  it('says when, and takes no end that is past or unreadable', async () => {
    const path = '/suppliers/http/routes/erp'
    for (const until of ['2020-01-01T05:00', 'five', ''])
      expect((await act(`${path}/pause`, { until })).status).toBe(422)
    const { status: code, json } = await act(`${path}/pause`, { until: '2099-07-01T05:00' })
    expect([code, json.paused.pausedUntil]).toEqual([200, '2099-07-01T03:00:00.000Z'])
    await act(`${path}/resume`)
  })
})
