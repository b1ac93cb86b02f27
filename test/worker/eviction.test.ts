import {
  abortAllDurableObjects,
  createExecutionContext,
  createScheduledController,
  evictDurableObject,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/worker.ts'
import { act, admin, delivery, orderPath, pause, place, post, soon, view } from './door.ts'
import { line, posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { cut, openSink, type Sink, status, withheld } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

const object = (supplier: string) => env.OUTBOX.getByName(supplier)
/**
 * Waits until every timer of the object has ended: ten seconds after an alert, and without end while an alarm is set.
 * `abortAllDurableObjects` does not wait.
 */
const evict = (supplier: string) => evictDurableObject(object(supplier))
const cron = (fake: Env = env) =>
  worker.scheduled(createScheduledController({ cron: '*/5 * * * *' }) as never, fake, createExecutionContext())
const alarmOf = (supplier: string) => runInDurableObject(object(supplier), (_, state) => state.storage.getAlarm())
const tries = (name: string, id: string) => sink.arrived(name).filter(({ text }) => text.includes(id))

describe('an object that was evicted', () => {
  it('has every order, version, question and event, exactly as before', async () => {
    const order = await place('replace')
    await soon(async () => expect((await delivery('replace', order.id, 'gone')).state).toBe('delivered'))
    await post('replace', { ...order, packages: [line('00123', 3)] })
    await soon(async () => expect((await delivery('replace', order.id, 'gone', 2)).state).toBe('delivered'))
    await act(`${orderPath('replace', order.id)}/deliveries/kept/done`, { erpReference: 'SO-1' })
    const refused = posted({ packages: [] })
    await post('replace', refused)
    const everything = async () => [
      await view('replace', order.id),
      await view('replace', refused.id),
      (await admin('/events')).json,
    ]
    const before = await everything()
    await abortAllDurableObjects()
    expect(await everything()).toEqual(before)
    expect((await post('replace', order)).json).toMatchObject({ status: 'held', holdReason: 'reverted' })
  })

  it('wakes by its own alarm and tries again, with the same bytes, key and control number', async () => {
    sink.answer('erp', status(503, { 'retry-after': '1' }))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    const { controlNumber } = await delivery('http', id, 'erp')
    await abortAllDurableObjects()
    sink.answer('erp', status(200))
    await soon(() => expect(sink.taken('erp').some(({ text }) => text.includes(id))).toBe(true))
    const sent = tries('erp', id)
    expect(sent.length).toBeGreaterThan(1)
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1)
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    await soon(async () =>
      expect(await delivery('http', id, 'erp')).toMatchObject({ state: 'delivered', controlNumber }),
    )
    const { id: next } = await place('http')
    await soon(async () => expect((await delivery('http', next, 'erp')).controlNumber).toBe((controlNumber ?? 0) + 1))
  })

  it('looks before it sends: what it knew of its routes is gone', async () => {
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
    await evict('http')
    sink.door('erp', 'closed')
    const { id: next } = await place('http')
    await soon(async () =>
      expect(await delivery('http', next, 'erp')).toMatchObject({ state: 'deferred', reached: 'no' }),
    )
    expect(tries('erp', next)).toEqual([])
    sink.door('erp', 'open')
    await soon(async () => expect((await delivery('http', next, 'erp')).state).toBe('delivered'))
  })

  it('stays paused', async () => {
    await act('/suppliers/http/routes/erp/pause')
    await evict('http')
    const { id } = await place('http')
    await pause(300)
    expect(tries('erp', id)).toEqual([])
    await act('/suppliers/http/routes/erp/resume')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
  })

  it('still tells what it had not been able to tell', async () => {
    let alertTries = 0
    sink.answerAlerts(() => {
      alertTries++
      return new Response(null, { status: 500 })
    })
    const order = posted({ supplier_customer_number: 'K-?' })
    await post('tables', order)
    await soon(() => expect(alertTries).toBeGreaterThan(0))
    await abortAllDurableObjects()
    sink.answerAlerts(() => new Response())
    await soon(() => expect(sink.alertsOf(order.id)).toMatchObject([{ kind: 'held' }]))
    await pause(200)
    expect(sink.alertsOf(order.id)).toHaveLength(1)
  })
})

describe('an object that dies during a try', () => {
  /** Ends leases at once. A lease would otherwise expire ten seconds after the attempt's time-out. */
  const expireLeases = (supplier: string) =>
    runInDurableObject(object(supplier), (_, state) => {
      state.storage.sql.exec("UPDATE deliveries SET next_at = ? WHERE state = 'sending'", Date.now())
    })

  async function dieWhileSending(supplier: string, route: string): Promise<string> {
    sink.answer(route, withheld().answering)
    const { id } = await place(supplier)
    await soon(async () => expect((await delivery(supplier, id, route)).state).toBe('sending'))
    await abortAllDurableObjects()
    sink.answer(route, status(200))
    await expireLeases(supplier)
    await cron()
    return id
  }

  it('calls the try uncertain, and sends the same again under the same key', async () => {
    const id = await dieWhileSending('http', 'erp')
    await soon(async () => expect(await delivery('http', id, 'erp')).toMatchObject({ state: 'delivered', attempts: 2 }))
    const events = (await view('http', id)).timeline.map(({ event }) => event)
    expect(events).toEqual(['accepted', 'uncertain', 'delivered'])
    expect(new Set(tries('erp', id).map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  it('holds it and tells a person where an uncertain one is to be held', async () => {
    const id = await dieWhileSending('careful', 'careful')
    await soon(async () =>
      expect(await delivery('careful', id, 'careful')).toMatchObject({
        state: 'held',
        holdReason: 'uncertain',
        reached: 'maybe',
      }),
    )
    await soon(() => expect(sink.alertsOf(id)).toMatchObject([{ kind: 'held', route: 'careful' }]))
    await pause(300)
    expect(tries('careful', id).length).toBeLessThanOrEqual(1)
  })
})

describe('a lost alarm', () => {
  const dropAlarm = (supplier: string) =>
    runInDurableObject(object(supplier), (_, state) => state.storage.deleteAlarm())
  const makeDue = (supplier: string) =>
    runInDurableObject(object(supplier), (_, { storage: { sql } }) =>
      sql.exec("UPDATE deliveries SET next_at = ? WHERE state = 'deferred'", Date.now()),
    )

  it('is set again by the cron, and what was due goes out', async () => {
    sink.answer('erp', status(503, { 'retry-after': '3600' }))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    await dropAlarm('http')
    sink.answer('erp', status(200))
    await makeDue('http')
    await pause(300)
    expect((await delivery('http', id, 'erp')).state).toBe('deferred')
    await cron()
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
  })

  it('is set again for what is due later', async () => {
    sink.answer('erp', status(503, { 'retry-after': '600' }))
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('deferred'))
    await dropAlarm('http')
    expect(await alarmOf('http')).toBeNull()
    const before = Date.now()
    await cron()
    // A busy machine may look only after the alarm, and then find the next alarm.
    await soon(async () => expect(await alarmOf('http')).toBeGreaterThan(before))
  })

  it('of one supplier is set again even while another’s outbox fails', async () => {
    sink.answer('erp', cut)
    const { id } = await place('http')
    await soon(async () => expect((await delivery('http', id, 'erp')).attempts).toBeGreaterThan(0))
    await dropAlarm('http')
    sink.answer('erp', status(200))
    const OUTBOX = {
      getByName: (name: string) => {
        if (name === 'http') return env.OUTBOX.getByName(name)
        throw new Error('unreachable')
      },
    }
    await cron({ ...env, OUTBOX } as unknown as Env)
    await soon(async () => expect((await delivery('http', id, 'erp')).state).toBe('delivered'))
  })
})
