import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, delivery, orderPath, pause, place, soon, view } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink, withheld } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const hold = (id: string) => act(`${orderPath('http', id)}/hold`, { note: 'The chef calls.' })
const arrivals = (id: string) => sink.arrived('erp').filter(({ text }) => text.includes(id)).length

describe('a hold in the object', () => {
  it('keeps an order that failed, and a release sends the order once', async () => {
    sink.door('erp', 'closed')
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    const tried = arrivals(id)
    // An attempt under way refuses the hold.
    await soon(async () => expect((await hold(id)).json).toMatchObject({ state: 'held', holdReason: 'by-person' }))
    sink.door('erp', 'open')
    await pause(300)
    expect(arrivals(id)).toBe(tried)
    await act(`${orderPath('http', id)}/release`)
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    expect(arrivals(id)).toBe(tried + 1)
  })

  it('at the very moment of an attempt holds nothing, nor afterwards', async () => {
    const receiver = withheld()
    sink.answer('erp', receiver.answering)
    const { id } = await place('http')
    await soon(() => expect(arrivals(id)).toBe(1))
    const asked = await Promise.all([hold(id), hold(id)])
    expect(asked.map((one) => one.status)).toEqual([409, 409])
    receiver.release()
    await soon(async () => expect((await delivery('http', id, 'erp')).state).not.toBe('sending'))
    expect((await delivery('http', id, 'erp')).reached).not.toBe('no')
    expect((await hold(id)).status).toBe(409)
    expect((await view('http', id)).holdReason).toBeUndefined()
  })

  it('either holds an order that comes at the same moment, or lets the order arrive: never both', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await place('http')
      const held = (await hold(id)).status === 200
      await pause(50)
      if (held) expect([arrivals(id), (await delivery('http', id, 'erp')).state]).toEqual([0, 'held'])
      else await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    }
  })
})
