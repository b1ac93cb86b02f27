import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, pause, place, post, soon, view } from './door.ts'
import { line, posted } from './posted.ts'
import { expectProblem } from './problem.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, status, withheld } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const onDelivery = (supplier: string, id: string, route: string, action: string, body: object = {}) =>
  act(`${orderPath(supplier, id)}/deliveries/${route}/${action}`, body)

const arrivedOf = (name: string, id: string) => sink.arrived(name).filter(({ text }) => text.includes(id))

const ACTIONS = ['hold', 'release', 'discard', 'deliveries/erp/retry', 'deliveries/erp/done']

describe('every action', () => {
  it.each(ACTIONS)('needs to know who acts: %s', async (action) => {
    const { id } = await place('box')
    const path = `${orderPath('box', id)}/${action}`
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"An"',
      '{}',
      '{"by":""}',
      '{"by":"  "}',
      '{"by":7}',
      '{"by":null}',
      `{"by":"${'x'.repeat(201)}"}`,
    ])
      expectProblem(await admin(path, { method: 'POST', body }), 422, 'by')
    expectProblem(await admin(path, { method: 'POST' }), 422, 'by')
    expectProblem(await act(path, { note: 7 }), 422, 'note')
    expectProblem(await act(path, { note: 'x', erpReference: {} }), 422, 'erpReference')
    expectProblem(await act(path, { note: 'x', as: 'copy' }), 422, 'as')
  })

  it.each(ACTIONS)('is 404 for an order or a supplier that is not there: %s', async (action) => {
    for (const path of ['/orders/box/no-such-order', '/orders/nobody/x', '/orders/constructor/x'])
      expectProblem(await act(`${path}/${action}`, { note: 'x' }), 404)
  })

  it.each(['release', 'discard'])('is 409 when nothing is held: %s', async (action) => {
    const { id } = await place('box')
    expectProblem(await act(`${orderPath('box', id)}/${action}`, { note: 'x' }), 409)
  })

  it('answers the order as it then is', async () => {
    const { id } = await place('box')
    await soon(async () => expect((await delivery('box', id, 'erp')).attempts).toBe(1))
    const { json } = await onDelivery('box', id, 'erp', 'done')
    expect(json).toEqual(await view('box', id))
    expect(json.timeline).toContainEqual(
      expect.objectContaining({ event: 'done', text: expect.stringContaining('An') }),
    )
  })
})

describe('resend', () => {
  it('sends what was handed over once more, byte for byte, and a correction anew', async () => {
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    expect((await onDelivery('http', id, 'erp', 'resend', { intent: 'same' })).status).toBe(200)
    await soon(() => expect(arrivedOf('erp', id)).toHaveLength(2))
    const [first, second] = arrivedOf('erp', id)
    expect(second?.text).toBe(first?.text)
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    expect((await onDelivery('http', id, 'erp', 'resend', { intent: 'correction' })).status).toBe(200)
    await soon(() => expect(arrivedOf('erp', id)).toHaveLength(3))
    expect(arrivedOf('erp', id)[2]?.text).not.toBe(first?.text)
  })

  it('asks what is meant, and refuses what was not handed over', async () => {
    const { id } = await place('box')
    expectProblem(await onDelivery('box', id, 'erp', 'resend'), 422, 'intent')
    expectProblem(await onDelivery('box', id, 'erp', 'resend', { intent: 'twice' }), 422, 'intent')
    expectProblem(await onDelivery('box', id, 'erp', 'resend', { intent: 'same' }), 409)
    expectProblem(await onDelivery('box', id, 'erp', 'resend', { intent: 'test' }), 409)
    expectProblem(await onDelivery('box', 'no-such-order', 'erp', 'resend', { intent: 'same' }), 404)
  })
})

