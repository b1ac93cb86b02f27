import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, admin, delivery, orderPath, pause, place, soon, view } from './door.ts'
import { setSecrets } from './secrets.ts'
import { cut, hang, openSink, type Sink, status } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const stateOf = async (id: string, route: string, supplier = 'ladder') => (await delivery(supplier, id, route)).state
const takenBy = (name: string, id: string) => sink.taken(name).filter(({ text }) => text.includes(id))
const routesOf = async (id: string, supplier = 'ladder') => {
  const { deliveries } = await view(supplier, id)
  return deliveries.map(({ route, state }) => `${route} ${state}`).sort()
}

describe('a ladder', () => {
  it('is not there to see while the first route does its work', async () => {
    const { id } = await place('patient')
    await soon(async () => expect((await view('patient', id)).state).toBe('settled'))
    expect(await routesOf(id, 'patient')).toEqual(['first delivered', 'spare delivered'])
  })

  it('goes on when the first route does not answer, and the first sends no more', async () => {
    sink.answer('first', status(503))
    const { id, order_number: number } = await place('ladder')
    await soon(async () =>
      expect(await routesOf(id)).toEqual(['first superseded', 'second delivered', 'spare delivered']),
    )
    sink.answer('first', status(200))
    await pause(1_000)
    expect(takenBy('first', id)).toEqual([])
    const [request, ...more] = sink.taken('second').filter(({ text }) => text.includes(number))
    expect(more).toEqual([])
    expect(request?.text).toContain(`BGM+220+${number}+9'`)
    expect(request?.headers).not.toHaveProperty('orderbridge-possible-repeat')
    expect((await view('ladder', id)).state).toBe('settled')
  })

  it.each([
    ['the line was cut', cut],
    ['the receiver failed', status(500)],
    ['a try is under way', hang],
  ])('marks what may be a repeat, since %s', async (_, answering) => {
    sink.answer('first', answering)
    const { id, order_number: number } = await place('ladder')
    await soon(async () => expect(await stateOf(id, 'second')).toBe('delivered'))
    const [request] = sink.taken('second').filter(({ text }) => text.includes(number))
    expect(request?.text).toContain(`BGM+220+${number}+7'`)
    expect(request?.headers).toMatchObject({ 'orderbridge-possible-repeat': 'true' })
    expect(await delivery('ladder', id, 'second')).toMatchObject({ possibleRepeat: true, fallbackFor: 'first' })
  })

  it('reaches the third rung, whose document says so too, and then a person', async () => {
    sink.answer('first', cut)
    sink.answer('second', status(503))
    const { id } = await place('steps')
    await soon(async () => {
      const { status: code, text } = await admin(`${orderPath('steps', id)}/documents/third`)
      expect([code, text.includes('POSSIBLE REPEAT')]).toEqual([200, true])
    })
    await soon(async () =>
      expect(await delivery('steps', id, 'third')).toMatchObject({ state: 'held', holdReason: 'undelivered' }),
    )
    await soon(() => expect(sink.alertsOf(id).map(({ kind }) => kind)).toContain('held'))
  })
})

describe('resending what a fallback has brought', () => {
  it('answers on the first route which one that was, and goes by it', async () => {
    sink.answer('first', status(503))
    const { id, order_number: number } = await place('ladder')
    await soon(async () => expect(await stateOf(id, 'second')).toBe('delivered'))
    const resend = (route: string) => act(`${orderPath('ladder', id)}/deliveries/${route}/resend`, { intent: 'same' })
    const refused = await resend('first')
    expect(refused.status).toBe(409)
    expect(JSON.stringify(refused.json)).toContain('Route second has brought it in the place of first')
    expect((await resend('second')).status).toBe(200)
    await soon(() => expect(sink.taken('second').filter(({ text }) => text.includes(number))).toHaveLength(2))
    expect((await resend('nowhere')).status).toBe(404)
  })
})

describe('send-by', () => {
  const sendBy = (id: string, route: string, body: object) =>
    act(`${orderPath('patient', id)}/deliveries/${route}/send-by`, body)

  it('has the order go by another route at once, and not by the first', async () => {
    sink.answer('first', status(503, { 'retry-after': '3600' }))
    const { id } = await place('patient')
    await soon(async () => expect(await stateOf(id, 'first', 'patient')).toBe('deferred'))
    const answer = await sendBy(id, 'first', { route: 'third' })
    expect(answer.status).toBe(200)
    await soon(async () =>
      expect(await routesOf(id, 'patient')).toEqual(['first superseded', 'spare delivered', 'third waiting']),
    )
    expect(answer.json.timeline).toContainEqual(expect.objectContaining({ event: 'send-by', route: 'third' }))
  })

  it('needs a route that there is, and one that does not have the order already', async () => {
    sink.answer('first', status(503, { 'retry-after': '3600' }))
    const { id } = await place('patient')
    await soon(async () => expect(await routesOf(id, 'patient')).toEqual(['first deferred', 'spare delivered']))
    expect((await sendBy(id, 'first', {})).status).toBe(422)
    expect((await sendBy(id, 'first', { route: 'nowhere' })).status).toBe(409)
    expect((await sendBy(id, 'first', { route: 'spare' })).status).toBe(409)
    expect((await sendBy(id, 'nowhere', { route: 'third' })).status).toBe(404)
    expect((await sendBy(id, 'spare', { route: 'third' })).status).toBe(409)
  })
})
