import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, pause, place, send, soon, view, webhookRequest } from './door.ts'
import { fresh, posted } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { type Answering, cut, hang, openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const erp = (id: string) => delivery('http', id, 'erp')
const of = (name: string, id: string) => sink.arrived(name).filter(({ text }) => text.includes(id))

/** The result of the first attempt, read before the next attempt can begin. */
async function firstTry(answering: Answering, supplier = 'http', route = 'erp') {
  const id = fresh('id')
  let tries = 0
  sink.answer(route, (arrived, signal) => {
    if (!arrived.text.includes(id)) return new Response()
    return ++tries === 1 ? answering(arrived, signal) : status(503, { 'retry-after': '60' })(arrived, signal)
  })
  await place(supplier, { id })
  const seen = await soon(async () => {
    const { timeline } = await view(supplier, id)
    const ended = timeline.find((entry) => entry.route === route)
    expect(ended).toBeDefined()
    return ended
  })
  return { id, event: seen?.event, text: seen?.text, delivery: await delivery(supplier, id, route) }
}

describe('a delivery over HTTP', () => {
  it('posts the document once, under its media type, with our proof and a key of its own', async () => {
    const { id } = await place('http')
    await soon(async () => expect(await erp(id)).toMatchObject({ state: 'delivered', reached: 'yes', attempts: 1 }))
    const [request, ...more] = of('erp', id)
    expect(more).toEqual([])
    const { controlNumber, fileName } = await erp(id)
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://erp.sink.example/orders?from=orderbridge',
      headers: {
        'content-type': expect.stringMatching(/^application\/EDIFACT/i),
        'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
        traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
        'orderbridge-file-name': fileName,
        authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${SECRETS.SINK_USER}:${SECRETS.SINK_PASSWORD}`)))}`,
      },
    })
    expect(request?.headers).not.toHaveProperty('orderbridge-possible-repeat')
    expect(request?.text).toContain(`UNZ+1+${String(controlNumber).padStart(14, '0')}`)
    const document = await admin(`${orderPath('http', id)}/documents/erp`)
    expect(document.text).toBe(request?.text)
    expect(document.headers.get('content-type')).toBe(request?.headers['content-type'])
  })

  it.each([
    [
      '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/,
      'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7',
    ],
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-malformed', /^00-(?!4bf92f35)[0-9a-f]{32}-[0-9a-f]{16}-01$/, undefined],
  ])(
    'is in the trace of the order at each attempt, unless the header is malformed: %s',
    async (header, expected, state) => {
      const order = posted()
      let tries = 0
      sink.answer('erp', (arrived, signal) =>
        arrived.text.includes(order.id) && ++tries === 1
          ? status(503, { 'retry-after': '3600' })(arrived, signal)
          : new Response(),
      )
      const request = await webhookRequest('http', order)
      request.headers.set('traceparent', header)
      request.headers.set('tracestate', 'congo=t61rcWkgMzE, rojo=00f067aa0ba902b7')
      expect((await send(request)).status).toBe(200)
      await soon(async () => expect(await erp(order.id)).toMatchObject({ state: 'deferred' }))
      expect((await act(`${orderPath('http', order.id)}/deliveries/erp/retry`)).status).toBe(200)
      await soon(async () => expect(await erp(order.id)).toMatchObject({ state: 'delivered', attempts: 2 }))
      const traces = of('erp', order.id).map(({ headers }) => headers.traceparent)
      expect(traces).toEqual([expect.stringMatching(expected), traces[0]])
      expect(of('erp', order.id).map(({ headers }) => headers.tracestate)).toEqual([state, state])
    },
  )

  it.each([200, 201, 202, 204, 299])('is delivered when it is answered %i', async (code) => {
    const { event } = await firstTry(status(code))
    expect(event).toBe('delivered')
  })

  it.each([
    [408, 'deferred', 'no'],
    [425, 'deferred', 'no'],
    [429, 'deferred', 'no'],
    [503, 'deferred', 'no'],
    [500, 'deferred', 'maybe'],
    [502, 'deferred', 'maybe'],
    [504, 'deferred', 'maybe'],
    [511, 'deferred', 'maybe'],
    [400, 'refused', 'no'],
    [404, 'refused', 'no'],
    [409, 'refused', 'no'],
    [422, 'refused', 'no'],
    [301, 'refused', 'no'],
    [302, 'refused', 'maybe'],
    [303, 'refused', 'maybe'],
    [307, 'refused', 'no'],
    [308, 'refused', 'no'],
  ])('that is answered %i is %s, reached %s', async (code, event, reached) => {
    const tried = await firstTry(status(code, code < 400 ? { location: 'https://elsewhere.sink.example/' } : {}))
    expect([tried.event, tried.delivery.reached]).toEqual([event, reached])
    expect(tried.text).toContain(String(code))
    expect(sink.arrived('elsewhere')).toEqual([])
    if (event === 'refused') {
      expect(tried.delivery).toMatchObject({ state: 'refused', nextAttemptAt: null, attempts: 1 })
      await soon(() => expect(sink.alertsOf(tried.id)).toMatchObject([{ kind: 'refused', route: 'erp' }]))
    }
  })

  it('is not tried again by itself once it is refused', async () => {
    sink.answer('erp', status(422))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).state).toBe('refused'))
    sink.answer('erp', status(200))
    await pause(600)
    expect(of('erp', id)).toHaveLength(1)
    await act(`${orderPath('http', id)}/deliveries/erp/retry`)
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    expect(of('erp', id)).toHaveLength(2)
  })

  it('that is cut after the request began may have arrived', async () => {
    const { event, delivery } = await firstTry(cut)
    expect([event, delivery.reached]).toEqual(['uncertain', 'maybe'])
  })

  it('that hangs ends at its time-out, and may have arrived', async () => {
    const { event, text, delivery } = await firstTry(hang, 'impatient', 'slow')
    expect([event, delivery.reached]).toEqual(['uncertain', 'maybe'])
    expect(text).toContain('within 1 second;')
  })

  it('whose door is closed has not arrived: nothing was sent', async () => {
    sink.answer('erp', status(500))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).attempts).toBeGreaterThan(0))
    sink.door('erp', 'closed')
    const { id: next } = await place('http')
    await soon(async () => expect(await erp(next)).toMatchObject({ state: 'deferred', reached: 'no' }))
    const sent = of('erp', next).length
    await soon(async () => expect((await erp(next)).attempts).toBeGreaterThan(1))
    expect(of('erp', next)).toHaveLength(sent)
    sink.door('erp', 'open')
    sink.answer('erp', status(200))
    await soon(async () => expect((await erp(next)).state).toBe('delivered'))
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
  })

  it('reaches an address that sockets do not, as those of Cloudflare itself are', async () => {
    sink.door('erp', 'no-socket')
    sink.answer('erp', status(500))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).attempts).toBeGreaterThan(1))
    sink.answer('erp', status(200))
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    sink.door('erp', 'open')
  })

  it('is held, and not repeated, where an uncertain one is to be held', async () => {
    sink.answer('careful', cut)
    const { id } = await place('careful')
    await soon(async () =>
      expect(await delivery('careful', id, 'careful')).toMatchObject({
        state: 'held',
        holdReason: 'uncertain',
        reached: 'maybe',
      }),
    )
    await soon(() => expect(sink.alertsOf(id)).toMatchObject([{ kind: 'held', route: 'careful' }]))
    await pause(500)
    expect(of('careful', id)).toHaveLength(1)
    sink.answer('careful', status(200))
    expect((await act(`${orderPath('careful', id)}/release`)).status).toBe(200)
    await soon(async () => expect((await delivery('careful', id, 'careful')).state).toBe('delivered'))
  })

  it('never lowers what may have arrived', async () => {
    const codes = [500, 503, 400]
    sink.answer('erp', (arrived, signal) => status(codes.shift() ?? 400)(arrived, signal))
    const { id } = await place('http')
    await soon(async () => expect(await erp(id)).toMatchObject({ state: 'refused', reached: 'maybe', attempts: 3 }))
  })

  it('repeats the same bytes under the same key, and the next order has another', async () => {
    const failures: Answering[] = [status(500), cut, status(503)]
    sink.answer('erp', (arrived, signal) => (failures.shift() ?? status(200))(arrived, signal))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    const tries = of('erp', id)
    expect(tries).toHaveLength(4)
    for (const name of ['idempotency-key', 'content-type', 'orderbridge-file-name'])
      expect(new Set(tries.map(({ headers }) => headers[name])).size, name).toBe(1)
    expect(new Set(tries.map(({ text }) => text)).size).toBe(1)
    const { id: next } = await place('http')
    await soon(async () => expect((await erp(next)).state).toBe('delivered'))
    expect(of('erp', next)[0]?.headers['idempotency-key']).not.toBe(tries[0]?.headers['idempotency-key'])
  })

  it.each([
    ['seconds', () => '2'],
    ['a date', () => new Date(Date.now() + 3_000).toUTCString()],
  ])('waits as long as the receiver asks, in %s', async (_, wait) => {
    sink.answer('erp', (arrived, signal) => status(429, { 'retry-after': wait() })(arrived, signal))
    const { id } = await place('http')
    await soon(async () => expect((await erp(id)).state).toBe('deferred'))
    sink.answer('erp', status(200))
    await soon(async () => expect((await erp(id)).state).toBe('delivered'))
    const [first, second] = of('erp', id)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900)
  })

  it.each(['-1', 'soon', '', '1.5', '99999999999999999999'])('survives a Retry-After of "%s"', async (value) => {
    const { event, delivery } = await firstTry(status(503, { 'retry-after': value }))
    expect([event, delivery.reached]).toEqual(['deferred', 'no'])
    expect(delivery.nextAttemptAt).toMatch(/^\d{4}-/)
  })
})