describe('cancel', () => {
  it('sends a document that takes the order back, under a number and a key of its own', async () => {
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    expect((await onDelivery('http', id, 'erp', 'cancel', { note: 'They telephoned.' })).status).toBe(200)
    await soon(() => expect(arrivedOf('erp', id)).toHaveLength(2))
    const [order, cancellation] = arrivedOf('erp', id)
    expect(order?.text).toMatch(/BGM\+220\+[^+]+\+9'/)
    expect(cancellation?.text).toMatch(/BGM\+220\+[^+]+\+1'/)
    const number = (text = ''): string | undefined => /UNZ\+1\+(\d+)'/.exec(text)?.[1]
    expect(number(cancellation?.text)).not.toBe(number(order?.text))
    expect(cancellation?.headers['idempotency-key']).not.toBe(order?.headers['idempotency-key'])
  })

  it('needs a note, a route that sends cancellations, and something that has left', async () => {
    const { id } = await place('box')
    expectProblem(await onDelivery('box', id, 'erp', 'cancel', { note: undefined }), 422, 'note')
    expectProblem(await onDelivery('box', id, 'erp', 'cancel', { note: 'Off.' }), 409)
    expectProblem(await onDelivery('box', id, 'erp', 'discard', { note: undefined }), 422, 'note')
    expect((await onDelivery('box', id, 'erp', 'discard', { note: 'Off.' })).status).toBe(200)
    expect((await delivery('box', id, 'erp')).state).toBe('discarded')
    expect((await delivery('box', id, 'archive')).state).toBe('waiting')
    expectProblem(await onDelivery('box', 'no-such-order', 'erp', 'cancel', { note: 'Off.' }), 404)
  })
})

describe('retry', () => {
  it('sends again at once what waits for its turn', async () => {
    sink.answer('erp', status(503, { 'retry-after': '3600' }))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    sink.answer('erp', status(200))
    expect((await onDelivery('http', id, 'erp', 'retry')).status).toBe(200)
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
  })

  it('never doubles an attempt under way', async () => {
    const receiver = withheld()
    sink.answer('erp', receiver.answering)
    const { id } = await place('http')
    await soon(() => expect(arrivedOf('erp', id)).toHaveLength(1))
    for (let press = 0; press < 5; press++) expect((await onDelivery('http', id, 'erp', 'retry')).status).toBe(200)
    receiver.release()
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    await pause(300)
    expect(arrivedOf('erp', id)).toHaveLength(1)
  })

  it('pressed ten times at once sends once', async () => {
    sink.answer('erp', status(422))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('refused'))
    const receiver = withheld()
    sink.answer('erp', receiver.answering)
    const pressed = await Promise.all(Array.from({ length: 10 }, () => onDelivery('http', id, 'erp', 'retry')))
    expect(pressed.every(({ status: code }) => code === 200)).toBe(true)
    receiver.release()
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    expect(arrivedOf('erp', id)).toHaveLength(2)
  })

  it.each(['delivered', 'done'])('is 409 once it is %s', async (state) => {
    sink.answer('erp', status(state === 'done' ? 422 : 200))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe(state === 'done' ? 'refused' : state))
    if (state === 'done') await onDelivery('http', id, 'erp', 'done')
    expectProblem(await onDelivery('http', id, 'erp', 'retry'), 409)
    expectProblem(await onDelivery('http', id, 'erp', 'done'), 409)
  })

  it('of a held delivery is a release of that one, and asks what a release asks', async () => {
    const order = await place('hold')
    await soon(async () => expect((await delivery('hold', order.id, 'gone')).state).toBe('delivered'))
    await post('hold', { ...order, packages: [line('00123', 3)] })
    expectProblem(await onDelivery('hold', order.id, 'gone', 'retry'), 409)
    expect((await onDelivery('hold', order.id, 'gone', 'retry', { as: 'replacement' })).status).toBe(200)
    await soon(async () => expect((await delivery('hold', order.id, 'gone', 2)).state).toBe('delivered'))
  })

  it('means the newest version that is not superseded', async () => {
    const order = await place('box')
    await post('box', { ...order, packages: [line('00123', 3)] })
    await onDelivery('box', order.id, 'erp', 'done')
    expect((await delivery('box', order.id, 'erp', 1)).state).toBe('superseded')
    expect((await delivery('box', order.id, 'erp', 2)).state).toBe('done')
  })

  it('is 404 for a route the order has no delivery on', async () => {
    const { id } = await place('box')
    for (const route of ['nowhere', 'constructor', '%2F'])
      expectProblem(await onDelivery('box', id, route, 'retry'), 404)
  })
})

describe('done', () => {
  it('writes down that a person saw the order in the system, and no entry by hand', async () => {
    const { id } = await place('box')
    expectProblem(await onDelivery('box', id, 'erp', 'done', { report: 'seen' }), 422, 'report')
    const { json } = await onDelivery('box', id, 'erp', 'done', { report: 'has-it' })
    const events = json.timeline.map(({ event }: { event: string }) => event)
    expect(events).toContain('has-it')
    expect(events).not.toContain('done')
  })

  it('settles what a person keyed by hand: it counts as reached, and is not sent any more', async () => {
    sink.answer('erp', status(503))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    await soon(async () =>
      expect((await onDelivery('http', id, 'erp', 'done', { erpReference: 'SO-9' })).status).toBe(200),
    )
    const tries = arrivedOf('erp', id).length
    sink.answer('erp', status(200))
    await pause(500)
    expect(arrivedOf('erp', id)).toHaveLength(tries)
    expect(await delivery('http', id, 'erp')).toMatchObject({ state: 'done', reached: 'yes', nextAttemptAt: null })
    expect((await view('http', id)).state).toBe('settled')
  })

  it('is 409 while a try is under way', async () => {
    const receiver = withheld()
    sink.answer('erp', receiver.answering)
    const { id } = await place('http')
    await soon(() => expect(arrivedOf('erp', id)).toHaveLength(1))
    expectProblem(await onDelivery('http', id, 'erp', 'done'), 409)
    receiver.release()
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
  })

  it('settles a held delivery too', async () => {
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    const { json } = await onDelivery('tables', order.id, 'erp', 'done', { note: 'Keyed.' })
    expect([json.state, json.holdReason]).toEqual(['settled', undefined])
  })
})
