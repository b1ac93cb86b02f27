import { expect, it } from 'vitest'
import { histories } from '../fakes/histories.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { seededRandom } from '../fakes/random.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

/** `SEED=4711` runs one outage, `HISTORIES=200` runs more outages. */
const only = process.env.SEED
const count = histories(12)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ORDERS = 500
const DOWN_MS = 3 * HOUR
/** The longest time before the gateway notices that a receiver works again. */
const UNNOTICED_MS = 10 * MINUTE
const FIRST_HOUR_TRIES = 15
const LATER_HOUR_TRIES = 7

it(`tries a route of ${ORDERS} orders a handful of times an hour while it is down, and sends them all within minutes of its return, in ${only ?? count} outages`, {
  timeout: 600_000,
}, async () => {
  const seeds = only ? [Number(only)] : Array.from({ length: count }, (_, at) => at + 1)
  const tries: number[] = []
  for (const seed of seeds) tries.push(...(await outage(seed)))
  console.log(`Seeds ${seeds.join(', ')}: at most ${Math.max(...tries)} tries an hour of a route that is down.`)
})

/** Returns the number of attempts in each hour of the outage. */
async function outage(seed: number): Promise<number[]> {
  const random = seededRandom(seed)
  const parallel = random() < 0.5 ? 1 : 2
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { pace: { parallel } })] }) })
  const start = test.clock.now()
  const seen: { readonly at: number; readonly order: string; readonly key: string }[] = []
  let answer: Answer = status(200)
  test.wire.answers(ERP, (call) => {
    seen.push({ at: test.clock.now() - start, order: JSON.parse(call.body).orderNumber, key: call.key })
    return answer(call)
  })
  // The failures change during the outage; no document has arrived.
  const failures: readonly Answer[] = [status(503), status(500), status(429), cut]
  const places = Array.from({ length: ORDERS }, () => (random() < 0.7 ? 0 : Math.floor(random() * DOWN_MS))).sort(
    (a, b) => a - b,
  )
  let placed = 0
  for (let minute = 0; minute < DOWN_MS / MINUTE; minute++) {
    answer = failures[Math.floor(random() * failures.length)] ?? cut
    test.wire.door(ERP, random() < 0.4 ? 'closed' : 'open')
    while ((places[placed] ?? DOWN_MS) < (minute + 1) * MINUTE)
      test.accept({ orderId: `order-${String(placed++).padStart(3, '0')}` })
    if (random() < 0.05) test.reopen()
    await test.pass(MINUTE)
  }
  const during = seen.splice(0)
  const hours = [0, 1, 2].map((hour) => during.filter(({ at }) => Math.floor(at / HOUR) === hour).length)
  expect(hours[0], `seed ${seed}`).toBeLessThanOrEqual(FIRST_HOUR_TRIES)
  for (const later of hours.slice(1)) expect(later, `seed ${seed}`).toBeLessThanOrEqual(LATER_HOUR_TRIES)

  answer = status(200)
  test.wire.door(ERP, 'open')
  await test.pass(UNNOTICED_MS + MINUTE)
  const [probe, ...rest] = seen.map(({ order }) => order)
  const all = Array.from({ length: ORDERS }, (_, at) => `PO-order-${String(at).padStart(3, '0')}`)
  expect([probe, ...rest].toSorted(), `seed ${seed}`).toEqual(all)
  // Concurrent attempts may overtake each other.
  const inOrder = all.filter((order) => order !== probe)
  for (const [at, order] of rest.entries())
    expect(Math.abs(inOrder.indexOf(order) - at), `seed ${seed}, ${order}`).toBeLessThan(parallel)
  for (const { order, key } of during) expect(seen.find((one) => one.order === order)?.key).toBe(key)
  expect(test.outbox.routes()[0]).toMatchObject({ unsettled: 0, circuit: { state: 'closed' } })
  return hours
}
