import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlertOutcome } from '../../src/alerts/channels.ts'
import { ok } from '../../src/model/result.ts'
import type { DispatcherPorts } from '../../src/supplier/dispatcher-ports.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const WAIT = 5_000
const HOLD = 10_000
const HELD = { starts: { erp: { state: 'held', reason: 'quantity' } as const } }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** An outbox whose orders wait first, and the times at which an alarm was set. */
function outbox(ports: Partial<DispatcherPorts> = {}) {
  const alarms: number[] = []
  const test = testOutbox({
    supplier: supplierWith({ sendAfterSeconds: WAIT / 1_000 }),
    ports: { setAlarm: (at) => alarms.push(at), ...ports },
  })
  return Object.assign(test, { alarms })
}

/** Runs the alarm. The result says whether the alarm has ended. */
async function run(test: ReturnType<typeof outbox>): Promise<{ ended: boolean }> {
  const state = { ended: false }
  void test.outbox.alarm().then(() => {
    state.ended = true
  })
  await settled()
  return state
}

describe('the alarm', () => {
  it('waits for a short attempt, so an order needs no second alarm', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(200))
    const start = test.clock.now()
    test.accept()
    test.clock.advance(WAIT)
    const alarm = await run(test)
    expect([alarm.ended, test.alarms]).toEqual([true, [start + WAIT]])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('ends during a long attempt, and then another alarm watches the lease', async () => {
    const test = outbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    test.clock.advance(WAIT)
    const alarm = await run(test)
    expect([alarm.ended, test.alarms.length]).toEqual([false, 1])
    test.clock.advance(HOLD)
    vi.advanceTimersByTime(HOLD)
    await settled()
    const [lease] = test.sql.all<{ at: number }>('SELECT next_at AS at FROM deliveries')
    expect([alarm.ended, test.alarms.slice(1)]).toEqual([true, [lease?.at]])
  })

  it('ends at once when work is due sooner, because no alarm runs beside another', async () => {
    const test = outbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ orderId: 'order-1' })
    test.clock.advance(WAIT)
    const alarm = await run(test)
    test.accept({ orderId: 'order-2' })
    await settled()
    expect([alarm.ended, test.alarms.at(-1)]).toEqual([true, test.clock.now() + WAIT])
  })

  it('of an object that stops is set again from the rows', async () => {
    const test = outbox()
    test.wire.answers(ERP, hanging().answer)
    test.accept()
    test.clock.advance(WAIT)
    await run(test)
    test.reopen()
    const [lease] = test.sql.all<{ at: number }>('SELECT next_at AS at FROM deliveries')
    expect(test.alarms.at(-1)).toBe(lease?.at)
  })

  it('waits for an alert, so the alert needs no second alarm', async () => {
    const { promise, resolve } = Promise.withResolvers<AlertOutcome>()
    const test = outbox({ sendAlert: () => promise })
    test.accept(HELD)
    const alarm = await run(test)
    expect([alarm.ended, test.alarms.length]).toEqual([false, 1])
    resolve(ok(null))
    await settled()
    const soon = test.alarms.slice(1).filter((at) => at < test.clock.now() + 2 * HOLD)
    expect([alarm.ended, soon]).toEqual([true, []])
  })

  it('ends while a channel gives no answer, and another alarm repeats the alert of an object that stopped', async () => {
    const tried: string[] = []
    const never = new Promise<AlertOutcome>(() => {})
    const test = outbox({
      sendAlert: (_, { kind }) => {
        tried.push(kind)
        return never
      },
    })
    test.accept(HELD)
    const alarm = await run(test)
    const begun = test.clock.now()
    test.clock.advance(HOLD)
    vi.advanceTimersByTime(HOLD)
    await settled()
    const again = test.alarms.at(-1) ?? 0
    expect([alarm.ended, again > begun + HOLD, again < begun + 2 * HOLD]).toEqual([true, true, true])
    test.clock.set(again)
    test.reopen()
    await run(test)
    expect(tried).toEqual(['held', 'held'])
  })

  it('sends an alert once, also while the storage fails at the time of the next alarm', async () => {
    let broken = false
    const test = testOutbox({ sql: failingSql(nodeSql(), (query) => broken && query.includes('min(paused_until)')) })
    test.accept(HELD)
    broken = true
    await test.outbox.alarm()
    broken = false
    await test.pass(2 * 60_000)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['held'])
  })

  it('without due work ends at once', async () => {
    const test = outbox()
    expect([(await run(test)).ended, test.alarms]).toEqual([true, []])
  })
})
